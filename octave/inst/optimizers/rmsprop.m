## -*- texinfo -*-
## @deftypefn {} {[@var{P}, @var{s}] =} rmsprop (@var{P}, @var{dP}, @var{s}, @
##   @var{learning_rate}, @var{beta2}, @var{epsilon})
## One step of RMSprop: gradients over the root of their mean square.
##
## s = beta2 s + (1 - beta2) dP^2, P = P - learning_rate dP / (sqrt(s) +
## epsilon).
##
## @var{P} is a parameter, such as W1, n_rows x n_columns; @var{dP} is its
## gradient, n_rows x n_columns; @var{s} is the average of squares of
## gradients, n_rows x n_columns, zeros before the first update.
## @var{learning_rate} and @var{epsilon}, which stands outside the root, are
## finite and above 0; @var{beta2} is in [0, 1).  Both are returned after the
## update.
##
## Source: Tieleman and Hinton (2012), "Neural networks for machine learning",
## lecture 6.5; epsilon stands where PyTorch has it.
## @seealso{adam, momentum}
## @end deftypefn

function [P, s] = rmsprop (P, dP, s, learning_rate, beta2, epsilon)
  __fp_check_arguments__ ();
  s = beta2 * s + (1 - beta2) * (dP .* dP);
  P = P - learning_rate * dP ./ (sqrt (s) + epsilon);
endfunction

%!test # gradients are divided by the root of an average of squares
%! [P, s] = rmsprop ([1, 3], [-8, 2], [16, 4], 0.5, 0.75, 1);
%! assert (s, [28, 4]);
%! assert (P(2), 3 - 1 / 3);
%!test # epsilon stands outside the root
%! assert (rmsprop (3, 1e-6, 0, 0.1, 0, 1e-8), 3 - 0.1 / 1.01, 1e-15);
%!error <Invalid call to rmsprop> rmsprop (1, 1, 0, 0.5, 0.9)
%!error <^rmsprop: s: expected 1 x 1, got 1 x 2$>
%! rmsprop (1, 1, [0, 0], 0.5, 0.9, 1e-8)
%!error <^rmsprop: beta2: expected a number of at least 0 and below 1, got nan$>
%! rmsprop (1, 1, 0, 0.5, NaN, 1e-8)
%!error <^rmsprop: epsilon: expected a finite number above 0, got 0$>
%! rmsprop (1, 1, 0, 0.5, 0.9, 0)
