## -*- texinfo -*-
## @deftypefn {} {[@var{cells}, @var{shares}, @var{words}] =} @
##   plot_confusion_matrix (@var{counts}, @var{file})
## Plot a confusion matrix: its counts, and in colour their shares.
##
## A share is that of a count in its row, so that large classes do not
## outshine small ones.
##
## @var{counts} is n_classes x n_classes, true classes in rows, from
## @code{confusion_matrix}.  @var{file} is as for @code{plot_data}.
##
## What is returned is read back from the picture.  @var{cells} and
## @var{shares} are n_classes x n_classes, the counts as they are written and
## the shares as they are coloured, true classes in rows; @var{words} is a cell
## with the title, the words of both axes and those of the colours.
## @seealso{confusion_matrix, plot_data}
## @end deftypefn

function [cells, shares, words] = plot_confusion_matrix (counts, file)
  __fp_check_arguments__ ();
  shares = counts ./ max (sum (counts, 2), 1);
  ends = [0, columns(counts) - 1];            # labels count from 0
  [ax, guard] = new_picture ("plot_confusion_matrix", "Confusion matrix",
                             "predicted class", "true class");
  map = imagesc (ax, ends, ends, shares);
  colormap (ax, shades ());
  written = [write_counts(ax, counts, shares <= 0.5, [0, 0, 0])
             write_counts(ax, counts, shares > 0.5, [1, 1, 1])];
  set (ax, "ydir", "reverse", "xtick", 0:ends(2), "ytick", 0:ends(2),
       "xlim", ends + [-0.5, 0.5], "ylim", ends + [-0.5, 0.5]);
  axis (ax, "square");
  bar = add_colour_bar (ax, "share of the true class", 0:0.2:1);
  save_picture ("plot_confusion_matrix", ax, file);
  cells = drawn_counts (written, rows (counts));
  [~, ~, shares] = drawn_map (map);
  words = drawn_words (ax, {get(get (bar, "ylabel"), "string")});
endfunction

function written = write_counts (ax, counts, chosen, colour)
  written = [];
  if (! any (chosen(:)))
    return;
  endif
  [row, column] = find (chosen);
  words = arrayfun (@(n) sprintf ("%d", n), counts(chosen),
                    "UniformOutput", false);
  written = text (column - 1, row - 1, words, "parent", ax, "color", colour,
                  "horizontalalignment", "center");
endfunction

## Read counts back that stand at (column, row); NaN where none does.
function cells = drawn_counts (written, n_classes)
  cells = NaN (n_classes);
  for count = written'
    place = get (count, "position")([2, 1]) + 1;
    cells(place(1),place(2)) = str2double (get (count, "string"));
  endfor
endfunction

## From white to the first colour.
function map = shades ()
  share = linspace (0, 1, 256)';              # 256 x 1
  map = 1 - share + share * style ().colours(1,:);
endfunction

%!shared counts
%! counts = [8, 1, 0; 0, 0, 0; 2, 0, 7];
%!test # a PNG of many colours is written
%! file = [tempname() ".png"];
%! unwind_protect
%!   plot_confusion_matrix (counts, file);
%!   picture = imread (file);
%!   assert (size (picture), [675, 900, 3]);
%!   assert (numel (unique (picture)) > 10);
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # all right: every count is either large or zero
%! file = [tempname() ".png"];
%! unwind_protect
%!   plot_confusion_matrix (7, file);
%!   assert (isfile (file));
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # one class without samples is enough
%! file = [tempname() ".png"];
%! unwind_protect
%!   plot_confusion_matrix (0, file);
%!   picture = imread (file);
%!   assert (size (picture), [675, 900, 3]);
%!   assert (numel (unique (picture)) > 10);
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # counts and shares keep their row and column
%! file = [tempname() ".png"];
%! unwind_protect
%!   [cells, shares, words] = plot_confusion_matrix (counts, file);
%!   assert (cells, counts);
%!   assert (shares, [8/9, 1/9, 0; 0, 0, 0; 2/9, 0, 7/9]);
%!   assert (words(2:3), {"predicted class", "true class"});
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # the only sample of a class is all of it
%! file = [tempname() ".png"];
%! unwind_protect
%!   [~, shares] = plot_confusion_matrix (eye (2), file);
%!   assert (shares, eye (2));
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # a count is black on a pale colour
%! file = [tempname() ".png"];
%! unwind_protect
%!   plot_confusion_matrix (0, file);
%!   middle = imread (file)(300:380,200:600,:);
%!   assert (any (all (middle == 0, 3)(:)));
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!error <Invalid call to plot_confusion_matrix> plot_confusion_matrix (1)
%!error <^plot_confusion_matrix: file: expected a path, got 3$>
%! plot_confusion_matrix (counts, 3)
%!error <^plot_confusion_matrix: file: expected a name that ends in .png, .svg or .pdf, got a.gif$>
%! plot_confusion_matrix (counts, "a.gif")
%!error <^plot_confusion_matrix: file: expected a folder that exists, got absent$>
%! plot_confusion_matrix (counts, "absent/a.png")
%!error <^plot_confusion_matrix: counts: expected 2 x 2, got 2 x 3$>
%! plot_confusion_matrix (counts(1:2,:), "a.png")
%!error <^plot_confusion_matrix: counts: expected whole numbers of at least 0, got -1$>
%! plot_confusion_matrix (counts - 1, "a.png")
%!error <^plot_confusion_matrix: counts: expected whole numbers of at least 0, got 0.5$>
%! plot_confusion_matrix (counts / 2, "a.png")
