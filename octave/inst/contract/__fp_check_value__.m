## -*- texinfo -*-
## @deftypefn {} {} __fp_check_value__ (@var{caller}, @var{name}, @var{value}, @
##   @var{item})
## Refuse one value, called @var{name}, in the name of @var{caller}.
##
## The struct @var{item} has fields that the contract gives an argument, such as
## kind, range and shape.
## @seealso{__fp_check_fields__}
## @end deftypefn

function __fp_check_value__ (caller, name, value, item)
  item.name = name;
  check_call (caller, struct ("items", {{complete_item(item)}}, "roomy", {{}}),
              cell2struct ({value}, {name}, 1));
endfunction

%!test # the name may be a path
%! __fp_check_value__ ("f", "a/b.csv", [1, 2],
%!                     struct ("kind", "matrix", "shape", "1 x 2"));
%!error <^f: a/b.csv: expected 1 x 3, got 1 x 2$>
%! __fp_check_value__ ("f", "a/b.csv", [1, 2],
%!                     struct ("kind", "matrix", "shape", "1 x 3"))
