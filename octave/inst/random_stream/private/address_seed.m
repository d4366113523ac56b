## Stream seeds of one seed and purpose at a row of steps.
##
## The step is first: were it last, two purposes could share whole runs.

function state = address_seed (seed, purpose, steps)
  letters = double (purpose);                 # bytes of UTF-8
  state = stir (zeros (size (steps)), mod (steps, 2^32));
  state = stir (state, floor (steps / 2^32));
  last = [letters, mod(seed, 2^32), floor(seed / 2^32), numel(letters)];
  for word = last
    state = stir (state, word);
  endfor
endfunction

## A bijection of the state for each word.  The multipliers are below 2^21:
## doubles hold every product.
function state = stir (state, word)
  state = mod (state + word + 2654435769, 2^32);
  for multiplier = [1664525, 2031877]
    state = mod (state * multiplier, 2^32);
    state = bitxor (state, floor (state / 2^16));
  endfor
endfunction
