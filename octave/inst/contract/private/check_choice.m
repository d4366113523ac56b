function check_choice (call, name, value, choices)
  if (! ischar (value) || ! any (strcmp (value, choices)))
    require (call, name, false, ["one of " strjoin(choices(:)', ", ")], value);
  endif
endfunction
