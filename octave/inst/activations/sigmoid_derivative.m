## -*- texinfo -*-
## @deftypefn {} {@var{D} =} sigmoid_derivative (@var{A})
## Derivative of the logistic function, from its output: a (1 - a).
##
## @var{A} is the output of @code{sigmoid}, n_units x n_samples; @var{D} has
## the same shape.
##
## Source: Ganesh, "Deep Learning from first principles", part 1.
## @seealso{sigmoid, activation_backward}
## @end deftypefn

function D = sigmoid_derivative (A)
  __fp_check_arguments__ ();
  D = A .* (1 - A);
endfunction

%!assert (sigmoid_derivative ([0, 0.5, 1; 0.25, 0.75, 0.125]),
%!        [0, 0.25, 0; 0.1875, 0.1875, 0.109375])
%!test # agrees with a central difference, which is good to h^2
%! Z = [-3, -0.5, 0, 1, 2];
%! h = 1e-5;
%! slope = (sigmoid (Z + h) - sigmoid (Z - h)) / (2 * h);
%! assert (sigmoid_derivative (sigmoid (Z)), slope, 1e-10);
%!error <Invalid call to sigmoid_derivative> sigmoid_derivative ()
%!error <^sigmoid_derivative: A: expected finite values, got NaN or Inf$>
%! sigmoid_derivative (NaN)
