## -*- texinfo -*-
## @deftypefn {} {} check_matrix (@var{caller}, @var{name}, @var{value})
## Refuse what is not a finite matrix of doubles, at least 1 x 1.
##
## A number is a 1 x 1 matrix.  Sparse and complex matrices are refused:
## they would silently change the arithmetic.
## @seealso{check_shape, refuse}
## @end deftypefn

function check_matrix (caller, name, value)
  is_nothing = all (size (value) == 0);       # [] is "not given"
  if (! isnumeric (value) || ndims (value) != 2 || is_nothing)
    refuse (caller, name, "a matrix", describe (value));
  endif
  if (! is_doubles (value))
    refuse (caller, name, "doubles", type_text (value));
  endif
  if (isempty (value))
    refuse (caller, name, "at least 1 x 1",
            sprintf ("%d x %d", rows (value), columns (value)));
  endif
  if (! all (isfinite (value(:))))
    refuse (caller, name, "finite values", "NaN or Inf");
  endif
endfunction

%!test # matrices of every size pass
%! check_matrix ("f", "Z", 3);
%! check_matrix ("f", "Z", [1, 2; 3, 4]);
%!error <^f: Z: expected a matrix, got abc$> check_matrix ("f", "Z", "abc")
%!error <^f: Z: expected a matrix, got a list$> check_matrix ("f", "Z", {1})
%!error <^f: Z: expected a matrix, got true$> check_matrix ("f", "Z", true)
%!error <^f: Z: expected a matrix, got 2 x 2 x 2 numbers$>
%! check_matrix ("f", "Z", zeros (2, 2, 2))
%!error <^f: Z: expected doubles, got numbers of another precision$>
%! check_matrix ("f", "Z", single (1))
%!error <^f: Z: expected doubles, got integers$>
%! check_matrix ("f", "Z", int32 (1))
%!error <^f: Z: expected doubles, got complex numbers$>
%! check_matrix ("f", "Z", [1, 2i])
%!error <^f: Z: expected doubles, got sparse numbers$>
%! check_matrix ("f", "Z", sparse (1))
%!error <^f: Z: expected at least 1 x 1, got 0 x 3$>
%! check_matrix ("f", "Z", zeros (0, 3))
%!error <^f: Z: expected finite values, got NaN or Inf$>
%! check_matrix ("f", "Z", [1, NaN])
%!error <^f: Z: expected finite values, got NaN or Inf$>
%! check_matrix ("f", "Z", [1; -Inf])
