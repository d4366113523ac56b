## Refuse samples and parameters that do not fit a network.

function check_forward (caller, X, parameters, network)
  check_matrix (caller, "X", X);
  check_shape (caller, "X", X, network.layer_sizes(1), columns (X));
  shapes = parameter_shapes (network);
  check_entries (caller, "parameters", parameters, fieldnames (shapes));
  for [shape, name] = shapes
    check_shape (caller, name, parameters.(name), shape(1), shape(2));
  endfor
endfunction
