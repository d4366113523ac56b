## Refuse what does not fit the parameters, field by field.  The letters name
## the averages that the state has to hold, such as "vs".

function check_update (caller, parameters, gradients, state, letters,
                       learning_rate)
  check_positive (caller, "learning_rate", learning_rate);
  check_matrices (caller, parameters);
  check_like (caller, "gradients", gradients, "d", parameters);
  check_entries (caller, "state", state, {});
  for letter = letters
    check_like (caller, "state", state, letter, parameters);
  endfor
endfunction

function check_like (caller, name, entries, letter, parameters)
  check_entries (caller, name, entries,
                 strcat (letter, fieldnames (parameters)));
  for [value, entry] = parameters
    check_shape (caller, [letter entry], entries.([letter entry]),
                 rows (value), columns (value));
  endfor
endfunction
