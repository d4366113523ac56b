## -*- texinfo -*-
## @deftypefn {} {@var{A} =} relu (@var{Z})
## Rectified linear unit, max(0, z).
##
## @var{Z} holds weighted inputs, n_units x n_samples; @var{A} has the same
## shape.  Zero comes out as +0, and NaN as NaN.
##
## Source: Nair and Hinton (2010), "Rectified linear units improve restricted
## Boltzmann machines".
## @seealso{relu_derivative, activation_forward}
## @end deftypefn

function A = relu (Z)
  __fp_check_arguments__ ();
  A = max (Z, 0) + 0;                         # -0 + 0 is +0
  A(isnan (Z)) = NaN;                         # max makes it 0
endfunction

%!assert (relu ([-1, 0, 2; 3, -0.5, 1e-300]), [0, 0, 2; 3, 0, 1e-300])
%!test # zeros are positive
%! assert (1 ./ relu ([-3, -0, 0]), [Inf, Inf, Inf]);
%!test # what training makes flows through
%! guard = __fp_unchecked__ ();
%! assert (relu ([NaN, Inf, -Inf]), [NaN, Inf, 0]);
%!error <Invalid call to relu> relu ()
%!error <^relu: Z: expected finite values, got NaN or Inf$> relu ([1, NaN])
%!error <^relu: Z: expected a matrix, got a list$> relu ({1})
%!error <^relu: Z: expected at least 1 x 1, got 3 x 0$> relu (zeros (3, 0))
