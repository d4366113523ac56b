## -*- texinfo -*-
## @deftypefn {} {[@var{false_positive_rates}, @var{true_positive_rates}] =} @
##   roc_curve (@var{labels}, @var{scores})
## Receiver operating characteristic: what is found at which price.
##
## A sample is predicted as class 1 if its score reaches a threshold.  The
## thresholds are the distinct scores, from the highest down, so samples of one
## score join together.  Both rates begin at 0, before any sample, and end at
## 1.
##
## @var{labels}, n_samples x 1, are 0 or 1; both must occur.  @var{scores}, a
## vector of n_samples, are higher for class 1: probabilities, or any finite
## numbers.  @var{false_positive_rates} is the share of the samples of class 0
## that reach the threshold, @var{true_positive_rates} the share of the samples
## of class 1 that do, both n_thresholds + 1 x 1 and ascending.
##
## Raises an error unless both labels occur.
##
## Source: Fawcett (2006), "An introduction to ROC analysis", algorithm 1.
## @seealso{area_under_curve, precision_recall_curve, plot_roc}
## @end deftypefn

function [false_positive_rates, ...
          true_positive_rates] = roc_curve (labels, scores)
  __fp_check_arguments__ ();
  [positives, negatives] = count_reached (labels, scores);
  if (positives(end) == 0 || negatives(end) == 0)
    __fp_refuse__ ("roc_curve", "labels", "both 0 and 1",
                   sprintf ("only %d", labels(1)));
  endif
  false_positive_rates = negatives / negatives(end);
  true_positive_rates = positives / positives(end);
endfunction

%!test # a point for each score, the highest first
%! [x, y] = roc_curve ([0; 1; 0; 1], [0.1; 0.35; 0.4; 0.8]);
%! assert (x, [0; 0; 0.5; 0.5; 1]);
%! assert (y, [0; 0.5; 0.5; 1; 1]);
%!test # samples of one score join together
%! [x, y] = roc_curve ([0; 1; 0; 1], [-0.5; 0.5; 0.5; 7]);
%! assert ([x, y], [0, 0; 0, 0.5; 0.5, 1; 1, 1]);
%! [x, y] = roc_curve ([0; 1; 0; 1], [2; 2; 2; 2]);
%! assert ([x, y], [0, 0; 1, 1]);
%!test # a row of probabilities will do
%! [x, y] = roc_curve ([1; 0], [0.9, 0.2]);
%! assert ([x, y], [0, 0; 0, 1; 1, 1]);
%!error <Invalid call to roc_curve> roc_curve (1)
%!error <^roc_curve: labels: expected whole numbers from 0 to 1, got 2$>
%! roc_curve ([0; 2], [1; 2])
%!error <^roc_curve: labels: expected both 0 and 1, got only 1$>
%! roc_curve ([1; 1], [1; 2])
%!error <^roc_curve: labels: expected both 0 and 1, got only 0$>
%! roc_curve ([0; 0], [1; 2])
%!error <^roc_curve: scores: expected 2 numbers, got 1$> roc_curve ([0; 1], 1)
%!error <^roc_curve: scores: expected finite values, got NaN or Inf$>
%! roc_curve ([0; 1], [1; NaN])
