## Refuse what is not a vector of numbers from 0 to 1.

function check_rates (caller, name, value, n_rates = numel (value))
  check_numbers (caller, name, value);
  wrong = value(! (value >= 0 & value <= 1));
  if (! isempty (wrong))
    refuse (caller, name, "numbers from 0 to 1", describe (wrong(1)));
  endif
  if (numel (value) != n_rates)
    refuse (caller, name, sprintf ("%d rates", n_rates),
            sprintf ("%d", numel (value)));
  endif
endfunction
