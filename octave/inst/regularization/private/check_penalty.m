## Refuse a penalty or a number of samples out of its range.

function check_penalty (caller, l2_penalty, n_samples)
  check_not_negative (caller, "l2_penalty", l2_penalty);
  check_count (caller, "n_samples", n_samples);
endfunction
