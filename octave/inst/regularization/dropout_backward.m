## -*- texinfo -*-
## @deftypefn {} {@var{dA} =} dropout_backward (@var{dA}, @var{mask}, @
##   @var{keep_prob})
## Take a gradient back through dropout: dA * mask / keep_prob.
##
## @var{dA} is the gradient of the loss with respect to the output of
## @code{dropout_forward}, n_units x n_samples; @var{mask} and
## @var{keep_prob} are the same as in the forward pass.  The result is
## n_units x n_samples.
##
## Source: Ganesh, "Deep Learning from first principles", part 6.
## @seealso{dropout_mask, dropout_forward}
## @end deftypefn

function dA = dropout_backward (dA, mask, keep_prob)
  __fp_check_arguments__ ();
  dA = dA .* mask / keep_prob;                # n_units x n_samples
endfunction

%!assert (dropout_backward ([1, -2, 3; 4, 5, 6], [1, 0, 1; 0, 1, 1], 0.25),
%!        [4, 0, 12; 0, 20, 24])
%!test # the slope of the forward pass, good to rounding: it is linear
%! mask = dropout_mask (2, 3, 0.5, 0, 1, 0);
%! forward = @(A) sum (dropout_forward (A, mask, 0.5)(:));
%! for k = 1:6
%!   slope(k) = forward (double (reshape (1:6 == k, 2, 3)));
%! endfor
%! assert (dropout_backward (ones (2, 3), mask, 0.5), reshape (slope, 2, 3));
%!error <Invalid call to dropout_backward> dropout_backward (1)
%!error <^dropout_backward: dA: expected finite values, got NaN or Inf$>
%! dropout_backward (Inf, 1, 0.5)
%!error <^dropout_backward: mask: expected 1 x 2, got 2 x 1$>
%! dropout_backward ([1, 2], [1; 1], 0.5)
%!error <^dropout_backward: keep_prob: expected a number above 0 and at most 1, got -0.5$>
%! dropout_backward (1, 1, -0.5)
