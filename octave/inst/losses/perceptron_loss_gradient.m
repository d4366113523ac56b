## -*- texinfo -*-
## @deftypefn  {} {@var{dZ} =} perceptron_loss_gradient (@var{A}, @var{Y})
## @deftypefnx {} {@var{dZ} =} perceptron_loss_gradient (@var{A}, @
##   @var{Y}, @var{reduction})
## Subgradient of perceptron_loss with respect to the scores.
##
## dL/dZ = A - Y, divided by n_samples for the mean.  Of the subgradients at
## z = 0 it is the one of the answer, 0: a positive sample still counts as
## wrong there.  With one sample a step, the sum and a learning rate of 1,
## descent is Rosenblatt's rule.
##
## @var{A} is heaviside(Z), @var{Y} holds targets, 0 or 1, and @var{dZ} is the
## gradient: all three are n_outputs x n_samples.  @var{reduction} is
## @qcode{"mean"} (the default) or @qcode{"sum"}, the same as for the loss.
##
## Source: Rosenblatt (1958), "The perceptron: a probabilistic model for
## information storage and organization in the brain".
## @seealso{perceptron_loss, heaviside}
## @end deftypefn

function dZ = perceptron_loss_gradient (A, Y, reduction = "mean")
  __fp_check_arguments__ ();
  dZ = (A - Y) / divisor (A, reduction);      # n_outputs x n_samples
endfunction

%!shared Z, Y
%! Z = [-2, 3, 5, -7];
%! Y = [ 1, 0, 1,  0];
%!assert (perceptron_loss_gradient (heaviside (Z), Y, "sum"), [-1, 1, 0, 0])
%!assert (perceptron_loss_gradient (heaviside (Z), Y), [-1, 1, 0, 0] / 4)
%!assert (perceptron_loss_gradient (heaviside (Z(1:3)), Y(1:3)), [-1, 1, 0] / 3)
%!test # the slope of the loss where it has one: it is piecewise linear
%! slope = zeros (1, 4);
%! for k = 1:4
%!   shift = 0.25 * (1:4 == k);
%!   slope(k) = 2 * (perceptron_loss (Z + shift, Y)
%!                   - perceptron_loss (Z - shift, Y));
%! endfor
%! assert (perceptron_loss_gradient (heaviside (Z), Y), slope);
%!assert (perceptron_loss_gradient (heaviside ([0, 0]), [1, 0], "sum"), [-1, 0])
%!error <Invalid call to perceptron_loss_gradient>
%! perceptron_loss_gradient (1)
%!error <^perceptron_loss_gradient: reduction: expected one of mean, sum, got no$>
%! perceptron_loss_gradient (1, 1, "no")
%!error <^perceptron_loss_gradient: Y: expected 1 x 2, got 2 x 1$>
%! perceptron_loss_gradient ([0, 1], [0; 1])
