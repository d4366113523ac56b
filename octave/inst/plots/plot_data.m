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
%!function keep (item, varargin)
%!  global items_seen
%!  items_seen{end + 1} = get (item);
%!endfunction
%!function [ax, lines, texts, words] = seen_in (draw)
%!  # A picture's axes, lines and texts as they are when it is closed, and the
%!  # words of its file.
%!  file = [tempname() ".svg"];
%!  kinds = {"axes", "line", "text"};
%!  hooks = strcat ("default", kinds, "deletefcn");
%!  cellfun (@(hook) set (0, hook, @keep), hooks);
%!  unwind_protect
%!    draw (file);
%!    words = regexp (fileread (file), "[^<>]+(?=</t(span|ext)>)", "match");
%!    global items_seen
%!    types = cellfun (@(item) {item.type}, items_seen);
%!    ax = items_seen{strcmp (types, "axes")};
%!    [lines, texts] = deal (items_seen(strcmp (types, "line")), ...
%!                           items_seen(strcmp (types, "text")));
%!  unwind_protect_cleanup
%!    cellfun (@(hook) set (0, hook, "remove"), hooks);
%!    clear -global items_seen
%!    unlink (file);
%!  end_unwind_protect
%!endfunction
%!function item = named (items, property, value)
%!  # The one that has this value; an error if there are more.
%!  item = items{cellfun (@(item) isequal (item.(property), value), items)};
%!endfunction
%!test # a confusion matrix: all cells, dark words on pale shares, a bar to 1
%! [ax, ~, texts, words] = seen_in (@(file) ...
%!   plot_confusion_matrix ([5, 5, 0; 0, 7, 0; 0, 1, 8], file));
%! assert ([ax.xlim; ax.ylim], [-0.5, 2.5; -0.5, 2.5]);
%! assert ({ax.xtick, ax.ytick, ax.ydir}, {0:2, 0:2, "reverse"});
%! assert (ax.colormap([1, end],:), [1, 1, 1; 0, 114/255, 178/255], 1e-15);
%! assert (rows (ax.colormap), 256);
%! counts = texts(cellfun (@(item) ! isempty (item.string) && ...
%!                         all (isstrprop (item.string, "digit")), texts));
%! places = cell2mat (cellfun (@(item) item.position(1:2), counts', ...
%!                             "UniformOutput", false));
%! assert (sortrows (places), [0, 0; 0, 1; 0, 2; 1, 0; 1, 1; 1, 2; 2, 0; ...
%!                             2, 1; 2, 2]);
%! for count = counts
%!   is_large = any (strcmp (count{1}.string, {"7", "8"}));
%!   assert (count{1}.color, repmat (double (is_large), 1, 3));
%! endfor
%! numbers = words(! isnan (str2double (words)));
%! assert (numbers(end-5:end), {"0", "0.2", "0.4", "0.6", "0.8", "1"});
%!test # a curve of rates: from 0 to 1, in the first colour
%! rates = [0, 0.5, 1];
%! [ax, lines] = seen_in (@(file) plot_roc (rates, rates, file));
%! assert ([ax.xlim; ax.ylim], [-0.02, 1.02; -0.02, 1.02]);
%! assert ({ax.xtick, ax.ytick}, {0:0.2:1, 0:0.2:1});
%! curve = named (lines, "xdata", rates);
%! assert (curve.color, [0, 114, 178] / 255, 1e-15);
%!test # losses: a scale of logarithms a little wider than the curve
%! ax = seen_in (@(file) plot_losses ([2; 0.5; 0.001], {"loss"}, file));
%! assert ([ax.xlim; ax.ylim], [0, 3; 0.001 / 1.2, 2.4]);
%!test # losses: about eight marks a curve, each curve's after the one before
%! losses = [linspace(1, 0.1, 20)', linspace(0.9, 0.2, 20)'];
%! [~, lines] = seen_in (@(file) plot_losses (losses, {"a", "b"}, file));
%! for curve = {"a", "b"; 1, 2}
%!   marks = named (lines, "displayname", curve{1});
%!   assert (marks.xdata, (curve{2}:3:20) - 1);
%!   assert (marks.ydata, losses(curve{2}:3:20,curve{2})');
%!   assert (marks.markersize, 6);
%! endfor
%!test # trials: choices below the axis, a mark a round, a ring for the winner
%! space.optimizer = struct ("scale", "choice", "choices", {{"adam", "rmsprop"}});
%! search = struct ("trials", struct ("optimizer", {{"adam"; "rmsprop"}}),
%!                  "rounds", [0; 1], "scores", [0.5; 0.2], "score", 0.2);
%! [ax, lines, ~, words] = seen_in (@(file) ...
%!   plot_trials (search, space, "optimizer", file));
%! assert ({ax.xtick, ax.xlim}, {0:1, [-0.5, 1.5]});
%! assert (named (lines, "displayname", "round 1").markersize, 6);
%! assert (named (lines, "displayname", "winner").markersize, 12);
%! rounds = {"round 0", "round 1", "winner"};
%! assert (words(ismember (words, rounds)), rounds);
%!test # a boundary: a twentieth beyond the samples; every colour has its number
%! network = new_network ([2, 7], {"softmax"}, "categorical_cross_entropy");
%! parameters = struct ("W1", zeros (7, 2), "b1", [zeros(6, 1); 1]);
%! given = {[0, 1; 2, 4], [0; 6], parameters, network};
%! ax = seen_in (@(file) plot_decision_boundary (given{:}, file));
%! assert ([ax.xlim; ax.ylim], [-0.05, 1.05; 1.9, 4.1], 1e-15);
%! file = [tempname() ".png"];
%! unwind_protect
%!   [~, ~, regions] = plot_decision_boundary (given{:}, file);
%!   assert (unique (regions), 6);
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # softmax of two scores: all of the map, a bar with each line's value
%! [ax, ~, ~, words] = seen_in (@plot_softmax_surface);
%! assert ([ax.xlim; ax.ylim], [-5, 5; -5, 5]);
%! assert (rows (ax.colormap), 256);
%! numbers = words(! isnan (str2double (words)));
%! assert (numbers(end-6:end), {"0", "0.1", "0.25", "0.5", "0.75", "0.9", "1"});
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
