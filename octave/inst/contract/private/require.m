## Refuse a value unless it keeps a rule; `got` is the value, or words for it.
function require (call, name, is_kept, expected, got)
  if (! is_kept)
    __fp_refuse__ (call.caller, name, expected, __fp_describe__ (got));
  endif
endfunction
