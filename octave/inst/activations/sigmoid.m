## -*- texinfo -*-
## @deftypefn {} {@var{A} =} sigmoid (@var{Z})
## Logistic function 1 / (1 + exp(-z)), without overflow.
##
## The exponential is taken of -|z| only, so that no z overflows.
##
## @var{Z} holds weighted inputs, n_units x n_samples; @var{A} has the same
## shape, with values in [0, 1].
##
## Source: Ganesh, "Deep Learning from first principles", part 1.
## @seealso{sigmoid_derivative, binary_cross_entropy}
## @end deftypefn

function A = sigmoid (Z)
  __fp_check_arguments__ ();
  A = exp (min (Z, 0)) ./ (1 + exp (-abs (Z)));  # n_units x n_samples
endfunction

%!assert (sigmoid (0), 0.5)
%!test # log odds come back; logit is good to 1 ulp of p here
%! Z = [-4, -1, -0.25, 0.5, 3];
%! A = sigmoid (Z);
%! assert (log (A ./ (1 - A)), Z, 1e-14);
%!test # A(-z) = 1 - A(z), within one rounding of 1
%! Z = linspace (-30, 30, 61);
%! assert (sigmoid (-Z), 1 - sigmoid (Z), eps);
%!test # no overflow: exact at the ends, exact decay before them
%! assert (sigmoid ([-1e308, 1e308, 710]), [0, 1, 1]);
%! assert (sigmoid (-710), exp (-710));
%!error <Invalid call to sigmoid> sigmoid ()
%!error <^sigmoid: Z: expected finite values, got NaN or Inf$> sigmoid (NaN)
