## Draw a pale grid below the curves.

function add_grid (ax)
  grid (ax, "on");
  set (ax, "gridcolor", [0.9, 0.9, 0.9], "gridalpha", 1);
endfunction
