## -*- texinfo -*-
## @deftypefn {} {} check_sizes (@var{caller}, @var{name}, @var{value})
## Refuse what is not the number of features and of units of layers.
## @seealso{check_count, check_list, refuse}
## @end deftypefn

function check_sizes (caller, name, value)
  check_list (caller, name, value, "whole numbers");
  for n_units = reshape (value, 1, [])
    check_count (caller, name, n_units);
  endfor
  if (numel (value) < 2)
    refuse (caller, name, "at least 2 sizes", sprintf ("%d", numel (value)));
  endif
endfunction

%!test # rows and columns pass
%! check_sizes ("f", "layer_sizes", [2, 3]);
%! check_sizes ("f", "layer_sizes", [2; 5; 1]);
%!error <^f: layer_sizes: expected at least 2 sizes, got 1$>
%! check_sizes ("f", "layer_sizes", 3)
%!error <^f: layer_sizes: expected a whole number of at least 1, got 0$>
%! check_sizes ("f", "layer_sizes", [2, 0])
%!error <^f: layer_sizes: expected a list of whole numbers, got a list$>
%! check_sizes ("f", "layer_sizes", {2, 3})
