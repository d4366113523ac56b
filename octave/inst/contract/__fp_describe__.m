## -*- texinfo -*-
## @deftypefn {} {@var{text} =} __fp_describe__ (@var{value})
## Describe a refused value in a few words.
##
## Text stands for itself, a number is written with six digits, an array gives
## its sizes, and anything else its class.
## @seealso{__fp_refuse__}
## @end deftypefn

function text = __fp_describe__ (value)
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
  text = [sprintf(" x %d", sizes)(4:end) " " words];
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

%!assert (__fp_describe__ ("rellu"), "rellu")
%!assert (__fp_describe__ (""), "an empty text")
%!assert (__fp_describe__ ("two\nlines"), "two?lines")
%!assert (__fp_describe__ (repmat ("a", 1, 99)), [repmat("a", 1, 60) "..."])
%!assert (__fp_describe__ (-0.5), "-0.5")
%!assert (__fp_describe__ (1234567.8), "1.23457e+06")
%!assert (__fp_describe__ (NaN), "nan")
%!assert (__fp_describe__ (Inf), "inf")
%!assert (__fp_describe__ (int8 (3)), "3")
%!assert (__fp_describe__ ([1, 2, 3]), "3 numbers")
%!assert (__fp_describe__ (zeros (0, 1)), "0 numbers")
%!assert (__fp_describe__ (zeros (2, 3)), "2 x 3 numbers")
%!assert (__fp_describe__ (zeros (2, 3, 4)), "2 x 3 x 4 numbers")
%!assert (__fp_describe__ ([]), "nothing")
%!assert (__fp_describe__ ({1}), "a list")
%!assert (__fp_describe__ (true), "true")
%!assert (__fp_describe__ ([true, false]), "2 flags")
%!assert (__fp_describe__ (struct ()), "named values")
%!assert (__fp_describe__ (@sin), "function_handle")
