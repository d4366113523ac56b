## Print a confusion matrix: true classes in rows, predicted in columns.

function show_confusion (counts)
  classes = 0:rows (counts) - 1;
  printf ("confusion matrix, true class by predicted class\n");
  printf ("%6s%s\n", "", sprintf ("%6d", classes));
  for label = classes
    printf ("%6d%s\n", label, sprintf ("%6d", counts(label + 1,:)));
  endfor
endfunction
