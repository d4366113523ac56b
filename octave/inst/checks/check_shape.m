## -*- texinfo -*-
## @deftypefn {} {} check_shape (@var{caller}, @var{name}, @var{value}, @
##   @var{n_rows}, @var{n_columns})
## Refuse a matrix that is not @var{n_rows} x @var{n_columns}.
## @seealso{check_matrix, refuse}
## @end deftypefn

function check_shape (caller, name, value, n_rows, n_columns)
  check_matrix (caller, name, value);
  if (rows (value) != n_rows || columns (value) != n_columns)
    refuse (caller, name, sprintf ("%d x %d", n_rows, n_columns), ...
            sprintf ("%d x %d", rows (value), columns (value)));
  endif
endfunction

%!test # the right shape passes
%! check_shape ("f", "W", zeros (2, 3), 2, 3);
%!error <^f: W: expected 3 x 2, got 2 x 3$>
%! check_shape ("f", "W", zeros (2, 3), 3, 2)
%!error <^f: b: expected 2 x 1, got 2 x 3$>
%! check_shape ("f", "b", zeros (2, 3), 2, 1)
%!error <^f: W: expected finite values, got NaN or Inf$>
%! check_shape ("f", "W", [NaN, 1], 2, 1)
