## -*- texinfo -*-
## @deftypefn {} {} check_parameters (@var{caller}, @var{parameters}, @
##   @var{network})
## Refuse parameters that are not exactly those of a network.
## @seealso{check_inputs, parameter_shapes}
## @end deftypefn

function check_parameters (caller, parameters, network)
  shapes = parameter_shapes (network);
  names = fieldnames (shapes);
  check_entries (caller, "parameters", parameters, names);
  check_no_others (caller, "parameters", fieldnames (parameters), names);
  for [shape, name] = shapes
    check_shape (caller, name, parameters.(name), shape(1), shape(2));
  endfor
endfunction

%!test # those that are drawn
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! parameters = initialize_parameters ([2, 3, 2], "he", "normal", 0);
%! check_parameters ("f", parameters, network);
%!error <^f: parameters: expected W1, b1, W2, b2, got W3$>
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! parameters = initialize_parameters ([2, 3, 2], "he", "normal", 0);
%! parameters.W3 = 1;
%! check_parameters ("f", parameters, network)
%!error <^f: b2: expected 2 x 1, got 1 x 1$>
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! parameters = initialize_parameters ([2, 3, 2], "he", "normal", 0);
%! parameters.b2 = 1;
%! check_parameters ("f", parameters, network)
