## -*- texinfo -*-
## @deftypefn {} {[@var{x}, @var{y}, @var{chance}, @var{words}] =} plot_roc (@
##   @var{false_positive_rates}, @var{true_positive_rates}, @var{file})
## Plot the receiver operating characteristic beside that of chance.
##
## @var{false_positive_rates} and @var{true_positive_rates} are vectors of
## n_rates, one point of the curve each, in the curve's order.  @var{file} is
## as for @code{plot_data}.
##
## What is returned is read back from the picture.  @var{x} and @var{y} are
## n_rates x 1, the points of the curve; @var{chance} is 2 x 2, the line of
## chance, x in the first row and y in the second; @var{words} is a cell with
## the title, the words of both axes and the names of the legend.
##
## Source: Fawcett (2006), "An introduction to ROC analysis".
## @seealso{plot_precision_recall, plot_data}
## @end deftypefn

function [x, y, chance, words] = plot_roc (false_positive_rates, true_positive_rates, file)
  __fp_check_arguments__ ();
  [ax, guard, drawn] = new_curve ("plot_roc", "ROC curve",
                                  "false positive rate", false_positive_rates,
                                  "true positive rate", true_positive_rates);
  drawn(2) = plot (ax, [0, 1], [0, 1], "--", "color", style ().edge,
                   "linewidth", style ().line_width);
  add_legend (drawn, {"classifier", "chance"});
  save_picture ("plot_roc", ax, file);
  [x, y] = drawn_curves (drawn(1));
  chance = [get(drawn(2), "xdata"); get(drawn(2), "ydata")];
  words = drawn_words (ax, drawn_legend (drawn));
endfunction

%!shared rates
%! rates = [0, 0.1, 0.5, 1];
%!test # a PNG of many colours is written, of rows and of columns
%! file = [tempname() ".png"];
%! unwind_protect
%!   for points = {rates, rates'}
%!     plot_roc (points{1}, sqrt (points{1}), file);
%!     picture = imread (file);
%!     assert (size (picture), [675, 900, 3]);
%!     assert (numel (unique (picture)) > 10);
%!   endfor
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # the curve keeps its axes
%! file = [tempname() ".png"];
%! unwind_protect
%!   [x, y, chance, words] = plot_roc (rates, sqrt (rates), file);
%!   assert (x, rates');
%!   assert (y, sqrt (rates'));
%!   assert (chance, [0, 1; 0, 1]);
%!   assert (words(4:5), {"classifier", "chance"});
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!error <Invalid call to plot_roc> plot_roc (1, 2)
%!error <^plot_roc: file: expected a path, got 3$>
%! plot_roc (rates, rates, 3)
%!error <^plot_roc: file: expected a name that ends in .png, .svg or .pdf, got a.gif$>
%! plot_roc (rates, rates, "a.gif")
%!error <^plot_roc: file: expected a folder that exists, got absent$>
%! plot_roc (rates, rates, "absent/a.png")
%!error <^plot_roc: false_positive_rates: expected a vector, got 2 x 2 numbers$>
%! plot_roc (eye (2), rates, "a.png")
%!error <^plot_roc: false_positive_rates: expected a vector, got nothing$>
%! plot_roc ([], rates, "a.png")
%!error <^plot_roc: false_positive_rates: expected numbers from 0 to 1, got 1.5$>
%! plot_roc (1.5 * rates, rates, "a.png")
%!error <^plot_roc: true_positive_rates: expected finite values, got NaN or Inf$>
%! plot_roc (rates, NaN (1, 4), "a.png")
%!error <^plot_roc: true_positive_rates: expected 4 rates, got 3$>
%! plot_roc (rates, rates(1:3), "a.png")
