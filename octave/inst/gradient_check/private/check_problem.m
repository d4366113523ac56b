## Refuse samples, labels, parameters and a distance that do not fit.

function check_problem (caller, X, labels, parameters, network, epsilon,
                        masks)
  check_network (caller, network);
  check_labels (caller, "labels", labels, n_classes (network));
  check_inputs (caller, X, parameters, network);
  if (! isempty (masks))
    check_masks (caller, masks, network, X);
  endif
  check_n_labels (caller, "labels", labels, columns (X));
  check_positive (caller, "epsilon", epsilon);
endfunction
