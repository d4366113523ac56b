## Start a picture of the curve of two vectors of n_rates values, x and y, with
## the words of their axes.  guard is that of new_picture.

function [ax, guard, drawn] = new_curve (caller, words, x_label, x, y_label, y)
  [ax, guard] = new_picture (caller, words, x_label, y_label);
  drawn = plot (ax, x, y, "color", style ().colours(1,:),
                "linewidth", style ().line_width);
  set (ax, "xlim", [-0.02, 1.02], "ylim", [-0.02, 1.02],
       "xtick", 0:0.2:1, "ytick", 0:0.2:1);
  add_grid (ax);
endfunction
