## -*- texinfo -*-
## @deftypefn {} {@var{values} =} draw_values (@var{range}, @var{uniforms})
## Values at shares, from 0 to 1, of the way through a range.
##
## Both are columns; words are a column of cells.
## @seealso{narrow_range, tuning_trials}
## @end deftypefn

function values = draw_values (range, uniforms)
  if (strcmp (range.scale, "choice"))
    choices = range.choices(:);
    values = choices(floor (uniforms * numel (choices)) + 1);
    return;
  endif
  low = double (range.low);
  high = double (range.high);
  if (strcmp (range.scale, "integer"))
    values = low + floor (uniforms * (high - low + 1));
    return;
  endif
  first = scale_place (range.scale, low);
  last = scale_place (range.scale, high);
  values = scale_value (range.scale, first + uniforms * (last - first));
  values = min (max (values, low), high);     # n_trials x 1
endfunction

%!test # from the first value on, each as often as the others
%! range = struct ("scale", "integer", "low", 3, "high", 5);
%! assert (draw_values (range, [0; 0.3; 0.34; 0.66; 0.67; 1 - 2^-53]),
%!         [3; 3; 4; 4; 5; 5]);
%! range = struct ("scale", "choice", "choices", {{"he", "xavier"}});
%! assert (draw_values (range, [0; 0.49; 0.5]), {"he"; "he"; "xavier"});
%!test # half the way through a scale
%! range = struct ("scale", "log", "low", 1e-4, "high", 1);
%! assert (draw_values (range, 0.5), 1e-2, 1e-15);
%! range = struct ("scale", "log_one_minus", "low", 0.9, "high", 0.999);
%! assert (draw_values (range, 0.5), 0.99, 1e-15);
%!test # rounding leads to no value outside the range
%! for low = (1:99) / 100
%!   range = struct ("scale", "log", "low", low, "high", 1.1 * low);
%!   values = draw_values (range, [0; 1 - 2^-53]);
%!   assert (values, min (max (values, range.low), range.high));
%! endfor
