## -*- texinfo -*-
## @deftypefn {} {} check_values (@var{caller}, @var{name}, @var{values})
## Refuse what is not a vector of finite doubles, at least one.
##
## The vector may be a row or a column.
## @seealso{check_matrix, refuse}
## @end deftypefn

function check_values (caller, name, values)
  check_numbers (caller, name, values);
  if (! is_doubles (values))
    refuse (caller, name, "doubles", type_text (values));
  endif
endfunction

%!test # rows and columns pass, and so does a single number
%! check_values ("f", "values", [0, -1e300]);
%! check_values ("f", "values", [1; 2]);
%! check_values ("f", "values", 3);
%!error <^f: values: expected a vector, got 2 x 2 numbers$>
%! check_values ("f", "values", ones (2, 2))
%!error <^f: values: expected a vector, got losses$>
%! check_values ("f", "values", "losses")
%!error <^f: values: expected a vector, got a list$>
%! check_values ("f", "values", {1})
%!error <^f: values: expected doubles, got numbers of another precision$>
%! check_values ("f", "values", single ([1, 2]))
%!error <^f: values: expected doubles, got complex numbers$>
%! check_values ("f", "values", [1, 2i])
%!error <^f: values: expected at least 1 value, got 0$>
%! check_values ("f", "values", zeros (0, 1))
%!error <^f: values: expected a vector, got nothing$>
%! check_values ("f", "values", [])
%!error <^f: values: expected finite values, got NaN or Inf$>
%! check_values ("f", "values", [1, Inf])
