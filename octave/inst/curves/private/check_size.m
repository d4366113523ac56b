## Refuse a vector that is not as long as another.

function check_size (caller, name, value, n_numbers)
  if (numel (value) != n_numbers)
    refuse (caller, name, sprintf ("%d numbers", n_numbers),
            sprintf ("%d", numel (value)));
  endif
endfunction
