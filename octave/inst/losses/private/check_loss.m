## Refuse scores or probabilities, targets and reductions that do not fit.

function check_loss (caller, name, value, Y, reduction, loss)
  check_choice (caller, "reduction", reduction, known_choices ("reductions"));
  check_matrix (caller, name, value);
  check_targets (caller, Y, size (value), loss);
endfunction
