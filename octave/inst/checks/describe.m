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
    text = one_line (value);
  elseif (islogical (value) && isscalar (value))
    text = {"false", "true"}{value + 1};
  elseif (isnumeric (value) && isreal (value) && isscalar (value))
    # NaN and Inf are written as in the other languages.
    text = lower (sprintf ("%.6g", value));
  elseif (isnumeric (value) && all (size (value) == 0))
    text = "nothing";
  elseif (isnumeric (value) || islogical (value))
    text = describe_array (value);
  else
    text = describe_kind (value);
  endif
endfunction

function text = describe_array (value)
  sizes = size (value);
  if (ndims (value) == 2 && any (sizes == 1))
    sizes = numel (value);
  endif
  words = {"numbers", "flags"}{islogical(value) + 1};
  text = [shape_text(sizes) " " words];
endfunction

function text = describe_kind (value)
  text = class (value);
  if (iscell (value))
    text = "a list";
  elseif (isstruct (value) && isscalar (value))
    text = "named values";
  endif
endfunction

function text = one_line (text)
  if (isempty (text))
    text = "an empty text";
  elseif (numel (text) > 60)
    text = [text(1:60) "..."];
  endif
  text(text < 32 | text == 127) = "?";
endfunction

%!assert (describe ("rellu"), "rellu")
%!assert (describe (""), "an empty text")
%!assert (describe ("two\nlines"), "two?lines")
%!assert (describe (repmat ("a", 1, 99)), [repmat("a", 1, 60) "..."])
%!assert (describe (-0.5), "-0.5")
%!assert (describe (1234567.8), "1.23457e+06")
%!assert (describe (NaN), "nan")
%!assert (describe (Inf), "inf")
%!assert (describe (int8 (3)), "3")
%!assert (describe ([1, 2, 3]), "3 numbers")
%!assert (describe (zeros (0, 1)), "0 numbers")
%!assert (describe (zeros (2, 3)), "2 x 3 numbers")
%!assert (describe (zeros (2, 3, 4)), "2 x 3 x 4 numbers")
%!assert (describe ([]), "nothing")
%!assert (describe ({1}), "a list")
%!assert (describe (true), "true")
%!assert (describe ([true, false]), "2 flags")
%!assert (describe (struct ()), "named values")
%!assert (describe (@sin), "function_handle")
