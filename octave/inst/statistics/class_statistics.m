## -*- texinfo -*-
## @deftypefn {} {[@var{table}, @var{names}] =} class_statistics (@var{counts})
## Statistics of each class against all others.
##
## Of the samples of a class, sensitivity or recall is the share that is
## found; of the samples of the other classes, specificity is the share that
## is left alone.  Prevalence is the share of the class among all samples,
## detection rate that of its right predictions, and detection prevalence that
## of all its predictions.  Precision is the share of right ones among its
## predictions, F1 the harmonic mean of precision and recall, and balanced
## accuracy the mean of sensitivity and specificity.
##
## The predictive values follow from sensitivity, specificity and prevalence
## by Bayes' rule.  The positive one is the precision, but NaN where
## sensitivity or specificity is.
##
## 0/0 is NaN, where R's caret shows NaN or NA: sensitivity of a class without
## samples, precision of a class never predicted, F1 of a class never
## predicted right.
##
## @var{counts} is n_classes x n_classes, with true classes in rows, from
## @code{confusion_matrix}; two classes or more.  @var{table} is n_classes x
## 11, and @var{names} are those of its columns: @qcode{"sensitivity"},
## @qcode{"specificity"}, @qcode{"positive_predictive_value"},
## @qcode{"negative_predictive_value"}, @qcode{"prevalence"},
## @qcode{"detection_rate"}, @qcode{"detection_prevalence"},
## @qcode{"balanced_accuracy"}, @qcode{"precision"}, @qcode{"recall"} and
## @qcode{"F1"}.
##
## Raises an error if @var{counts} is smaller than 2 x 2 or counts no sample.
##
## Source: Altman and Bland (1994), "Diagnostic tests 1: sensitivity and
## specificity" and "2: predictive values"; Kuhn (2008), "Building predictive
## models in R using the caret package".
## @seealso{confusion_matrix, overall_statistics}
## @end deftypefn

function [table, names] = class_statistics (counts)
  __fp_check_arguments__ ();
  check_confusion ("class_statistics", counts);
  n_samples = sum (counts(:));
  right = diag (counts);                      # n_classes x 1
  actual = sum (counts, 2);                   # n_classes x 1
  predicted = sum (counts, 1)';               # n_classes x 1
  others = n_samples - actual;                # n_classes x 1
  sensitivity = right ./ actual;              # n_classes x 1
  specificity = (others - (predicted - right)) ./ others;  # n_classes x 1
  precision = right ./ predicted;             # n_classes x 1
  table = [sensitivity, specificity, ...
           predictive_values(sensitivity, specificity, actual / n_samples), ...
           [actual, right, predicted] / n_samples, ...
           (sensitivity + specificity) / 2, precision, sensitivity, ...
           2 * precision .* sensitivity ./ (precision + sensitivity)];
  names = {"sensitivity", "specificity", "positive_predictive_value", ...
           "negative_predictive_value", "prevalence", "detection_rate", ...
           "detection_prevalence", "balanced_accuracy", "precision", ...
           "recall", "F1"};
endfunction

## Share of right ones among positive and among negative predictions.
function values = predictive_values (sensitivity, specificity, prevalence)
  found = sensitivity .* prevalence;
  missed = (1 - sensitivity) .* prevalence;
  left_alone = specificity .* (1 - prevalence);
  false_alarms = (1 - specificity) .* (1 - prevalence);
  values = [found ./ (found + false_alarms), ...
            left_alone ./ (left_alone + missed)];  # n_classes x 2
endfunction

%!test # two classes, by their definitions
%! [table, names] = class_statistics ([50, 10; 5, 35]);
%! expected = [50/60, 35/40, 50/55, 35/45, 0.6, 0.5, 0.55, ...
%!             (50/60 + 35/40) / 2, 50/55, 50/60, 100/115];
%! assert (table(1,:), expected, -4 * eps);
%! assert (numel (names), columns (table));
%! assert (table(1,strcmp (names, "F1")), 100/115, eps);
%!test # each of two classes is the other's negative
%! table = class_statistics ([50, 10; 5, 35]);
%! assert (table(:,1), flipud (table(:,2)));
%! assert (table(:,3), flipud (table(:,4)), 2 * eps);
%!test # a class of three against the other two
%! table = class_statistics ([5, 2, 0; 1, 4, 1; 1, 3, 6]);
%! assert (table(2,1:4), [4/6, 12/17, 4/9, 12/14], 2 * eps);
%! assert (table(2,5:7), [6/23, 4/23, 9/23]);
%! assert (table(2,8:11), [(4/6 + 12/17)/2, 4/9, 4/6, 8/15], 2 * eps);
%!test # a class without samples
%! table = class_statistics ([0, 0; 1, 4]);
%! assert (table(1,:), [NaN, 0.8, NaN, NaN, 0, 0, 0.2, NaN, 0, NaN, NaN]);
%!test # a class never predicted
%! table = class_statistics ([0, 1; 0, 4]);
%! assert (table(1,:), [0, 1, NaN, 0.8, 0.2, 0, 0, 0.5, NaN, 0, NaN], eps);
%!assert (class_statistics ([3, 0; 0, 4])(:,[1:4, 8:11]), ones (2, 8))
%!error <Invalid call to class_statistics> class_statistics ()
%!error <^class_statistics: counts: expected a matrix, got a list$>
%! class_statistics ({1})
%!error <^class_statistics: counts: expected 2 x 2, got 2 x 3$>
%! class_statistics (ones (2, 3))
%!error <^class_statistics: counts: expected whole numbers of at least 0, got -1$>
%! class_statistics ([1, 0; -1, 0])
%!error <^class_statistics: counts: expected whole numbers of at least 0, got 0.5$>
%! class_statistics ([1, 0.5; 0, 0])
%!error <^class_statistics: counts: expected at least 2 x 2, got 1 x 1$>
%! class_statistics (3)
%!error <^class_statistics: counts: expected at least 1 sample, got 0$>
%! class_statistics (zeros (2))
