## -*- texinfo -*-
## @deftypefn {} {@var{number} =} divisor (@var{matrix}, @var{reduction})
## What a sum over the samples of @var{matrix} is divided by.
##
## The number of columns for @qcode{"mean"}, 1 for @qcode{"sum"}.
## @seealso{categorical_cross_entropy, network_loss}
## @end deftypefn

function number = divisor (matrix, reduction)
  number = 1;
  if (strcmp (reduction, "mean"))
    number = columns (matrix);
  endif
endfunction

%!assert (divisor (ones (2, 5), "mean"), 5)
%!assert (divisor (ones (2, 5), "sum"), 1)
