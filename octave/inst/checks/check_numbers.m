## -*- texinfo -*-
## @deftypefn {} {} check_numbers (@var{caller}, @var{name}, @var{values})
## Refuse what is not a vector of finite numbers, at least one.
## @seealso{check_values, refuse}
## @end deftypefn

function check_numbers (caller, name, values)
  if (! isnumeric (values) || ndims (values) > 2 || ! any (size (values) == 1))
    refuse (caller, name, "a vector", describe (values));
  endif
  if (isempty (values))
    refuse (caller, name, "at least 1 value", "0");
  endif
  if (! all (isfinite (values)))
    refuse (caller, name, "finite values", "NaN or Inf");
  endif
endfunction

%!test # numbers of every type pass
%! check_numbers ("f", "scores", [1, 2.5]);
%! check_numbers ("f", "scores", int8 ([1; 2]));
%!error <^f: scores: expected a vector, got 2 x 2 numbers$>
%! check_numbers ("f", "scores", ones (2, 2))
%!error <^f: scores: expected a vector, got 2 flags$>
%! check_numbers ("f", "scores", [true, false])
%!error <^f: scores: expected at least 1 value, got 0$>
%! check_numbers ("f", "scores", zeros (1, 0))
%!error <^f: scores: expected finite values, got NaN or Inf$>
%! check_numbers ("f", "scores", [1, NaN])
