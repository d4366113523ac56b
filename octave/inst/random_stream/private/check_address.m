## Refuse what does not name a place of the random stream.

function check_address (caller, seed, purpose, step)
  check_whole (caller, "seed", seed);
  check_text (caller, "purpose", purpose);
  check_whole (caller, "step", step);
endfunction
