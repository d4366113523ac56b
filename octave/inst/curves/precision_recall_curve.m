## -*- texinfo -*-
## @deftypefn {} {[@var{recall}, @var{precision}] =} precision_recall_curve ( @
##   @var{labels}, @var{scores})
## Precision and recall, for thresholds as in @code{roc_curve}.
##
## The first point, before any sample, is recall 0 and precision 1; recall
## ascends to 1.  scikit-learn gives the same points in reverse order.
##
## @var{labels}, n_samples x 1, are 0 or 1; a 1 must occur.  @var{scores} are
## as for @code{roc_curve}.  @var{recall} is the share of the samples of class
## 1 that reach the threshold, @var{precision} the share of class 1 among the
## samples that reach it, both n_thresholds + 1 x 1.
##
## Raises an error if no label is 1.
##
## Source: Davis and Goadrich (2006), "The relationship between
## precision-recall and ROC curves".
## @seealso{roc_curve, plot_precision_recall}
## @end deftypefn

function [recall, precision] = precision_recall_curve (labels, scores)
  __fp_check_arguments__ ();
  [positives, negatives] = count_reached (labels, scores);
  if (positives(end) == 0)
    __fp_refuse__ ("precision_recall_curve", "labels", "at least one 1", "only 0");
  endif
  recall = positives / positives(end);        # n_thresholds + 1 x 1
  found = positives(2:end);                   # n_thresholds x 1
  precision = [1; found ./ (found + negatives(2:end))];
endfunction

%!test # recall ascends and precision begins at 1
%! [x, y] = precision_recall_curve ([0; 1; 0; 1], [0.1; 0.35; 0.4; 0.8]);
%! assert (x, [0; 0.5; 0.5; 1; 1]);
%! assert (y, [1; 1; 1/2; 2/3; 1/2]);
%!test # samples of one score join together
%! [x, y] = precision_recall_curve ([0; 1; 1], [2; 2; 2]);
%! assert ([x, y], [0, 1; 1, 2/3]);
%!test # no negative sample is needed
%! [x, y] = precision_recall_curve ([1; 1], [3; 4]);
%! assert ([x, y], [0, 1; 0.5, 1; 1, 1]);
%!error <Invalid call to precision_recall_curve> precision_recall_curve (1)
%!error <^precision_recall_curve: labels: expected at least one 1, got only 0$>
%! precision_recall_curve ([0; 0], [1; 2])
%!error <^precision_recall_curve: scores: expected a vector, got high$>
%! precision_recall_curve ([0; 1], "high")
