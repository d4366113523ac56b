## -*- texinfo -*-
## @deftypefn {} {@var{places} =} scale_place (@var{scale}, @var{values})
## Where values lie on their scale; @code{scale_value} leads back.
## @seealso{scale_value}
## @end deftypefn

function places = scale_place (scale, values)
  switch (scale)
    case "log"
      places = log (values);
    case "log_one_minus"
      places = -log (1 - values);
    otherwise
      places = values;
  endswitch
endfunction

%!assert (scale_place ("linear", 0.3), 0.3)
%!assert (scale_place ("log", [1, 1e-3]), [0, log(1e-3)])
%!assert (scale_place ("log_one_minus", 0), 0)
