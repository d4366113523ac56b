## Start a picture of one pair of axes that no display shows.
##
## The figure is closed, and the caller's is current again, when guard is
## cleared, which is when the function that holds it ends.

function [ax, guard] = new_picture (caller, words, x_label, y_label)
  if (! any (strcmp (available_graphics_toolkits (), "gnuplot")))
    machine_lacks (caller, "gnuplot", "gnuplot-nox");
  endif
  # Octave advises against gnuplot for windows; files are fine, and its other
  # toolkits need a display.
  warning ("off", "Octave:gnuplot-graphics", "local");
  before = get (0, "currentfigure");
  fig = figure ("visible", "off");
  guard = onCleanup (@() close_picture (fig, before));
  graphics_toolkit (fig, "gnuplot");
  set (fig, "paperunits", "inches", "papersize", style ().inches,
       "paperposition", [0, 0, style().inches]);
  try
    ax = axes ("parent", fig, "box", "on", "nextplot", "add");
  catch failure
    # Octave measures text with FreeType, and its own font may lack.
    if (strfind (failure.message, "ft_"))
      machine_lacks (caller, "the font GNU FreeFont", "fonts-freefont-otf");
    endif
    rethrow (failure);
  end_try_catch
  title (ax, words, "fontweight", "normal");
  xlabel (ax, x_label);
  ylabel (ax, y_label);
endfunction

function close_picture (fig, before)
  close (fig);
  if (ishghandle (before))
    set (0, "currentfigure", before);
  endif
endfunction
