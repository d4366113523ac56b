## -*- texinfo -*-
## @deftypefn {} {[@var{parameters}, @var{state}] =} adam (@var{parameters}, @
##   @var{gradients}, @var{state}, @var{learning_rate}, @var{beta1}, @
##   @var{beta2}, @var{epsilon}, @var{count})
## One step of Adam: both averages, corrected for their start at zero.
##
## v = beta1 v + (1 - beta1) dP, s = beta2 s + (1 - beta2) dP^2,
## P = P - learning_rate v' / (sqrt(s') + epsilon) with
## v' = v / (1 - beta1^count), s' = s / (1 - beta2^count).
##
## @var{parameters} is a struct of matrices W1, b1, W2, b2, ...; @var{gradients}
## is a struct of matrices dW1, db1, dW2, db2, ...; @var{state} is a struct of
## matrices vW1, vb1, ..., sW1, sb1, ..., zeros before the first update; each is
## of the shape of its parameter, and further fields of both are ignored.
## @var{learning_rate} and @var{epsilon}, which stands outside the root, are
## finite and above 0; @var{beta1} and @var{beta2} are in [0, 1); @var{count} is
## the number of this update, from 1.  Parameters and state after the update are
## returned: the parameters in their order, then every v before every s.
##
## Raises an error as @code{momentum} does.
##
## Source: Kingma and Ba (2015), "Adam: a method for stochastic optimization",
## algorithm 1.
## @seealso{rmsprop, momentum}
## @end deftypefn

function [parameters, state] = adam (parameters, gradients, state,
                                     learning_rate, beta1, beta2, epsilon,
                                     count)
  if (nargin != 8)
    print_usage ();
  endif
  if (checks_enabled ())
    check_update ("adam", parameters, gradients, state, "vs", learning_rate);
    check_settings (beta1, beta2, epsilon, count);
  endif
  v = average_of_gradients (parameters, gradients, state, beta1);
  s = average_of_squares (parameters, gradients, state, beta2);
  v_share = 1 - scalar_power (beta1, count);
  s_share = 1 - scalar_power (beta2, count);
  for [value, name] = parameters
    root = sqrt (s.(["s" name]) / s_share) + epsilon;
    step = learning_rate * (v.(["v" name]) / v_share) ./ root;
    parameters.(name) = value - step;
  endfor
  state = cell2struct ([struct2cell(v); struct2cell(s)],
                       [fieldnames(v); fieldnames(s)], 1);
endfunction

function check_settings (beta1, beta2, epsilon, count)
  check_beta ("adam", "beta1", beta1);
  check_beta ("adam", "beta2", beta2);
  check_positive ("adam", "epsilon", epsilon);
  check_count ("adam", "count", count);
endfunction

%!shared start, slopes, zero
%! start = struct ("W1", [1, -2], "b1", 3);
%! slopes = struct ("dZ1", 9, "db1", 2, "dW1", [4, -8]);
%! zero = struct ("vW1", [0, 0], "vb1", 0, "sW1", [0, 0], "sb1", 0);
%!test # with equal gradients every step is the rate, less what epsilon takes
%! parameters = start;
%! state = zero;
%! for count = 1:3
%!   [parameters, state] = adam (parameters, slopes, state, 0.01, 0.9, 0.999,
%!                               1e-8, count);
%! endfor
%! assert (fieldnames (parameters), {"W1"; "b1"});
%! assert (fieldnames (state), {"vW1"; "vb1"; "sW1"; "sb1"});
%! assert (parameters.W1, [1 - 0.03, -2 + 0.03], 1e-9);
%!test # epsilon stands outside the root
%! slopes.db1 = 1e-6;
%! parameters = adam (start, slopes, zero, 0.1, 0.9, 0.999, 1e-8, 1);
%! assert (parameters.b1, 3 - 0.1 / 1.01, 1e-15);
%!error <Invalid call to adam> adam (start, slopes, zero, 0.1)
%!error <^adam: state: expected sW1, got none$>
%! adam (start, slopes, rmfield (zero, "sW1"), 0.1, 0.9, 0.999, 1e-8, 1)
%!error <^adam: sb1: expected 1 x 1, got 2 x 1$>
%! zero.sb1 = [0; 0];
%! adam (start, slopes, zero, 0.1, 0.9, 0.999, 1e-8, 1)
%!error <^adam: beta1: expected a number of at least 0 and below 1, got 1$>
%! adam (start, slopes, zero, 0.1, 1, 0.999, 1e-8, 1)
%!error <^adam: beta2: expected a number of at least 0 and below 1, got 2$>
%! adam (start, slopes, zero, 0.1, 0.9, 2, 1e-8, 1)
%!error <^adam: epsilon: expected a finite number above 0, got -1$>
%! adam (start, slopes, zero, 0.1, 0.9, 0.999, -1, 1)
%!error <^adam: count: expected a whole number of at least 1, got 0$>
%! adam (start, slopes, zero, 0.1, 0.9, 0.999, 1e-8, 0)
