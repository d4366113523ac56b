## Refuse what is no confusion matrix of two classes or more.

function check_confusion (caller, counts)
  check_matrix (caller, "counts", counts);
  check_shape (caller, "counts", counts, rows (counts), rows (counts));
  check_labels (caller, "counts", counts'(:));
  if (rows (counts) < 2)
    refuse (caller, "counts", "at least 2 x 2", "1 x 1");
  endif
  if (! any (counts(:)))
    refuse (caller, "counts", "at least 1 sample", "0");
  endif
endfunction
