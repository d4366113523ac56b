function check_finite (call, name, value)
  is_finite = all (isfinite (value(:)));
  require (call, name, is_finite, "finite values", "NaN or Inf");
endfunction
