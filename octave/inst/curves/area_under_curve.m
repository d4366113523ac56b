## -*- texinfo -*-
## @deftypefn {} {@var{area} =} area_under_curve (@var{x}, @var{y})
## Area between a curve and the x axis, by trapezoids.
##
## Of a ROC curve it is the probability that a sample of class 1 scores higher
## than one of class 0, a tie counting one half.
##
## @var{x}, a vector of n_points, is in ascending order, with at least 2 points;
## two may have the same x.  @var{y} is a vector of n_points.  @var{area} is a
## number.
##
## Raises an error if @var{x} descends anywhere.
##
## Source: Fawcett (2006), "An introduction to ROC analysis", section 7.
## @seealso{roc_curve, precision_recall_curve}
## @end deftypefn

function area = area_under_curve (x, y)
  __fp_check_arguments__ ();
  if (numel (x) < 2)
    __fp_refuse__ ("area_under_curve", "x", "at least 2 numbers",
                   sprintf ("%d", numel (x)));
  endif
  if (any (diff (x) < 0))
    __fp_refuse__ ("area_under_curve", "x", "numbers in ascending order",
                   "a smaller one");
  endif
  widths = diff (x(:));                       # n_points - 1 x 1
  area = sum (widths .* (y(2:end)(:) + y(1:end-1)(:)) / 2);
endfunction

%!assert (area_under_curve ([0; 0.3; 2], 1 + [0; 0.3; 2]), 4, 4 * eps)
%!assert (area_under_curve ([0, 0.3, 2], 1 + [0; 0.3; 2]), 4, 4 * eps)
%!assert (area_under_curve ([1; 1], [0; 5]), 0)
%!test # of a ROC curve: pairs in the right order
%! labels = [1; 0; 1; 0; 0; 1; 1];
%! scores = [3; 1; 2; 2; 5; 1; 4];
%! [x, y] = roc_curve (labels, scores);
%! pairs = scores(labels == 1) - scores(labels == 0)';
%! assert (area_under_curve (x, y), sum ((sign (pairs) + 1)(:)) / 24, eps);
%!error <Invalid call to area_under_curve> area_under_curve (1)
%!error <^area_under_curve: x: expected numbers in ascending order, got a smaller one$>
%! area_under_curve ([0; 1; 0.5], [1; 1; 1])
%!error <^area_under_curve: x: expected at least 2 numbers, got 1$>
%! area_under_curve (0, 1)
%!error <^area_under_curve: y: expected 2 numbers, got 1$>
%! area_under_curve ([0; 1], 1)
%!error <^area_under_curve: y: expected finite values, got NaN or Inf$>
%! area_under_curve ([0; 1], [0; Inf])
