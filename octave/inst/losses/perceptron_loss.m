## -*- texinfo -*-
## @deftypefn  {} {@var{loss} =} perceptron_loss (@var{Z}, @var{Y})
## @deftypefnx {} {@var{loss} =} perceptron_loss (@var{Z}, @var{Y}, @
##   @var{reduction})
## Perceptron criterion of scores and targets of 0 or 1.
##
## A sample's loss is (a - y) z with a = heaviside (z): |z| where the answer is
## wrong, else 0; summed over the output units.
##
## @var{Z} holds scores and @var{Y} targets, 0 or 1, both n_outputs x n_samples.
## @var{reduction} is @qcode{"mean"} (over samples, the default) or
## @qcode{"sum"}.  @var{loss} is a number.
##
## Source: Bishop (2006), "Pattern recognition and machine learning", section
## 4.1.7.
## @seealso{perceptron_loss_gradient, heaviside}
## @end deftypefn

function loss = perceptron_loss (Z, Y, reduction = "mean")
  __fp_check_arguments__ ();
  losses = (heaviside (Z) - Y) .* Z;          # n_outputs x n_samples
  loss = sum (losses(:)) / divisor (Z, reduction);
endfunction

%!shared Z, Y
%! Z = [-2, 3, 5, -7, 0];
%! Y = [ 1, 0, 1,  0, 1];
%!test # only wrong answers count, by how far they are wrong
%! assert (perceptron_loss (Z, Y, "sum"), 5);
%!test # the mean is over samples
%! assert (perceptron_loss (Z, Y), 1);
%!assert (perceptron_loss ([4, -4], [1, 0]), 0)
%!error <Invalid call to perceptron_loss> perceptron_loss (1)
%!error <^perceptron_loss: reduction: expected one of mean, sum, got avg$>
%! perceptron_loss (Z, Y, "avg")
%!error <^perceptron_loss: Y: expected 1 x 5, got 5 x 1$>
%! perceptron_loss (Z, Y')
