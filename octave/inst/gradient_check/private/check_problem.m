## Refuse samples, labels, parameters and a distance that do not fit.

function check_problem (caller, X, labels, parameters, network, epsilon)
  check_network (caller, network);
  check_labels (caller, "labels", labels, n_classes (network));
  check_inputs (caller, X, parameters, network);
  check_n_labels (caller, "labels", labels, columns (X));
  check_positive (caller, "epsilon", epsilon);
endfunction
