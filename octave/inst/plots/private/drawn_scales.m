## Read back whether the x axis, and the y axis, is linear or log.

function scales = drawn_scales (ax)
  scales = {get(ax, "xscale"), get(ax, "yscale")};
endfunction
