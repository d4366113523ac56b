## -*- texinfo -*-
## @deftypefn  {} {@var{loss} =} binary_cross_entropy (@var{Z}, @var{Y})
## @deftypefnx {} {@var{loss} =} binary_cross_entropy (@var{Z}, @var{Y}, @
##   @var{reduction})
## Cross-entropy of sigmoid(Z) and targets of 0 or 1.
##
## A sample's loss is max(z, 0) - z y + log(1 + exp(-|z|)), summed over the
## output units.
##
## @var{Z} holds scores and @var{Y} targets, both n_outputs x n_samples.
## Targets are 0 or 1, or probabilities between. @var{reduction} is
## @qcode{"mean"} (over samples, the default) or @qcode{"sum"}.  @var{loss} is a
## number.
##
## Source: Ganesh, "Deep Learning from first principles", part 1.
## @seealso{binary_cross_entropy_gradient, sigmoid}
## @end deftypefn

function loss = binary_cross_entropy (Z, Y, reduction = "mean")
  __fp_check_arguments__ ();
  # n_outputs x n_samples
  losses = max (Z, 0) - Z .* Y + log1p (exp (-abs (Z)));
  loss = sum (losses(:)) / divisor (Z, reduction);
endfunction

%!shared Z, Y
%! Z = [-2, 0.5, 3; 1, 0, -0.25];
%! Y = [0, 1, 1; 1, 0, 1];
%!test # equals the plain formula where that one does not lose digits
%! A = sigmoid (Z);
%! losses = -(Y .* log (A) + (1 - Y) .* log (1 - A));
%! assert (binary_cross_entropy (Z, Y, "sum"), sum (losses(:)), eps (16));
%!test # the mean is over samples, not over entries
%! assert (binary_cross_entropy (Z, Y), binary_cross_entropy (Z, Y, "sum") / 3);
%!assert (binary_cross_entropy ([0, 0], [0, 1]), log (2), eps)
%!assert (binary_cross_entropy ([800, -800], [0, 1], "sum"), 1600)
%!assert (binary_cross_entropy ([800, -800], [1, 0]), 0)
%!test # the loss of a nearly sure answer keeps its digits
%! assert (binary_cross_entropy (40, 1), exp (-40), eps (exp (-40)));
%!error <Invalid call to binary_cross_entropy> binary_cross_entropy (1)
%!error <^binary_cross_entropy: reduction: expected one of mean, sum, got avg$>
%! binary_cross_entropy (Z, Y, "avg")
%!error <^binary_cross_entropy: Y: expected 2 x 3, got 1 x 3$>
%! binary_cross_entropy (Z, [0, 1, 1])
