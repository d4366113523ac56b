## -*- texinfo -*-
## @deftypefn {} {@var{A} =} heaviside (@var{Z})
## Heaviside's step function: 1 where z > 0, else 0; it is 0 at z = 0.
##
## The activation @qcode{"step"}, the output of a perceptron.  At z = 0 it
## answers label 0, as @code{predict_labels} does at a probability of exactly
## 0.5.  @var{Z} holds weighted inputs, n_units x n_samples; @var{A} has the
## same shape.
##
## Source: Rosenblatt (1958), "The perceptron: a probabilistic model for
## information storage and organization in the brain".
## @seealso{activation_forward, perceptron_loss}
## @end deftypefn

function A = heaviside (Z)
  __fp_check_arguments__ ();
  A = double (Z > 0);                         # n_units x n_samples
endfunction

%!assert (heaviside ([-1, 0, 2; -0, 5e-324, -5e-324]), [0, 0, 1; 0, 1, 0])
%!assert (class (heaviside (1)), "double")
%!error <Invalid call to heaviside> heaviside ()
%!error <^heaviside: Z: expected finite values, got NaN or Inf$>
%! heaviside ([1, NaN])
