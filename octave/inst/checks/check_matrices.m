## -*- texinfo -*-
## @deftypefn {} {} check_matrices (@var{caller}, @var{parameters})
## Refuse what is not one named matrix or more.
## @seealso{check_entries, check_matrix}
## @end deftypefn

function check_matrices (caller, parameters)
  check_entries (caller, "parameters", parameters, {});
  if (isempty (fieldnames (parameters)))
    refuse (caller, "parameters", "at least 1 matrix", "none");
  endif
  for [value, name] = parameters
    check_matrix (caller, name, value);
  endfor
endfunction

%!test
%! check_matrices ("f", struct ("W1", [1, 2]));
%!error <^f: parameters: expected at least 1 matrix, got none$>
%! check_matrices ("f", struct ())
%!error <^f: W1: expected a matrix, got heavy$>
%! check_matrices ("f", struct ("W1", "heavy"))
