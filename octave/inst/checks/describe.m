## -*- texinfo -*-
## @deftypefn {} {@var{text} =} describe (@var{value})
## Describe a refused value in a few words.
##
## Text stands for itself, a number is written with six digits, an array
## gives its number of dimensions, and anything else its class.
## @seealso{refuse}
## @end deftypefn

function text = describe (value)
  if (ischar (value) && rows (value) < 2)
    text = value;
  elseif (isnumeric (value) && isreal (value) && isscalar (value))
    # NaN and Inf are written as in the other languages.
    text = lower (sprintf ("%.6g", value));
  elseif (isnumeric (value))
    text = sprintf ("%d dimensions", ndims (value));
  else
    text = class (value);
  endif
endfunction

%!assert (describe ("rellu"), "rellu")
%!assert (describe (-0.5), "-0.5")
%!assert (describe (1234567.8), "1.23457e+06")
%!assert (describe (NaN), "nan")
%!assert (describe (Inf), "inf")
%!assert (describe (int8 (3)), "3")
%!assert (describe (zeros (2, 3)), "2 dimensions")
%!assert (describe (zeros (2, 3, 4)), "3 dimensions")
%!assert (describe ({1}), "cell")
%!assert (describe (true), "logical")
%!assert (describe (struct ()), "struct")
