## -*- texinfo -*-
## @deftypefn {} {} check_whole (@var{caller}, @var{name}, @var{value})
## Refuse what is not a whole number that each language counts exactly.
## @seealso{check_count, refuse}
## @end deftypefn

function check_whole (caller, name, value)
  is_number = isnumeric (value) && isreal (value) && isscalar (value);
  if (! is_number || ! (value >= 0 && value < 2^53) || mod (value, 1) != 0)
    refuse (caller, name, "a whole number from 0 to 2^53 - 1",
            describe (value));
  endif
endfunction

%!test # whole numbers from zero on pass
%! check_whole ("f", "seed", 0);
%! check_whole ("f", "seed", 2^53 - 1);
%! check_whole ("f", "seed", uint8 (7));
%!error <^f: seed: expected a whole number from 0 to 2\^53 - 1, got -1$>
%! check_whole ("f", "seed", -1)
%!error <^f: seed: expected a whole number from 0 to 2\^53 - 1, got 9.0072e\+15$>
%! check_whole ("f", "seed", 2^53)
%!error <^f: seed: expected a whole number from 0 to 2\^53 - 1, got 0.5$>
%! check_whole ("f", "seed", 0.5)
%!error <^f: seed: expected a whole number from 0 to 2\^53 - 1, got nan$>
%! check_whole ("f", "seed", NaN)
%!error <^f: seed: expected a whole number from 0 to 2\^53 - 1, got seven$>
%! check_whole ("f", "seed", "seven")
%!error <^f: seed: expected a whole number from 0 to 2\^53 - 1, got true$>
%! check_whole ("f", "seed", true)
