## -*- texinfo -*-
## @deftypefn {} {@var{text} =} shape_text (@var{sizes})
## Write sizes as in 2 x 3.
## @seealso{describe}
## @end deftypefn

function text = shape_text (sizes)
  text = strjoin (arrayfun (@(n) sprintf ("%d", n), sizes(:)',
                            "UniformOutput", false), " x ");
endfunction

%!assert (shape_text ([2, 3]), "2 x 3")
%!assert (shape_text (100000), "100000")
