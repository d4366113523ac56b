## -*- texinfo -*-
## @deftypefn {} {[@var{x}, @var{y}, @var{words}] =} plot_precision_recall (@
##   @var{recall}, @var{precision}, @var{file})
## Plot precision against recall.
##
## @var{recall} and @var{precision} are vectors of n_rates, one point of the
## curve each, in the curve's order.  @var{file} is as for @code{plot_data}.
##
## What is returned is read back from the picture.  @var{x} and @var{y} are
## n_rates x 1, the points of the curve; @var{words} is a cell with the title
## and the words of both axes.
##
## Source: Davis and Goadrich (2006), "The relationship between
## precision-recall and ROC curves".
## @seealso{plot_roc, plot_data}
## @end deftypefn

function [x, y, words] = plot_precision_recall (recall, precision, file)
  __fp_check_arguments__ ();
  [ax, guard, drawn] = new_curve ("plot_precision_recall", "Precision-recall curve",
                                  "recall", recall, "precision", precision);
  save_picture ("plot_precision_recall", ax, file);
  [x, y] = drawn_curves (drawn);
  words = drawn_words (ax);
endfunction

%!shared rates
%! rates = [0, 0.1, 0.5, 1];
%!test # a PNG of many colours is written, of rows and of columns
%! file = [tempname() ".png"];
%! unwind_protect
%!   for points = {rates, rates'}
%!     plot_precision_recall (points{1}, sqrt (points{1}), file);
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
%!   [x, y] = plot_precision_recall (rates, sqrt (rates), file);
%!   assert (x, rates');
%!   assert (y, sqrt (rates'));
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!error <Invalid call to plot_precision_recall> plot_precision_recall (1, 2)
%!error <^plot_precision_recall: file: expected a path, got 3$>
%! plot_precision_recall (rates, rates, 3)
%!error <^plot_precision_recall: file: expected a name that ends in .png, .svg or .pdf, got a.gif$>
%! plot_precision_recall (rates, rates, "a.gif")
%!error <^plot_precision_recall: file: expected a folder that exists, got absent$>
%! plot_precision_recall (rates, rates, "absent/a.png")
%!error <^plot_precision_recall: recall: expected a vector, got 2 x 2 numbers$>
%! plot_precision_recall (eye (2), rates, "a.png")
%!error <^plot_precision_recall: recall: expected a vector, got nothing$>
%! plot_precision_recall ([], rates, "a.png")
%!error <^plot_precision_recall: recall: expected numbers from 0 to 1, got 1.5$>
%! plot_precision_recall (1.5 * rates, rates, "a.png")
%!error <^plot_precision_recall: precision: expected finite values, got NaN or Inf$>
%! plot_precision_recall (rates, NaN (1, 4), "a.png")
%!error <^plot_precision_recall: precision: expected 4 rates, got 3$>
%! plot_precision_recall (rates, rates(1:3), "a.png")
