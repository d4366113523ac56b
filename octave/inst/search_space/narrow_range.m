## -*- texinfo -*-
## @deftypefn {} {@var{range} =} narrow_range (@var{range}, @var{centre}, @
##   @var{factor})
## Part of a range, @var{factor} as wide, about a value; cut at its ends.
## @seealso{draw_values, narrow_space}
## @end deftypefn

function range = narrow_range (range, centre, factor)
  if (strcmp (range.scale, "choice"))
    return;
  endif
  ends = double ([range.low, range.high]);
  places = scale_place (range.scale, ends);
  middle = scale_place (range.scale, centre);
  half = factor * (places(2) - places(1)) / 2;
  if (strcmp (range.scale, "integer"))
    half = max (half, 1);                     # keeps the neighbours
    near = [ceil(middle - half), floor(middle + half)];
  else
    near = scale_value (range.scale, middle + [-half, half]);
  endif
  range.low = max (ends(1), near(1));
  range.high = min (ends(2), near(2));
endfunction

%!test # half as wide, and cut at an end
%! range = struct ("scale", "linear", "low", 0, "high", 1);
%! assert (narrow_range (range, 0.5, 0.5),
%!         struct ("scale", "linear", "low", 0.25, "high", 0.75));
%! assert (narrow_range (range, 0.125, 0.5).low, 0);
%! assert (narrow_range (range, 0.125, 0.5).high, 0.375);
%!test # whole numbers within the new ends
%! range = struct ("scale", "integer", "low", 1, "high", 100);
%! assert (narrow_range (range, 50, 0.25),
%!         struct ("scale", "integer", "low", 38, "high", 62));
