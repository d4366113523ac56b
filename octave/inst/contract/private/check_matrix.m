## Refuse what is not a finite matrix of doubles.
function check_matrix (call, name, value)
  if (isa (value, "double") && isreal (value) && ndims (value) == 2
      && ! isempty (value) && all (isfinite (value(:))) && ! issparse (value))
    return;
  endif
  is_nothing = all (size (value) == 0);       # [] is "not given"
  is_matrix = isnumeric (value) && ndims (value) == 2 && ! is_nothing;
  require (call, name, is_matrix, "a matrix", value);
  check_doubles (call, name, value);
  require (call, name, ! isempty (value), "at least 1 x 1", size_text (value));
  check_finite (call, name, value);
endfunction
