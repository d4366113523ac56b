## -*- texinfo -*-
## @deftypefn {} {@var{result} =} scalar_power (@var{base}, @var{exponent})
## Power of two numbers, by the C library but for squares.
##
## R multiplies where the exponent is 2, which may differ in the last bit.
## Powers of a whole range may have other bits: take them one by one.
## @end deftypefn

function result = scalar_power (base, exponent)
  base = double (base);
  if (exponent == 2)
    result = base * base;
  else
    result = base ^ double (exponent);
  endif
endfunction

%!assert (scalar_power (0.5, 3), 0.125)
%!assert (scalar_power (0, 1), 0)
%!assert (scalar_power (2, 2000), Inf)
%!assert (scalar_power (int32 (2), int32 (5)), 32)
%!test # a square is a product; the C library's power is one bit off
%! assert (num2hex (scalar_power (0.9477, 2)), "3fecbd86383ddf09");
