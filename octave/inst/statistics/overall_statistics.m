## -*- texinfo -*-
## @deftypefn {} {[@var{values}, @var{names}] =} overall_statistics ( @
##   @var{counts})
## Statistics of a classifier over all classes.
##
## @var{counts}, n_classes x n_classes, is as for @code{class_statistics}.
## @var{values} is 7 x 1, and @var{names} name it:
##
## @table @code
## @item accuracy
## n_right / n_samples.
## @item accuracy_lower
## @itemx accuracy_upper
## Bounds of its exact interval of 95 %: quantiles of the beta distribution
## (Clopper and Pearson).
## @item no_information_rate
## The accuracy of always naming the largest true class.
## @item accuracy_p_value
## Of a one-sided binomial test of accuracy above that rate.
## @item kappa
## Accuracy beyond the agreement by chance, over the largest possible such
## excess (Cohen).
## @item mcnemar_p_value
## Of McNemar's test that errors are symmetric, with continuity correction for
## two classes; for more, Bowker's test without.
## @end table
##
## 0/0 is NaN: kappa, if labels and predictions are all of one class; McNemar's
## p-value, if two classes are never taken for each other.
##
## Raises an error as @code{class_statistics} does.
##
## Source: Clopper and Pearson (1934), "The use of confidence or fiducial
## limits"; Cohen (1960), "A coefficient of agreement for nominal scales";
## McNemar (1947), "Note on the sampling error of the difference between
## correlated proportions"; Bowker (1948), "A test for symmetry in contingency
## tables".
## @seealso{class_statistics, confusion_matrix}
## @end deftypefn

function [values, names] = overall_statistics (counts)
  __fp_check_arguments__ ();
  check_confusion ("overall_statistics", counts);
  n_samples = sum (counts(:));
  n_right = trace (counts);
  no_information_rate = max (sum (counts, 2)) / n_samples;
  values = [n_right / n_samples;
            accuracy_interval(n_right, n_samples);
            no_information_rate;
            accuracy_p_value(n_right, n_samples, no_information_rate);
            kappa_statistic(counts);
            mcnemar_p_value(counts)];         # 7 x 1
  names = {"accuracy"; "accuracy_lower"; "accuracy_upper";
           "no_information_rate"; "accuracy_p_value"; "kappa";
           "mcnemar_p_value"};
endfunction

function interval = accuracy_interval (n_right, n_samples)
  tail_share = 0.025;  # on either side of an interval of 95 %
  n_wrong = n_samples - n_right;
  interval = [0; 1];
  if (n_right > 0)
    interval(1) = betaincinv (tail_share, n_right, n_wrong + 1);
  endif
  if (n_wrong > 0)
    interval(2) = betaincinv (1 - tail_share, n_right + 1, n_wrong);
  endif
endfunction

## Probability of at least n_right successes, one a trial at rate.
function p_value = accuracy_p_value (n_right, n_samples, rate)
  p_value = 1;
  if (n_right > 0)
    p_value = betainc (rate, n_right, n_samples - n_right + 1);
  endif
endfunction

function kappa = kappa_statistic (counts)
  n_samples = sum (counts(:));
  by_chance = sum (counts, 1) * sum (counts, 2);
  # Whole numbers, hence exact: the quotient is rounded once.
  excess = n_samples * trace (counts) - by_chance;
  kappa = excess / (n_samples ^ 2 - by_chance);
endfunction

function p_value = mcnemar_p_value (counts)
  pairs = triu (true (rows (counts)), 1);
  difference = abs (counts - counts')(pairs);  # n_pairs x 1
  n_pairs = rows (difference);
  if (n_pairs == 1)
    difference = max (difference - 1, 0);
  endif
  statistic = sum (difference .^ 2 ./ (counts + counts')(pairs));
  p_value = gammainc (statistic / 2, n_pairs / 2, "upper");
endfunction

%!shared two
%! two = [50, 10; 5, 35];
%!test # accuracy, the rate of the larger class, kappa by hand
%! [values, names] = overall_statistics (two);
%! assert (size (values), size (names));
%! assert (values([1, 4]), [0.85; 0.6]);
%! assert (values(6), (0.85 - 0.51) / 0.49, eps);
%!test # kappa of many samples is rounded once
%! values = overall_statistics ([12345, 678; 910, 23457]);
%! assert (values(6), 577919370 / 637294690);
%!test # the interval leaves 2.5 % beyond each end
%! values = overall_statistics (two);
%! assert (1 - betainc (values(2), 85, 16), 0.975, 4 * eps);
%! assert (betainc (values(3), 86, 15), 0.975, 4 * eps);
%!test # the p-value is the sum of binomial probabilities
%! r = 8:10;
%! expected = sum (arrayfun (@(k) nchoosek (10, k), r) .* 0.6 .^ r ...
%!                 .* 0.4 .^ (10 - r));
%! assert (overall_statistics ([5, 1; 1, 3])(5), expected, 8 * eps);
%!test # McNemar with continuity correction: 16/15, one degree of freedom
%! assert (overall_statistics (two)(7), erfc (sqrt (16 / 30)), 64 * eps);
%!test # Bowker without: 1/3 + 1 + 1, three degrees of freedom
%! statistic = 1/3 + 1/1 + 4/4;
%! expected = erfc (sqrt (statistic / 2)) ...
%!            + sqrt (2 * statistic / pi) * exp (-statistic / 2);
%! counts = [5, 2, 0; 1, 4, 1; 1, 3, 6];
%! assert (overall_statistics (counts)(7), expected, 64 * eps);
%!assert (overall_statistics ([3, 2; 2, 3])(7), 1)
%!assert (overall_statistics (two')(7), overall_statistics (two)(7))
%!test # a perfect and a hopeless classifier
%! perfect = overall_statistics ([3, 0; 0, 4]);
%! assert (perfect, [1; 0.025^(1/7); 1; 4/7; (4/7)^7; 1; NaN], 8 * eps);
%! hopeless = overall_statistics ([0, 3; 4, 0]);
%! assert (hopeless(1:5), [0; 0; 1 - 0.025^(1/7); 4/7; 1], 8 * eps);
%! assert (hopeless(6:7), [-0.96; 1]);
%!assert (overall_statistics ([5, 0; 0, 0])(4:7), [1; 1; NaN; NaN])
%!error <Invalid call to overall_statistics> overall_statistics ()
%!error <^overall_statistics: counts: expected 3 x 3, got 3 x 2$>
%! overall_statistics (ones (3, 2))
%!error <^overall_statistics: counts: expected at least 2 x 2, got 1 x 1$>
%! overall_statistics (3)
%!error <^overall_statistics: counts: expected at least 1 sample, got 0$>
%! overall_statistics (zeros (3))
