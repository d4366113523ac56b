## -*- texinfo -*-
## @deftypefn {} {@var{parameters} =} optimizer_update (@var{parameters}, @
##   @var{gradients}, @var{optimizer})
## Update all parameters once with the chosen optimizer.
##
## @var{parameters} is a struct of matrices W1, b1, W2, b2, ...;
## @var{gradients} is a struct of matrices dW1, db1, dW2, db2, ..., of which
## other fields are ignored.  The updated parameters are returned.
##
## Raises an error if a gradient is missing, does not fit its parameter or is
## not finite.
## @seealso{new_optimizer, gradient_descent}
## @end deftypefn

function parameters = optimizer_update (parameters, gradients, optimizer)
  if (nargin != 3)
    print_usage ();
  endif
  parameters = gradient_descent (parameters, gradients,
                                 optimizer.learning_rate);
endfunction

%!test # the optimizer's own rate is used
%! optimizer = new_optimizer ("gradient_descent", 0.25);
%! assert (optimizer_update (struct ("W1", [1, 2], "b1", 3),
%!                           struct ("dW1", [4, -8], "db1", 2), optimizer),
%!         struct ("W1", [0, 4], "b1", 2.5));
%!error <Invalid call to optimizer_update> optimizer_update (1, 2)
%!error <^gradient_descent: dW1: expected 1 x 2, got 2 x 1$>
%! optimizer = new_optimizer ("gradient_descent", 0.25);
%! optimizer_update (struct ("W1", [1, 2]), struct ("dW1", [1; 2]), optimizer)
