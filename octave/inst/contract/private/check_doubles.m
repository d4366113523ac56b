function check_doubles (call, name, value)
  persistent is_other = {@isinteger, @iscomplex, @issparse, @(value) true};
  persistent others = {"integers", "complex numbers", "sparse numbers", ...
                       "numbers of another precision"};
  if (! isa (value, "double") || ! isreal (value) || issparse (value))
    k = find (cellfun (@(is_one) is_one (value), is_other), 1);
    require (call, name, false, "doubles", others{k});
  endif
endfunction
