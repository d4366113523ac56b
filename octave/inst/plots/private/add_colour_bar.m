## Put a bar beside the axes that tells what the colours mean, from 0 to 1.

function bar = add_colour_bar (ax, words, ticks)
  set (ax, "clim", [0, 1]);
  bar = colorbar (ax);
  set (bar, "ytick", ticks);
  ylabel (bar, words);
endfunction
