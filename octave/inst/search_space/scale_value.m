## -*- texinfo -*-
## @deftypefn {} {@var{values} =} scale_value (@var{scale}, @var{places})
## Values that lie at places of a scale.
## @seealso{scale_place}
## @end deftypefn

function values = scale_value (scale, places)
  switch (scale)
    case "log"
      values = exp (places);
    case "log_one_minus"
      values = 1 - exp (-places);
    otherwise
      values = places;
  endswitch
endfunction

%!test # the way back from a place
%! for scale = {"linear", "log", "log_one_minus"}
%!   places = scale_place (scale{1}, [0.1, 0.9]);
%!   assert (scale_value (scale{1}, places), [0.1, 0.9], 1e-15);
%! endfor
