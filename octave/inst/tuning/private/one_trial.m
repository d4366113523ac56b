## Row of a table of trials.

function trial = one_trial (trials, row)
  trial = structfun (@(column) column(row), trials, "UniformOutput", false);
  for [value, name] = trial
    if (iscell (value))
      trial.(name) = value{1};
    endif
  endfor
endfunction
