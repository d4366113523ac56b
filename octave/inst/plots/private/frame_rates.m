## Axes of two rates from 0 to 1.

function frame_rates (ax)
  set (ax, "xlim", [-0.02, 1.02], "ylim", [-0.02, 1.02],
       "xtick", 0:0.2:1, "ytick", 0:0.2:1);
  add_grid (ax);
endfunction
