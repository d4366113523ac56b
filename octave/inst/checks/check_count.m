## -*- texinfo -*-
## @deftypefn  {} {} check_count (@var{caller}, @var{name}, @var{value})
## @deftypefnx {} {} check_count (@var{caller}, @var{name}, @var{value}, @
##   @var{least})
## Refuse what is not a whole number of at least @var{least}, 1 by default.
## @seealso{check_positive, refuse}
## @end deftypefn

function check_count (caller, name, value, least = 1)
  is_number = isnumeric (value) && isreal (value) && isscalar (value);
  if (! is_number || ! (value >= least) || ! (mod (value, 1) == 0))
    expected = sprintf ("a whole number of at least %d", least);
    refuse (caller, name, expected, describe (value));
  endif
  if (value >= 2^31)
    refuse (caller, name, "a whole number below 2^31", describe (value));
  endif
endfunction

%!test # whole numbers from one on pass
%! check_count ("f", "steps", 1);
%! check_count ("f", "steps", int32 (10));
%! check_count ("f", "first_step", 0, 0);
%!error <^f: steps: expected a whole number of at least 1, got 0$>
%! check_count ("f", "steps", 0)
%!error <^f: first_step: expected a whole number of at least 0, got -1$>
%! check_count ("f", "first_step", -1, 0)
%!error <^f: steps: expected a whole number of at least 1, got 2.5$>
%! check_count ("f", "steps", 2.5)
%!error <^f: steps: expected a whole number of at least 1, got inf$>
%! check_count ("f", "steps", Inf)
%!error <^f: steps: expected a whole number of at least 1, got nan$>
%! check_count ("f", "steps", NaN)
%!error <^f: steps: expected a whole number of at least 1, got ten$>
%! check_count ("f", "steps", "ten")
%!error <^f: steps: expected a whole number of at least 1, got true$>
%! check_count ("f", "steps", true)
%!error <^f: steps: expected a whole number below 2\^31, got 1e\+18$>
%! check_count ("f", "steps", 1e18)
