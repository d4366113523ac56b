## -*- texinfo -*-
## @deftypefn {} {@var{difference} =} gradient_difference (@var{numerical}, @
##   @var{analytical})
## Distance between two sets of gradients, relative to their size.
##
## ||numerical - analytical|| / (||numerical|| + ||analytical||), with
## Euclidean norms over all entries; 0 where both are zero.
##
## @var{numerical} is a struct of matrices dW1, db1, ...; @var{analytical} has
## the same names and shapes, and its other fields do not count.
## @var{difference} is a number from 0 to 1.
##
## Source: Ganesh, "Deep Learning from first principles", part 8.
## @seealso{gradient_check, numerical_gradients}
## @end deftypefn

function difference = gradient_difference (numerical, analytical)
  __fp_check_arguments__ ();
  names = fieldnames (numerical);
  first = stacked (numerical, names);         # n_parameters x 1
  second = stacked (analytical, names);       # n_parameters x 1, in one order
  total = norm (first) + norm (second);
  if (total == 0)
    difference = 0;
  else
    difference = norm (first - second) / total;
  endif
endfunction

function entries = stacked (gradients, names)
  columns_of = cellfun (@(name) gradients.(name)(:), names,
                        "UniformOutput", false);
  entries = vertcat (columns_of{:});
endfunction

%!test # the formula, in whatever order the fields stand
%! numerical = struct ("dW1", [3, 0], "db1", 4);
%! analytical = struct ("db1", 0, "dW1", [0, 12], "dZ1", 7);
%! assert (gradient_difference (numerical, analytical), 13 / 17, 4 * eps);
%!test # equal gradients
%! one = struct ("dW1", ones (2, 3));
%! zero = struct ("dW1", zeros (2, 3));
%! assert (gradient_difference (one, one), 0);
%! assert (gradient_difference (zero, zero), 0);
%! assert (gradient_difference (one, zero), 1);
%!assert (gradient_difference (struct ("dW1", [0, 0]), struct ("dW1", [0, 2])), 1)
%!error <Invalid call to gradient_difference> gradient_difference (1)
%!error <^gradient_difference: analytical: expected db1, got none$>
%! gradient_difference (struct ("dW1", 1, "db1", 1), struct ("dW1", 1))
%!error <^gradient_difference: numerical: expected dW1, got none$>
%! gradient_difference (struct (), struct ("dW1", 1))
%!error <^gradient_difference: dW1: expected 1 x 2, got 2 x 1$>
%! gradient_difference (struct ("dW1", [1, 1]), struct ("dW1", [1; 1]))
%!error <^gradient_difference: dW1: expected finite values, got NaN or Inf$>
%! gradient_difference (struct ("dW1", NaN), struct ("dW1", 1))
