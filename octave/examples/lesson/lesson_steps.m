## Number of steps: the one on the command line, or the lesson's own.

function steps = lesson_steps (steps)
  words = argv ();
  # Started without a script, Octave lists its own options here.
  if (! isempty (words) && ! isnan (str2double (words{end})))
    steps = str2double (words{end});
  endif
endfunction
