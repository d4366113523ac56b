## Refuse scores or probabilities, targets and reductions that do not fit.

function check_loss (caller, name, value, Y, reduction)
  check_choice (caller, "reduction", reduction, known_choices ("reductions"));
  check_matrix (caller, name, value);
  check_shape (caller, "Y", Y, rows (value), columns (value));
endfunction
