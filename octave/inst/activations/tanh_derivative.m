## -*- texinfo -*-
## @deftypefn {} {@var{D} =} tanh_derivative (@var{A})
## Derivative of the hyperbolic tangent, from its output: 1 - a^2.
##
## @var{A} is the output of @code{tanh}, n_units x n_samples; @var{D} has the
## same shape.
##
## Source: Ganesh, "Deep Learning from first principles", part 3.
## @seealso{tanh, activation_backward}
## @end deftypefn

function D = tanh_derivative (A)
  __fp_check_arguments__ ();
  D = 1 - A .* A;
endfunction

%!assert (tanh_derivative ([0, 0.5; -0.5, 1]), [1, 0.75; 0.75, 0])
%!test # agrees with a central difference, which is good to h^2
%! Z = [-3, -0.5, 0, 1, 2];
%! h = 1e-5;
%! slope = (tanh (Z + h) - tanh (Z - h)) / (2 * h);
%! assert (tanh_derivative (tanh (Z)), slope, 1e-9);
%!error <Invalid call to tanh_derivative> tanh_derivative ()
%!error <^tanh_derivative: A: expected a matrix, got text$>
%! tanh_derivative ("text")
