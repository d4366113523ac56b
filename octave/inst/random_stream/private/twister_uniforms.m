## Uniforms of 53 bits from a Mersenne twister, columns first.
##
## rand makes the same 53 bits and puts 0.4 below the last one.

function uniforms = twister_uniforms (key, n_rows, n_columns)
  guard = keep_generator ();
  rand ("twister", [key; 1]);                 # 1: no word of it is used up
  uniforms = floor (rand (n_rows, n_columns) * 2^53) / 2^53;
endfunction
