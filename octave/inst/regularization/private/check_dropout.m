## Refuse values, a mask and a probability that do not fit.

function check_dropout (caller, name, value, mask, keep_prob)
  check_matrix (caller, name, value);
  check_mask (caller, "mask", mask, size (value));
  check_keep_prob (caller, "keep_prob", keep_prob);
endfunction
