## Keys of Mersenne twisters from their seeds: one a column, 624 x n_seeds.
##
## A word is 1812433253 (w xor w / 2^30) + its number, w the word before.  The
## factor is 27655 * 2^16 + 35173, so that doubles hold every product.
##
## Source: Matsumoto and Nishimura (2002), init_genrand of mt19937ar.c.

function keys = twister_keys (seeds)
  keys = zeros (624, columns (seeds));
  keys(1,:) = key = seeds;
  for word = 1:623
    key = bitxor (key, floor (key / 2^30));
    high = mod (27655 * key, 2^16);
    key = mod (2^16 * high + 35173 * key + word, 2^32);
    keys(word + 1,:) = key;                   # 1 x n_seeds
  endfor
endfunction
