## Print what the confusion matrix says of the whole and of each class.

function show_statistics (counts)
  [overall, names] = overall_statistics (counts);
  show_rows (names, overall(:));
  printf ("%-26s%s\n", "class", sprintf ("%10d", 0:rows (counts) - 1));
  [by_class, names] = class_statistics (counts);
  show_rows (names, by_class');
endfunction

function show_rows (names, values)
  for row = 1:numel (names)
    words = arrayfun (@number, values(row,:), "UniformOutput", false);
    printf ("%-26s%s\n", names{row}, [words{:}]);
  endfor
endfunction

## Four digits that count: p-values may be tiny.
function words = number (value)
  words = sprintf ("%10.4g", value);
  if (isnan (value))
    words = sprintf ("%10s", "-");
  endif
endfunction
