## -*- texinfo -*-
## @deftypefn {} {@var{answer} =} is_doubles (@var{value})
## Whether numbers are real doubles, each one stored.
## @seealso{type_text}
## @end deftypefn

function answer = is_doubles (value)
  answer = isa (value, "double") && isreal (value) && ! issparse (value);
endfunction

%!assert (is_doubles ([1, NaN]))
%!assert (! is_doubles (single (1)))
%!assert (! is_doubles (1i))
%!assert (! is_doubles (sparse (1)))
