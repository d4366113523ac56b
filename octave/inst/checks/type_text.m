## -*- texinfo -*-
## @deftypefn {} {@var{text} =} type_text (@var{value})
## Name the type of numbers that are not real doubles.
## @seealso{is_doubles}
## @end deftypefn

function text = type_text (value)
  text = "numbers of another precision";
  if (isinteger (value))
    text = "integers";
  elseif (iscomplex (value))
    text = "complex numbers";
  elseif (issparse (value))
    text = "sparse numbers";
  endif
endfunction

%!assert (type_text (int8 (1)), "integers")
%!assert (type_text (1i), "complex numbers")
%!assert (type_text (sparse (1)), "sparse numbers")
%!assert (type_text (single (1)), "numbers of another precision")
