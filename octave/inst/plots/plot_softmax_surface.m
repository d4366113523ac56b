## -*- texinfo -*-
## @deftypefn {} {@var{file} =} plot_softmax_surface (@var{file})
## Plot P(t = 1), the first output of softmax, over two scores.
##
## P(t = 1) = exp(z1) / (exp(z1) + exp(z2)), as a map with lines of equal
## probability: it depends on z1 - z2 alone.  @var{file} is as for
## @code{plot_data}, and is returned.
##
## Source: Roelants, "How to implement a neural network, Intermezzo 2".
## @seealso{softmax, plot_data}
## @end deftypefn

function file = plot_softmax_surface (file)
  __fp_check_arguments__ ();
  z = linspace (-5, 5, style ().grid);
  [Z1, Z2] = meshgrid (z, z);                 # n_grid x n_grid
  P = reshape (softmax ([Z1(:), Z2(:)]')(1,:), size (Z1));
  [ax, guard] = new_picture ("plot_softmax_surface", "Softmax of two scores",
                             "z1", "z2");
  imagesc (ax, z([1, end]), z([1, end]), P);
  colormap (ax, viridis (256));
  levels = [0.1, 0.25, 0.5, 0.75, 0.9];
  contour (ax, z, z, P, levels, "linecolor", [1, 1, 1]);
  axis (ax, [-5, 5, -5, 5], "square");
  add_colour_bar (ax, "P(t = 1)", [0, levels, 1]);
  save_picture ("plot_softmax_surface", ax, file);
endfunction

%!test # a PNG of many colours is written
%! file = [tempname() ".png"];
%! unwind_protect
%!   assert (plot_softmax_surface (file), file);
%!   picture = imread (file);
%!   assert (size (picture), [675, 900, 3]);
%!   assert (numel (unique (picture)) > 10);
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
