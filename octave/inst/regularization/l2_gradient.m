## -*- texinfo -*-
## @deftypefn {} {@var{dW} =} l2_gradient (@var{W}, @var{l2_penalty}, @
##   @var{n_samples})
## Gradient of l2_loss with respect to the weights of a layer.
##
## l2_penalty / n_samples * W.
##
## @var{W} is n_out x n_in; @var{l2_penalty} is finite and at least 0;
## @var{n_samples} is at least 1.  @var{dW} is n_out x n_in.
##
## Source: Ganesh, "Deep Learning from first principles", part 6.
## @seealso{l2_loss}
## @end deftypefn

function dW = l2_gradient (W, l2_penalty, n_samples)
  __fp_check_arguments__ ();
  dW = l2_penalty / n_samples * W;            # n_out x n_in
endfunction

%!assert (l2_gradient ([3, -4; 0, 1], 0.5, 4), [0.375, -0.5; 0, 0.125])
%!test # the slope of the loss, good to rounding: the loss is a square
%! W = [3, -4, 0.5];
%! for k = 1:3
%!   shift = 0.25 * (1:3 == k);
%!   slope(k) = (l2_loss (struct ("W1", W + shift), 0.7, 3)
%!               - l2_loss (struct ("W1", W - shift), 0.7, 3)) / 0.5;
%! endfor
%! assert (l2_gradient (W, 0.7, 3), slope, 64 * eps);
%!error <Invalid call to l2_gradient> l2_gradient (1)
%!error <^l2_gradient: W: expected finite values, got NaN or Inf$>
%! l2_gradient (Inf, 0.1, 5)
%!error <^l2_gradient: l2_penalty: expected a finite number of at least 0, got nan$>
%! l2_gradient (1, NaN, 5)
%!error <^l2_gradient: n_samples: expected a whole number of at least 1, got 2.5$>
%! l2_gradient (1, 0.1, 2.5)
