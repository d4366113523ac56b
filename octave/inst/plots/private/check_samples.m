## Refuse what is not samples of two features with a label each.

function check_samples (caller, X, labels)
  check_matrix (caller, "X", X);
  check_shape (caller, "X", X, 2, columns (X));
  check_labels (caller, "labels", labels);
  check_n_labels (caller, "labels", labels, columns (X));
endfunction
