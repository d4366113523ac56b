## Refuse what does not fit the parameters, field by field.  The letters name
## the averages that the state has to hold, such as "vs".

function check_update (caller, parameters, gradients, state, letters,
                       learning_rate)
  check_positive (caller, "learning_rate", learning_rate);
  check_entries (caller, "parameters", parameters, {});
  names = fieldnames (parameters);
  check_entries (caller, "gradients", gradients, strcat ("d", names));
  for letter = letters
    check_entries (caller, "state", state, strcat (letter, names));
  endfor
  for [value, name] = parameters
    check_matrix (caller, name, value);
    check_like (caller, ["d" name], gradients, value);
    for letter = letters
      check_like (caller, [letter name], state, value);
    endfor
  endfor
endfunction

function check_like (caller, name, entries, value)
  check_shape (caller, name, entries.(name), rows (value), columns (value));
endfunction
