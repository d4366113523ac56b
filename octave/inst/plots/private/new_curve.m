## Check two vectors of rates and start a picture of their curve.
##
## x and y hold the name of an argument, its words and its n_rates values, which
## their callers put in braces: struct would make an array of what is a cell.
## guard is that of new_picture.

function [ax, guard, drawn] = new_curve (caller, words, x_label, x, y_label, y)
  [ax, guard] = new_picture (caller, words, x_label, y_label);
  drawn = plot (ax, x, y, "color", style ().colours(1,:),
                "linewidth", style ().line_width);
  set (ax, "xlim", [-0.02, 1.02], "ylim", [-0.02, 1.02],
       "xtick", 0:0.2:1, "ytick", 0:0.2:1);
  add_grid (ax);
endfunction
