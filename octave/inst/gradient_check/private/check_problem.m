## Refuse samples, labels, parameters and a distance that do not fit.

function check_problem (caller, X, labels, parameters, network, epsilon,
                        masks)
  check_positive (caller, "epsilon", epsilon);
  network_targets (labels, network);          # refuses what does not fit
  network_forward (X, parameters, network, masks);
  check_n_labels (caller, "labels", labels, columns (X));
endfunction
