## Put rand back to its present state when the returned guard is cleared.
##
## There are two generators, and nothing tells which one the caller uses: a
## draw that leaves the twister as it was came from the old one.

function guard = keep_generator ()
  state = rand ("state");                     # 625 x 1
  old_seed = rand ("seed");
  rand ();
  is_old = isequal (state, rand ("state"));
  guard = onCleanup (@() restore (state, old_seed, is_old));
endfunction

function restore (state, old_seed, is_old)
  rand ("state", state);
  if (is_old)
    rand ("seed", old_seed);
  endif
endfunction
