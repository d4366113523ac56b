## Refuse what is not a vector of finite numbers.

function check_numbers (caller, name, value, n_numbers = numel (value))
  if (! isnumeric (value) || ! (isvector (value) || isempty (value)))
    refuse (caller, name, "a vector of numbers", describe (value));
  endif
  if (! all (isfinite (value)))
    refuse (caller, name, "finite values", "NaN or Inf");
  endif
  if (numel (value) != n_numbers)
    refuse (caller, name, sprintf ("%d numbers", n_numbers),
            sprintf ("%d", numel (value)));
  endif
endfunction
