## -*- texinfo -*-
## @deftypefn {} {[@var{steps}, @var{curves}, @var{scales}, @var{words}] =} @
##   plot_losses (@var{losses}, @var{names}, @var{file})
## Plot losses against steps, to compare rates, widths or optimizers.
##
## The scale is logarithmic where all losses are above 0 and the largest is
## more than 100 times the smallest.  A mark of its own tells each curve, not
## dashes: their gaps would hide steps.
##
## @var{losses} is n_steps x n_curves, the losses of one training run a
## column: the rows that @code{train} gives, transposed.  @var{names} is a cell
## of words, one a curve.  @var{file} is as for @code{plot_data}.
##
## What is returned is read back from the picture.  @var{steps} and
## @var{curves} are n_steps x n_curves, where the points of each curve stand and
## their losses; @var{scales} is a cell with the scales of the x axis and of the
## y axis, linear or log; @var{words} is a cell with the title, the words of
## both axes and the names of the legend.
## @seealso{train, plot_data}
## @end deftypefn

function [steps, curves, scales, words] = plot_losses (losses, names, file)
  __fp_check_arguments__ ();
  [ax, guard] = new_picture ("plot_losses", "Loss of training", "step", "loss");
  numbers = (0:columns (losses) - 1)';
  colours = num2cell (cycle (style ().colours, numbers), 2);
  drawn = plot (ax, 0:rows (losses) - 1, losses, ...
                "linewidth", style ().line_width);
  set (drawn, {"color"}, colours);
  marks = draw_marks (ax, drawn);
  set (marks, {"markerfacecolor"}, colours);
  set (marks, {"marker"}, cycle (style ().marks, numbers));
  if (needs_logarithm (losses))
    [smallest, largest] = bounds (losses(:));
    set (ax, "yscale", "log", "ylim", [smallest / 1.2, 1.2 * largest]);
    ylabel (ax, "loss (log scale)");
  endif
  set (ax, "xlim", [0, rows(losses)]);
  add_grid (ax);
  add_legend (marks, names);
  save_picture ("plot_losses", ax, file);
  [steps, curves] = drawn_curves (drawn);
  scales = drawn_scales (ax);
  words = drawn_words (ax, drawn_legend (marks));
endfunction

## About eight marks a curve, each curve's a little after the one before.
function marks = draw_marks (ax, drawn)
  [steps, curves] = drawn_curves (drawn);
  [n_steps, n_curves] = size (curves);
  gap = ceil (n_steps / 8);
  marks = zeros (n_curves, 1);
  for curve = 1:n_curves
    here = 1 + floor ((curve - 1) * gap / n_curves):gap:n_steps;
    marks(curve) = plot (ax, steps(here,curve), curves(here,curve), ...
                         "linestyle", "none", "markersize", 6, ...
                         "markeredgecolor", style ().edge);
  endfor
endfunction

function needed = needs_logarithm (losses)
  [smallest, largest] = bounds (losses(:));
  needed = smallest > 0 && largest > 100 * smallest;
endfunction

%!shared losses
%! losses = [1.1, 1.2; 0.5, 0.9; 0.1, 0.001];
%!test # a PNG of many colours is written
%! file = [tempname() ".png"];
%! unwind_protect
%!   plot_losses (losses, {"rate 0.5", "rate 1"}, file);
%!   picture = imread (file);
%!   assert (size (picture), [675, 900, 3]);
%!   assert (numel (unique (picture)) > 10);
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # a curve has no gaps: each column of pixels between its ends shows it
%! file = [tempname() ".png"];
%! unwind_protect
%!   plot_losses ([linspace(1, 0.5, 400)', linspace(0.9, 0.1, 400)'],
%!                {"rate 0.5", "rate 1"}, file);
%!   picture = double (imread (file))(:,1:690,:);  # without the legend
%!   away = abs (picture - reshape ([230, 159, 0], 1, 1, 3));
%!   orange = all (away <= 1, 3);
%!   shown = find (any (orange, 1));
%!   assert (shown, shown(1):shown(end));
%!   assert (numel (shown) > 300);
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # one step is enough, and zero has no logarithm
%! file = [tempname() ".png"];
%! unwind_protect
%!   plot_losses (zeros (1, 1), {"zero"}, file);
%!   picture = imread (file);
%!   assert (size (picture), [675, 900, 3]);
%!   assert (numel (unique (picture)) > 10);
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # what is drawn is handed out, curve by curve
%! file = [tempname() ".png"];
%! unwind_protect
%!   [steps, curves, scales, words] = plot_losses (losses, {"a", "b"}, file);
%!   assert (steps, [0, 0; 1, 1; 2, 2]);
%!   assert (curves, losses);
%!   assert (scales, {"linear", "log"});
%!   assert (words(3:5), {"loss (log scale)", "a", "b"});
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # losses more than a hundredfold apart, and above 0, are in logs
%! file = [tempname() ".png"];
%! unwind_protect
%!   for row = {1, 100, "linear"; 1, 100 * (1 + 1e-11), "log"; ...
%!              1e-11, 1, "log"; 0, 1, "linear"}'
%!     [~, ~, scales] = plot_losses ([row{1:2}]', {"loss"}, file);
%!     assert (scales{2}, row{3});
%!   endfor
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!error <Invalid call to plot_losses> plot_losses (1, 2)
%!error <^plot_losses: file: expected a path, got 3$>
%! plot_losses (losses, {"rate 0.5", "rate 1"}, 3)
%!error <^plot_losses: file: expected a name that ends in .png, .svg or .pdf, got a.gif$>
%! plot_losses (losses, {"rate 0.5", "rate 1"}, "a.gif")
%!error <^plot_losses: file: expected a folder that exists, got absent$>
%! plot_losses (losses, {"rate 0.5", "rate 1"}, "absent/a.png")
%!error <^plot_losses: losses: expected finite values, got NaN or Inf$>
%! plot_losses ([1; NaN], {"one"}, "a.png")
%!error <^plot_losses: names: expected a list of words, got one$>
%! plot_losses (losses, "one", "a.png")
%!error <^plot_losses: names: expected 2 names, got 1$>
%! plot_losses (losses, {"one"}, "a.png")
%!error <^plot_losses: names: expected text, got 2$>
%! plot_losses (losses, {"one", 2}, "a.png")
