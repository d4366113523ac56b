## -*- texinfo -*-
## @deftypefn {} {@var{D} =} relu_derivative (@var{Z})
## Derivative of relu: 1 where z > 0, else 0; it is 0 at z = 0.
##
## @var{Z} holds weighted inputs, n_units x n_samples; @var{D} has the same
## shape.
##
## Source: Nair and Hinton (2010), "Rectified linear units improve restricted
## Boltzmann machines".
## @seealso{relu, activation_backward}
## @end deftypefn

function D = relu_derivative (Z)
  __fp_check_arguments__ ();
  D = double (Z > 0);
endfunction

%!assert (relu_derivative ([-1, 0, -0, 2; 3, -0.5, 1e-300, 0]),
%!        [0, 0, 0, 1; 1, 0, 1, 0])
%!assert (class (relu_derivative (1)), "double")
%!error <Invalid call to relu_derivative> relu_derivative ()
%!error <^relu_derivative: Z: expected finite values, got NaN or Inf$>
%! relu_derivative (Inf)
