## -*- texinfo -*-
## @deftypefn  {} {@var{dZ} =} binary_cross_entropy_gradient (@var{P}, @var{Y})
## @deftypefnx {} {@var{dZ} =} binary_cross_entropy_gradient (@var{P}, @
##   @var{Y}, @var{reduction})
## Gradient of binary_cross_entropy with respect to the scores.
##
## dL/dZ = P - Y, divided by n_samples for the mean.
##
## @var{P} is sigmoid(Z), @var{Y} holds targets, and @var{dZ} is the gradient:
## all three are n_outputs x n_samples.  Targets are 0 or 1, or probabilities
## between.  @var{reduction} is @qcode{"mean"} (the default) or @qcode{"sum"},
## the same as for the loss.
##
## Source: Ganesh, "Deep Learning from first principles", part 1.
## @seealso{binary_cross_entropy, sigmoid}
## @end deftypefn

function dZ = binary_cross_entropy_gradient (P, Y, reduction = "mean")
  __fp_check_arguments__ ();
  dZ = (P - Y) / divisor (P, reduction);      # n_outputs x n_samples
endfunction

%!test # the mean is over samples, not over outputs
%! P = [0.25, 0.5; 0.75, 0.125; 0.5, 1];
%! Y = [0, 1; 1, 0; 0, 1];
%! assert (binary_cross_entropy_gradient (P, Y, "sum"), P - Y);
%! assert (binary_cross_entropy_gradient (P, Y), (P - Y) / 2);
%!test # agrees with a central difference of the loss, good to h^2
%! Z = [-2, 0.5, 3, 0];
%! Y = [0, 1, 1, 0];
%! h = 1e-5;
%! slope = zeros (1, 4);
%! for k = 1:4
%!   shift = h * (1:4 == k);
%!   slope(k) = (binary_cross_entropy (Z + shift, Y)
%!               - binary_cross_entropy (Z - shift, Y)) / (2 * h);
%! endfor
%! assert (binary_cross_entropy_gradient (sigmoid (Z), Y), slope, 1e-9);
%!error <Invalid call to binary_cross_entropy_gradient>
%! binary_cross_entropy_gradient (1)
%!error <^binary_cross_entropy_gradient: reduction: expected one of mean, sum, got no$>
%! binary_cross_entropy_gradient (1, 1, "no")
%!error <^binary_cross_entropy_gradient: Y: expected 1 x 2, got 2 x 1$>
%! binary_cross_entropy_gradient ([0.5, 0.5], [0; 1])
