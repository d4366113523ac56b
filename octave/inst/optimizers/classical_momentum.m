## -*- texinfo -*-
## @deftypefn {} {[@var{parameters}, @var{state}] =} classical_momentum @
##   (@var{parameters}, @var{gradients}, @var{state}, @var{learning_rate}, @
##   @var{beta1})
## One step of classical momentum, with a fading sum of gradients.
##
## v = beta1 v + dP, P = P - learning_rate v.
##
## @var{parameters} is a struct of matrices W1, b1, W2, b2, ...; @var{gradients}
## is a struct of matrices dW1, db1, dW2, db2, ...; @var{state} is a struct of
## matrices vW1, vb1, vW2, vb2, ..., zeros before the first update; each is of
## the shape of its parameter, and further fields of both are ignored.
## @var{learning_rate} is finite and above 0; @var{beta1} is in [0, 1).
## Parameters and state after the update are returned, in the order of
## @var{parameters}.
##
## Raises an error as @code{momentum} does.
##
## Source: Polyak (1964), "Some methods of speeding up the convergence of
## iteration methods", in the form that PyTorch gives it.
## @seealso{momentum}
## @end deftypefn

function [parameters, state] = classical_momentum (parameters, gradients,
                                                   state, learning_rate, beta1)
  if (nargin != 5)
    print_usage ();
  endif
  if (checks_enabled ())
    check_update ("classical_momentum", parameters, gradients, state, "v",
                  learning_rate);
    check_beta ("classical_momentum", "beta1", beta1);
  endif
  v = struct ();
  for [value, name] = parameters
    v.(["v" name]) = beta1 * state.(["v" name]) + gradients.(["d" name]);
  endfor
  parameters = moved (parameters, v, learning_rate);
  state = v;
endfunction

%!shared start, slopes, zero
%! start = struct ("W1", [1, -2], "b1", 3);
%! slopes = struct ("dZ1", 9, "db1", 2, "dW1", [4, -8]);
%! zero = struct ("vW1", [0, 0], "vb1", 0);
%!test # two updates by a sum of gradients
%! [parameters, state] = classical_momentum (start, slopes, zero, 0.5, 0.75);
%! assert (state, struct ("vW1", [4, -8], "vb1", 2));
%! [parameters, state] = classical_momentum (parameters, slopes, state, 0.5,
%!                                           0.75);
%! assert (state.vb1, 3.5);
%! assert (parameters.b1, 0.25);
%!test # without a memory it is gradient descent
%! assert (classical_momentum (start, slopes, zero, 0.25, 0),
%!         gradient_descent (start, slopes, 0.25));
%!error <Invalid call to classical_momentum> classical_momentum (start)
%!error <^classical_momentum: state: expected vW1, got none$>
%! classical_momentum (start, slopes, struct (), 0.5, 0.9)
%!error <^classical_momentum: beta1: expected a number of at least 0 and below 1, got -1$>
%! classical_momentum (start, slopes, zero, 0.5, -1)
