## -*- texinfo -*-
## @deftypefn {} {@var{parameters} =} gradient_descent (@var{parameters}, @
##   @var{gradients}, @var{learning_rate})
## One step of gradient descent, P = P - learning_rate dP.
##
## @var{parameters} is a struct of matrices W1, b1, W2, b2, ...; @var{gradients}
## is a struct of matrices dW1, db1, dW2, db2, ..., each of the shape of its
## parameter, of which other fields are ignored; @var{learning_rate} is finite
## and above 0.  The updated parameters are returned.
##
## Raises an error if @var{learning_rate} is not a finite number above 0, a
## parameter or its gradient is not a finite matrix of doubles, or a gradient is
## missing or not of its parameter's shape.
##
## Source: Cauchy (1847); Ganesh, "Deep Learning from first principles",
## part 1.
## @seealso{optimizer_update}
## @end deftypefn

function parameters = gradient_descent (parameters, gradients, learning_rate)
  if (nargin != 3)
    print_usage ();
  endif
  if (checks_enabled ())
    check_update ("gradient_descent", parameters, gradients, struct (), "",
                  learning_rate);
  endif
  for [value, name] = parameters
    parameters.(name) = value - learning_rate * gradients.(["d" name]);
  endfor
endfunction

%!test # against the gradient, every parameter, in the order given
%! parameters = struct ("W1", [1, 2; 3, 4], "b1", [5; 6]);
%! gradients = struct ("dZ1", 7, "db1", [2; -4], "dW1", [2, 0; -2, 4]);
%! assert (gradient_descent (parameters, gradients, 0.5),
%!         struct ("W1", [0, 2; 4, 2], "b1", [4; 8]));
%!error <Invalid call to gradient_descent> gradient_descent (1, 2)
%!error <^gradient_descent: learning_rate: expected a finite number above 0, got 0$>
%! gradient_descent (struct ("W1", 1), struct ("dW1", 1), 0)
%!error <^gradient_descent: gradients: expected db1, got none$>
%! gradient_descent (struct ("W1", 1, "b1", 1), struct ("dW1", 1), 0.5)
%!error <^gradient_descent: parameters: expected named matrices, got a list$>
%! gradient_descent ({1}, struct (), 0.5)
%!error <^gradient_descent: W1: expected finite values, got NaN or Inf$>
%! gradient_descent (struct ("W1", NaN), struct ("dW1", 1), 0.5)
%!error <^gradient_descent: dW1: expected 2 x 1, got 1 x 2$>
%! gradient_descent (struct ("W1", [1; 2]), struct ("dW1", [1, 2]), 0.5)
%!error <^gradient_descent: dW1: expected finite values, got NaN or Inf$>
%! gradient_descent (struct ("W1", 1), struct ("dW1", NaN), 0.5)
