## -*- texinfo -*-
## @deftypefn  {} {@var{dZ} =} categorical_cross_entropy_gradient (@var{P}, @
##   @var{Y})
## @deftypefnx {} {@var{dZ} =} categorical_cross_entropy_gradient (@var{P}, @
##   @var{Y}, @var{reduction})
## Gradient of categorical_cross_entropy with respect to the scores.
##
## dL/dZ = P - Y, divided by n_samples for the mean.
##
## @var{P} is softmax(Z), @var{Y} holds targets, and @var{dZ} is the gradient:
## all three are n_classes x n_samples.  Targets are one-hot, or other columns
## of probabilities, such as smoothed labels; each sums to 1.  @var{reduction}
## is @qcode{"mean"} (the default) or @qcode{"sum"}, the same as for the loss.
##
## Source: Roelants, "How to implement a neural network, Intermezzo 2" (sum);
## Ganesh, "Deep Learning from first principles", part 5 (mean).
## @seealso{categorical_cross_entropy, softmax}
## @end deftypefn

function dZ = categorical_cross_entropy_gradient (P, Y, reduction = "mean")
  __fp_check_arguments__ ();
  dZ = (P - Y) / divisor (P, reduction);      # n_classes x n_samples
endfunction

%!test # the worked numbers of the course
%! P = [0.1; 0.7; 0.2];
%! assert (categorical_cross_entropy_gradient (P, [0; 1; 0]),
%!         [0.1; -0.3; 0.2], eps (0.5));
%!test # the mean is over samples, not over classes
%! P = [0.5, 0.25; 0.25, 0.25; 0.25, 0.5];
%! Y = [1, 0; 0, 0; 0, 1];
%! assert (categorical_cross_entropy_gradient (P, Y, "sum"), P - Y);
%! assert (categorical_cross_entropy_gradient (P, Y), (P - Y) / 2);
%!test # agrees with a central difference of the loss, good to h^2
%! Z = [1, -2; 3, 1; 0.5, 0];
%! Y = [0, 1; 0, 0; 1, 0];
%! h = 1e-5;
%! slope = zeros (3, 2);
%! for k = 1:numel (Z)
%!   shift = h * reshape (1:6 == k, 3, 2);
%!   slope(k) = (categorical_cross_entropy (Z + shift, Y)
%!               - categorical_cross_entropy (Z - shift, Y)) / (2 * h);
%! endfor
%! assert (categorical_cross_entropy_gradient (softmax (Z), Y), slope, 1e-9);
%!error <Invalid call to categorical_cross_entropy_gradient>
%! categorical_cross_entropy_gradient (1)
%!error <^categorical_cross_entropy_gradient: reduction: expected one of mean, sum, got 1$>
%! categorical_cross_entropy_gradient (1, 1, 1)
%!error <^categorical_cross_entropy_gradient: Y: expected 3 x 1, got 1 x 3$>
%! categorical_cross_entropy_gradient ([0.1; 0.7; 0.2], [0, 1, 0])
