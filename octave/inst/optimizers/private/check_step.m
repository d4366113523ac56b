## Refuse a rate, and matrices that are not all of the shape of P.

function check_step (caller, learning_rate, P, varargin)
  check_positive (caller, "learning_rate", learning_rate);
  check_matrix (caller, "P", P);
  for k = 1:2:numel (varargin)
    check_shape (caller, varargin{k:k+1}, rows (P), columns (P));
  endfor
endfunction
