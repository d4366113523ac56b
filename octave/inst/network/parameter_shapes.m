## -*- texinfo -*-
## @deftypefn {} {@var{shapes} =} parameter_shapes (@var{network})
## Shapes of W1, b1, W2, b2, ...
##
## @var{shapes} is a struct of rows [n_rows, n_columns], in that order.
## @seealso{new_network}
## @end deftypefn

function shapes = parameter_shapes (network)
  sizes = network.layer_sizes;
  for layer = 1:numel (network.activations)
    n_in = sizes(layer);
    n_out = sizes(layer + 1);
    shapes.(sprintf ("W%d", layer)) = [n_out, n_in];
    shapes.(sprintf ("b%d", layer)) = [n_out, 1];
  endfor
endfunction

%!test
%! network = new_network ([2, 100, 3], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! assert (parameter_shapes (network),
%!         struct ("W1", [100, 2], "b1", [100, 1],
%!                 "W2", [3, 100], "b2", [3, 1]));
