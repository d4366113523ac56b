## -*- texinfo -*-
## @deftypefn {} {} check_inputs (@var{caller}, @var{X}, @
##   @var{parameters}, @var{network})
## Refuse samples or parameters that do not fit a network.
## @seealso{check_parameters, check_network}
## @end deftypefn

function check_inputs (caller, X, parameters, network)
  check_matrix (caller, "X", X);
  check_shape (caller, "X", X, network.layer_sizes(1), columns (X));
  check_parameters (caller, parameters, network);
endfunction

%!error <^f: X: expected 2 x 5, got 3 x 5$>
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! check_inputs ("f", ones (3, 5), struct (), network)
