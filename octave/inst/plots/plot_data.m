## -*- texinfo -*-
## @deftypefn {} {[@var{points}, @var{classes}, @var{colours}, @var{words}] =} @
##   plot_data (@var{X}, @var{labels}, @var{file})
## Plot samples of two features, a colour and a mark for each class.
##
## @var{X} is 2 x n_samples; @var{labels} is n_samples x 1, 0-based.
## @var{file} is the path of a file that ends in .png, .svg or .pdf, in a
## folder that exists.  The picture measures 6 x 4.5 inches.  It needs no
## display, but gnuplot.
##
## What is returned is read back from the picture.  @var{points} is
## 2 x n_samples, class by class; @var{classes} and @var{colours} are
## n_samples x 1: the classes, as the legend says, and the numbers of the
## colours, from 0, of which seven repeat.  @var{words} is a cell with the title
## and the words of both axes.
##
## Raises an error if gnuplot is missing.
## @seealso{plot_decision_boundary}
## @end deftypefn

function [points, classes, colours, words] = plot_data (X, labels, file)
  __fp_check_arguments__ ();
  [ax, guard] = new_picture ("plot_data", "Samples by class", "x1", "x2");
  marks = draw_samples (ax, X, labels);
  save_picture ("plot_data", ax, file);
  [points, classes, colours] = drawn_marks (marks);
  words = drawn_words (ax);
endfunction

%!shared X, labels
%! X = reshape (sin (7 * (1:12)), 2, 6);
%! labels = [2; 0; 1; 1; 0; 2];
%!test # a PNG of many colours is written
%! file = [tempname() ".png"];
%! unwind_protect
%!   plot_data (X, labels, file);
%!   picture = imread (file);
%!   assert (size (picture), [675, 900, 3]);
%!   assert (numel (unique (picture)) > 10);
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # the ending chooses the format
%! for format = {"svg", "pdf"; "<?xml", "%PDF-"}
%!   file = [tempname() "." format{1}];
%!   unwind_protect
%!     plot_data (X, labels, file);
%!     assert (fileread (file)(1:5), format{2});
%!   unwind_protect_cleanup
%!     unlink (file);
%!   end_unwind_protect
%! endfor
%!test # no figure is left, and the caller's is still the current one
%! before = get (0, "children");
%! file = [tempname() ".png"];
%! unwind_protect
%!   plot_data (X, labels, file);
%!   assert (get (0, "children"), before);
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # what is drawn is handed out, class by class
%! file = [tempname() ".png"];
%! unwind_protect
%!   [points, classes, colours, words] = plot_data (X, labels + 6, file);
%!   assert (points, X(:,[2, 5, 3, 4, 1, 6]));
%!   assert (classes, [6; 6; 7; 7; 8; 8]);
%!   assert (colours, [6; 6; 0; 0; 1; 1]);
%!   assert (words, {"Samples by class", "x1", "x2"});
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!function keep (ax, varargin)
%!  global axes_seen
%!  axes_seen = get (ax);
%!endfunction
%!function seen = axes_of (draw)
%!  # The axes of a picture when it is closed.
%!  file = [tempname() ".png"];
%!  set (0, "defaultaxesdeletefcn", @keep);
%!  unwind_protect
%!    draw (file);
%!    global axes_seen
%!    seen = axes_seen;
%!  unwind_protect_cleanup
%!    set (0, "defaultaxesdeletefcn", "remove");
%!    clear -global axes_seen
%!    unlink (file);
%!  end_unwind_protect
%!endfunction
%!test # the axes of each picture show all of it, and name what they should
%! seen = axes_of (@(file) plot_confusion_matrix (eye (3), file));
%! assert ([seen.xlim; seen.ylim], [-0.5, 2.5; -0.5, 2.5]);
%! assert ({seen.xtick, seen.ytick, seen.ydir}, {0:2, 0:2, "reverse"});
%! rates = [0, 0.5, 1];
%! seen = axes_of (@(file) plot_roc (rates, rates, file));
%! assert ([seen.xlim; seen.ylim], [-0.02, 1.02; -0.02, 1.02]);
%! assert ({seen.xtick, seen.ytick}, {0:0.2:1, 0:0.2:1});
%! seen = axes_of (@(file) plot_losses ([1; 0.5; 0.001], {"loss"}, file));
%! assert ([seen.xlim; seen.ylim], [0, 3; 0.001 / 1.2, 1.2]);
%! space.optimizer = struct ("scale", "choice", "choices", {{"adam", "rmsprop"}});
%! search = struct ("trials", struct ("optimizer", {{"adam"; "rmsprop"}}),
%!                  "rounds", [0; 1], "scores", [0.5; 0.2], "score", 0.2);
%! seen = axes_of (@(file) plot_trials (search, space, "optimizer", file));
%! assert ({seen.xtick, seen.xlim}, {0:1, [-0.5, 1.5]});
%! network = new_network ([2, 2], {"softmax"}, "categorical_cross_entropy");
%! parameters = struct ("W1", eye (2), "b1", [0; 0]);
%! given = {[0, 1; 2, 4], [0; 1], parameters, network};
%! seen = axes_of (@(file) plot_decision_boundary (given{:}, file));
%! assert ([seen.xlim; seen.ylim], [-0.05, 1.05; 1.9, 4.1], 1e-15);
%!error <Invalid call to plot_data> plot_data (1, 2)
%!error <^plot_data: file: expected a path, got 3$>
%! plot_data (X, labels, 3)
%!error <^plot_data: file: expected a name that ends in .png, .svg or .pdf, got a.gif$>
%! plot_data (X, labels, "a.gif")
%!error <^plot_data: file: expected a folder that exists, got absent$>
%! plot_data (X, labels, "absent/a.png")
%!error <^plot_data: X: expected 2 x 6, got 1 x 6$>
%! plot_data (X(1,:), labels, "a.png")
%!error <^plot_data: X: expected finite values, got NaN or Inf$>
%! plot_data (NaN (2, 6), labels, "a.png")
%!error <^plot_data: labels: expected 6 labels, got 5$>
%! plot_data (X, labels(1:5), "a.png")
%!error <^plot_data: labels: expected whole numbers of at least 0, got -1$>
%! plot_data (X, labels - 1, "a.png")
