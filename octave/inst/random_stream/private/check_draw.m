## Refuse what does not name a number of values of the random stream.

function check_draw (caller, seed, purpose, step, n_values)
  check_address (caller, seed, purpose, step);
  check_count (caller, "n_values", n_values);
endfunction
