## -*- texinfo -*-
## @deftypefn {} {[@var{parameters}, @var{state}] =} rmsprop @
##   (@var{parameters}, @var{gradients}, @var{state}, @var{learning_rate}, @
##   @var{beta2}, @var{epsilon})
## One step of RMSprop: gradients over the root of their mean square.
##
## s = beta2 s + (1 - beta2) dP^2,
## P = P - learning_rate dP / (sqrt(s) + epsilon).
##
## @var{parameters} is a struct of matrices W1, b1, W2, b2, ...; @var{gradients}
## is a struct of matrices dW1, db1, dW2, db2, ...; @var{state} is a struct of
## matrices sW1, sb1, sW2, sb2, ..., zeros before the first update; each is of
## the shape of its parameter, and further fields of both are ignored.
## @var{learning_rate} and @var{epsilon}, which stands outside the root, are
## finite and above 0; @var{beta2} is in [0, 1).  Parameters and state after the
## update are returned, in the order of @var{parameters}.
##
## Raises an error as @code{momentum} does.
##
## Source: Tieleman and Hinton (2012), "Neural networks for machine learning",
## lecture 6.5; epsilon stands where PyTorch has it.
## @seealso{adam, momentum}
## @end deftypefn

function [parameters, state] = rmsprop (parameters, gradients, state,
                                        learning_rate, beta2, epsilon)
  if (nargin != 6)
    print_usage ();
  endif
  if (checks_enabled ())
    check_update ("rmsprop", parameters, gradients, state, "s",
                  learning_rate);
    check_beta ("rmsprop", "beta2", beta2);
    check_positive ("rmsprop", "epsilon", epsilon);
  endif
  state = average_of_squares (parameters, gradients, state, beta2);
  for [value, name] = parameters
    root = sqrt (state.(["s" name])) + epsilon;
    parameters.(name) = value - learning_rate * gradients.(["d" name]) ./ root;
  endfor
endfunction

%!shared start, slopes, zero
%! start = struct ("W1", [1, -2], "b1", 3);
%! slopes = struct ("dZ1", 9, "db1", 2, "dW1", [4, -8]);
%! zero = struct ("sW1", [0, 0], "sb1", 0);
%!test # gradients are divided by the root of an average of squares
%! state = struct ("sW1", [4, 16], "sb1", 4);
%! [parameters, state] = rmsprop (start, slopes, state, 0.5, 0.75, 1);
%! assert (state, struct ("sW1", [7, 28], "sb1", 4));
%! assert (parameters.b1, 3 - 1 / 3);
%!test # epsilon stands outside the root
%! slopes.db1 = 1e-6;
%! parameters = rmsprop (start, slopes, zero, 0.1, 0, 1e-8);
%! assert (parameters.b1, 3 - 0.1 / 1.01, 1e-15);
%!error <Invalid call to rmsprop> rmsprop (start, slopes, zero, 0.5, 0.9)
%!error <^rmsprop: state: expected sW1, got none$>
%! rmsprop (start, slopes, struct (), 0.5, 0.9, 1e-8)
%!error <^rmsprop: beta2: expected a number of at least 0 and below 1, got nan$>
%! rmsprop (start, slopes, zero, 0.5, NaN, 1e-8)
%!error <^rmsprop: epsilon: expected a finite number above 0, got 0$>
%! rmsprop (start, slopes, zero, 0.5, 0.9, 0)
