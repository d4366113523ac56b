## -*- texinfo -*-
## @deftypefn {} {[@var{z1}, @var{z2}, @var{P}, @var{levels}, @var{words}] =} @
##   plot_softmax_surface (@var{file})
## Plot P(t = 1), the first output of softmax, over two scores.
##
## P(t = 1) = exp(z1) / (exp(z1) + exp(z2)), as a map with lines of equal
## probability: it depends on z1 - z2 alone.  @var{file} is as for
## @code{plot_data}.
##
## What is returned is read back from the picture.  @var{z1} and @var{z2} are
## 1 x n_grid, where the columns and the rows of the map stand; @var{P} is
## n_grid x n_grid, the probabilities, of which a row has one z2; @var{levels}
## are the n_levels probabilities whose lines are drawn; @var{words} is a cell
## with the title, the words of both axes and those of the colours.
##
## Source: Roelants, "How to implement a neural network, Intermezzo 2".
## @seealso{softmax, plot_data}
## @end deftypefn

function [z1, z2, P, levels, words] = plot_softmax_surface (file)
  __fp_check_arguments__ ();
  z = linspace (-5, 5, style ().grid);
  [Z1, Z2] = meshgrid (z, z);                 # n_grid x n_grid
  P = reshape (softmax ([Z1(:), Z2(:)]')(1,:), size (Z1));
  [ax, guard] = new_picture ("plot_softmax_surface", "Softmax of two scores",
                             "z1", "z2");
  map = imagesc (ax, z([1, end]), z([1, end]), P);
  colormap (ax, viridis (256));
  levels = [0.1, 0.25, 0.5, 0.75, 0.9];
  [~, lines] = contour (ax, z, z, P, levels, "linecolor", [1, 1, 1]);
  axis (ax, [-5, 5, -5, 5], "square");
  bar = add_colour_bar (ax, "P(t = 1)", [0, levels, 1]);
  save_picture ("plot_softmax_surface", ax, file);
  [z1, z2, P] = drawn_map (map);
  levels = get (lines, "levellist");
  words = drawn_words (ax, {get(get (bar, "ylabel"), "string")});
endfunction

%!test # a PNG of many colours is written
%! file = [tempname() ".png"];
%! unwind_protect
%!   plot_softmax_surface (file);
%!   picture = imread (file);
%!   assert (size (picture), [675, 900, 3]);
%!   assert (numel (unique (picture)) > 10);
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!test # the surface is softmax
%! file = [tempname() ".png"];
%! unwind_protect
%!   [z1, z2, P, levels, words] = plot_softmax_surface (file);
%!   assert (P(6,71), softmax ([z1(71); z2(6)])(1), 1e-15);
%!   assert (levels, [0.1, 0.25, 0.5, 0.75, 0.9]);
%!   assert (words{4}, "P(t = 1)");
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!error <Invalid call to plot_softmax_surface> plot_softmax_surface ()
%!error <^plot_softmax_surface: file: expected a path, got 3$>
%! plot_softmax_surface (3)
%!error <^plot_softmax_surface: file: expected a name that ends in .png, .svg or .pdf, got a.gif$>
%! plot_softmax_surface ("a.gif")
%!error <^plot_softmax_surface: file: expected a folder that exists, got absent$>
%! plot_softmax_surface ("absent/a.png")
