## -*- texinfo -*-
## @deftypefn {} {[@var{x1}, @var{x2}, @var{regions}, @var{points}, @
##   @var{classes}, @var{colours}, @var{words}] =} plot_decision_boundary (@
##   @var{X}, @var{labels}, @var{parameters}, @var{network}, @var{file})
## Plot the class that a network gives to each point, below the samples.
##
## @var{X} is 2 x n_samples; @var{labels} is n_samples x 1, 0-based;
## @var{parameters} is a struct of matrices W1, b1, ...; @var{network}, from
## @code{new_network}, has two features.  @var{file} is as for @code{plot_data}.
##
## What is returned is read back from the picture.  @var{x1} and @var{x2} are
## 1 x n_grid, where the columns and the rows of the map stand; @var{regions} is
## n_grid x n_grid, the numbers of its colours, of which a row has one x2.
## @var{points}, @var{classes}, @var{colours} and @var{words} are as from
## @code{plot_data}: 2 x n_samples, and n_samples x 1.
##
## Source: Ganesh, "Deep Learning from first principles", part 3.
## @seealso{plot_data, predict_labels}
## @end deftypefn

function [x1, x2, regions, points, classes, colours, ...
          words] = plot_decision_boundary (X, labels, parameters, network, file)
  __fp_check_arguments__ ();
  __fp_check_value__ ("plot_decision_boundary", "X", X, struct (
    "kind", "matrix", "shape", sprintf ("%d x n", network.layer_sizes(1))));
  x1 = side (X(1,:));                         # 1 x n_grid
  x2 = side (X(2,:));
  [X1, X2] = meshgrid (x1, x2);               # n_grid x n_grid
  predicted = predict_labels ([X1(:), X2(:)]', parameters, network);
  shown = reshape (region_colours (predicted), [size(X1), 3]);
  [ax, guard] = new_picture ("plot_decision_boundary", "Decision boundary",
                             "x1", "x2");
  map = image (ax, x1([1, end]), x2([1, end]), shown);
  marks = draw_samples (ax, X, labels);
  set (ax, "xlim", x1([1, end]), "ylim", x2([1, end]));
  save_picture ("plot_decision_boundary", ax, file);
  [x1, x2, shown] = drawn_map (map);
  pale = region_colours ((0:rows (style ().colours) - 1)');
  regions = colour_numbers (reshape (shown, [], 3), pale);
  regions = reshape (regions, numel (x2), numel (x1));
  [points, classes, colours] = drawn_marks (marks);
  words = drawn_words (ax);
endfunction

## Points from end to end of a feature, and a twentieth beyond.
function points = side (feature)
  [first, last] = bounds (feature);
  margin = 0.05 * (last - first);
  if (margin == 0)
    margin = 0.5;
  endif
  points = linspace (first - margin, last + margin, style ().grid);
endfunction

%!shared X, labels, network, parameters
%! X = reshape (sin (7 * (1:12)), 2, 6);
%! labels = [2; 0; 1; 1; 0; 2];
%! network = new_network ([2, 3], {"softmax"}, "categorical_cross_entropy");
%! parameters = struct ("W1", [1, 0; 0, 1; -1, -1], "b1", [0; 0.1; 0]);
%!test # a PNG of many colours is written
%! file = [tempname() ".png"];
%! unwind_protect
%!   plot_decision_boundary (X, labels, parameters, network, file);
%!   picture = imread (file);
%!   assert (size (picture), [675, 900, 3]);
%!   assert (numel (unique (picture)) > 10);
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # one class everywhere: its pale colour covers most of the picture
%! parameters.b1 = [0; 100; 0];
%! file = [tempname() ".png"];
%! unwind_protect
%!   plot_decision_boundary (X, labels, parameters, network, file);
%!   pale = reshape ([246, 222, 166], 1, 1, 3);
%!   near = all (abs (double (imread (file)) - pale) <= 1, 3);
%!   assert (mean (near(:)) > 0.4);
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # one sample is enough
%! file = [tempname() ".png"];
%! unwind_protect
%!   [x1, x2] = plot_decision_boundary ([1; 1], 0, parameters, network, file);
%!   assert (isfile (file));
%!   assert ([x1([1, end]); x2([1, end])], [0.5, 1.5; 0.5, 1.5], 1e-12);
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # regions are the classes of the points on the map
%! parameters.b1 = [0; 0.1; 0];
%! file = [tempname() ".png"];
%! unwind_protect
%!   [x1, x2, regions, points] = ...
%!     plot_decision_boundary (X, labels, parameters, network, file);
%!   for at = [1, 21, 151, 200; 1, 131, 41, 200]
%!     point = [x1(at(2)); x2(at(1))];
%!     label = predict_labels (point, parameters, network);
%!     assert (regions(at(1),at(2)), label);
%!   endfor
%!   assert (numel (unique (regions)), 3);
%!   assert (points, X(:,[2, 5, 3, 4, 1, 6]));
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!error <Invalid call to plot_decision_boundary> plot_decision_boundary (1, 2, 3, 4)
%!error <^plot_decision_boundary: file: expected a path, got 3$>
%! plot_decision_boundary (X, labels, parameters, network, 3)
%!error <^plot_decision_boundary: file: expected a name that ends in .png, .svg or .pdf, got a.gif$>
%! plot_decision_boundary (X, labels, parameters, network, "a.gif")
%!error <^plot_decision_boundary: file: expected a folder that exists, got absent$>
%! plot_decision_boundary (X, labels, parameters, network, "absent/a.png")
%!error <^plot_decision_boundary: labels: expected 6 labels, got 5$>
%! plot_decision_boundary (X, labels(1:5), parameters, network, "a.png")
%!error <^plot_decision_boundary: parameters: expected W1, got none$>
%! plot_decision_boundary (X, labels, struct (), network, "a.png")
