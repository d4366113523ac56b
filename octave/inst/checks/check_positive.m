## -*- texinfo -*-
## @deftypefn {} {} check_positive (@var{caller}, @var{name}, @var{value})
## Refuse what is not a finite number above zero.
## @seealso{check_count, refuse}
## @end deftypefn

function check_positive (caller, name, value)
  is_number = isnumeric (value) && isreal (value) && isscalar (value);
  if (! is_number || ! (value > 0) || ! isfinite (value))
    refuse (caller, name, "a finite number above 0", describe (value));
  endif
endfunction

%!test # every finite number above zero passes
%! check_positive ("f", "learning_rate", 0.5);
%! check_positive ("f", "learning_rate", realmin);
%!error <^f: learning_rate: expected a finite number above 0, got 0$>
%! check_positive ("f", "learning_rate", 0)
%!error <^f: learning_rate: expected a finite number above 0, got -0.1$>
%! check_positive ("f", "learning_rate", -0.1)
%!error <^f: learning_rate: expected a finite number above 0, got inf$>
%! check_positive ("f", "learning_rate", Inf)
%!error <^f: learning_rate: expected a finite number above 0, got nan$>
%! check_positive ("f", "learning_rate", NaN)
%!error <^f: learning_rate: expected a finite number above 0, got fast$>
%! check_positive ("f", "learning_rate", "fast")
%!error <^f: learning_rate: expected a finite number above 0, got 2 numbers$>
%! check_positive ("f", "learning_rate", [1, 2])
