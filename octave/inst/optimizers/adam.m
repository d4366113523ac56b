## -*- texinfo -*-
## @deftypefn {} {[@var{P}, @var{v}, @var{s}] =} adam (@var{P}, @var{dP}, @
##   @var{v}, @var{s}, @var{learning_rate}, @var{beta1}, @var{beta2}, @
##   @var{epsilon}, @var{count})
## One step of Adam: both averages, corrected for their start at zero.
##
## v = beta1 v + (1 - beta1) dP, s = beta2 s + (1 - beta2) dP^2, P = P -
## learning_rate v' / (sqrt(s') + epsilon) with v' = v / (1 - beta1^count), s'
## = s / (1 - beta2^count).
##
## @var{P} is a parameter, such as W1, n_rows x n_columns; @var{dP} is its
## gradient, n_rows x n_columns; @var{v} is the average of gradients, n_rows x
## n_columns, zeros before the first update; @var{s} is the average of squares
## of gradients, n_rows x n_columns, zeros before the first update.
## @var{learning_rate} and @var{epsilon}, which stands outside the root, are
## finite and above 0; @var{beta1} and @var{beta2} are in [0, 1); @var{count}
## is the number of this update, from 1.  All three are returned after the
## update.
##
## Source: Kingma and Ba (2015), "Adam: a method for stochastic optimization",
## algorithm 1.
## @seealso{rmsprop, momentum}
## @end deftypefn

function [P, v, s] = adam (P, dP, v, s, learning_rate, beta1, beta2,
                           epsilon, count)
  __fp_check_arguments__ ();
  v = beta1 * v + (1 - beta1) * dP;
  s = beta2 * s + (1 - beta2) * (dP .* dP);
  v_corrected = v / (1 - scalar_power (beta1, count));
  s_corrected = s / (1 - scalar_power (beta2, count));
  root = sqrt (s_corrected) + epsilon;
  P = P - learning_rate * v_corrected ./ root;
endfunction

%!test # with equal gradients every step is the rate, less what epsilon takes
%! P = [1, -2];
%! v = s = [0, 0];
%! for count = 1:3
%!   [P, v, s] = adam (P, [4, -8], v, s, 0.01, 0.9, 0.999, 1e-8, count);
%! endfor
%! assert (P, [1 - 0.03, -2 + 0.03], 1e-9);
%!test # epsilon stands outside the root
%! P = adam (3, 1e-6, 0, 0, 0.1, 0.9, 0.999, 1e-8, 1);
%! assert (P, 3 - 0.1 / 1.01, 1e-15);
%!error <Invalid call to adam> adam (1, 1, 0, 0, 0.1)
%!error <^adam: v: expected a matrix, got nothing$>
%! adam (1, 1, [], 0, 0.1, 0.9, 0.999, 1e-8, 1)
%!error <^adam: s: expected 1 x 1, got 2 x 1$>
%! adam (1, 1, 0, [0; 0], 0.1, 0.9, 0.999, 1e-8, 1)
%!error <^adam: beta1: expected a number of at least 0 and below 1, got 1$>
%! adam (1, 1, 0, 0, 0.1, 1, 0.999, 1e-8, 1)
%!error <^adam: beta2: expected a number of at least 0 and below 1, got 2$>
%! adam (1, 1, 0, 0, 0.1, 0.9, 2, 1e-8, 1)
%!error <^adam: epsilon: expected a finite number above 0, got -1$>
%! adam (1, 1, 0, 0, 0.1, 0.9, 0.999, -1, 1)
%!error <^adam: count: expected a whole number of at least 1, got 0$>
%! adam (1, 1, 0, 0, 0.1, 0.9, 0.999, 1e-8, 0)
