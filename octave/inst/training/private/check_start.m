## Refuse what steps can not start from; training may have made NaN.
##
## With a number of steps, all entries are stacks of so many.

function check_start (caller, training_case, parameters, state, n_steps = [])
  first = training_case.parameters;
  zero = optimizer_state (first, training_case.optimizer);
  check_stacks (caller, "parameters", parameters, first, n_steps);
  check_stacks (caller, "state", state, zero, n_steps);
endfunction

function check_stacks (caller, name, entries, like, n_steps)
  names = fieldnames (like);
  check_entries (caller, name, entries, names);
  check_no_others (caller, name, fieldnames (entries), names);
  for [value, entry] = like
    check_doubles (caller, entry, entries.(entry), [size(value), n_steps]);
  endfor
endfunction
