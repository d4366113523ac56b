## -*- texinfo -*-
## @deftypefn  {} {@var{loss} =} categorical_cross_entropy (@var{Z}, @var{Y})
## @deftypefnx {} {@var{loss} =} categorical_cross_entropy (@var{Z}, @
##   @var{Y}, @var{reduction})
## Cross-entropy of softmax(Z) and one-hot targets.
##
## L = mean or sum over samples of log sum_k exp(z_k) - z_y.
##
## The loss is computed from the scores, not from the probabilities: the
## logarithm of a probability that has underflowed to zero is lost.
##
## @var{Z} holds scores and @var{Y} targets, both n_classes x n_samples.
## Targets are one-hot, or other columns of probabilities, such as smoothed
## labels; each sums to 1.  @var{reduction} is @qcode{"mean"} (the default) or
## @qcode{"sum"}.  @var{loss} is a number.
##
## Source: Roelants, "How to implement a neural network, Intermezzo 2" (sum);
## Ganesh, "Deep Learning from first principles", part 5 (mean).
## @seealso{categorical_cross_entropy_gradient, log_sum_exp, softmax}
## @end deftypefn

function loss = categorical_cross_entropy (Z, Y, reduction = "mean")
  __fp_check_arguments__ ();
  # The score of the true class is picked by the one-hot column.
  sample_losses = log_sum_exp (Z) - sum (Y .* Z, 1);  # 1 x n_samples
  loss = sum (sample_losses) / divisor (Z, reduction);
endfunction

%!shared Z, Y
%! Z = [1, -2, 0.5, 0; 3, 4, -6, 0; 6, 0, 2, 0];
%! Y = [0, 1, 0, 1; 0, 0, 1, 0; 1, 0, 0, 0];
%!test # equals -log p of the true class, summed
%! P = softmax (Z);
%! assert (categorical_cross_entropy (Z, Y, "sum"), -sum (log (P(Y == 1))),
%!         eps (32));
%!assert (categorical_cross_entropy (Z, Y),
%!        categorical_cross_entropy (Z, Y, "sum") / 4)
%!test # scores without information cost log n_classes
%! assert (categorical_cross_entropy (zeros (3, 4), Y), log (3), eps (2));
%!test # a sure mistake costs the difference of the scores
%! assert (categorical_cross_entropy ([800; 0; -5], [0; 1; 0]), 800);
%! assert (categorical_cross_entropy ([800; 0; -5], [1; 0; 0]), 0);
%!error <Invalid call to categorical_cross_entropy>
%! categorical_cross_entropy (1)
%!error <^categorical_cross_entropy: reduction: expected one of mean, sum, got max$>
%! categorical_cross_entropy (Z, Y, "max")
%!error <^categorical_cross_entropy: Y: expected 3 x 4, got 4 x 3$>
%! categorical_cross_entropy (Z, Y')
%!error <^categorical_cross_entropy: Z: expected finite values, got NaN or Inf$>
%! categorical_cross_entropy (NaN, 1)
