## -*- texinfo -*-
## @deftypefn {} {} check_doubles (@var{caller}, @var{name}, @var{value}, @
##   @var{shape})
## Refuse what is not an array of doubles of a shape; NaN may be in it.
##
## @var{shape} is a row of sizes, at least two.  Octave drops the last axes of
## an array where their size is 1; in @var{shape} they may stand.
## @seealso{check_shape, refuse}
## @end deftypefn

function check_doubles (caller, name, value, shape)
  if (! isnumeric (value) || all (size (value) == 0))
    refuse (caller, name, "an array", describe (value));
  endif
  if (! is_doubles (value))
    refuse (caller, name, "doubles", type_text (value));
  endif
  if (! isequal (size (value), dropped (shape)))
    refuse (caller, name, shape_text (shape), shape_text (size (value)));
  endif
endfunction

function shape = dropped (shape)
  shape = shape(1:max ([2, find(shape != 1, 1, "last")]));
endfunction

%!test # the right shape passes, with or without last axes of 1
%! check_doubles ("f", "W1", [1, NaN, Inf], [1, 3]);
%! check_doubles ("f", "W1", zeros (2, 3, 4), [2, 3, 4]);
%! check_doubles ("f", "W1", zeros (2, 3), [2, 3, 1]);
%! check_doubles ("f", "b1", 1, [1, 1, 1]);
%!error <^f: W1: expected 2 x 3 x 4, got 2 x 3 x 5$>
%! check_doubles ("f", "W1", zeros (2, 3, 5), [2, 3, 4])
%!error <^f: W1: expected 2 x 3 x 4, got 2 x 3$>
%! check_doubles ("f", "W1", zeros (2, 3), [2, 3, 4])
%!error <^f: W1: expected 2 x 3, got 3 x 2$>
%! check_doubles ("f", "W1", zeros (3, 2), [2, 3])
%!error <^f: W1: expected doubles, got numbers of another precision$>
%! check_doubles ("f", "W1", single (1), [1, 1])
%!error <^f: W1: expected an array, got a list$>
%! check_doubles ("f", "W1", {1}, [1, 1])
