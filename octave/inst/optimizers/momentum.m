## -*- texinfo -*-
## @deftypefn {} {[@var{parameters}, @var{state}] =} momentum @
##   (@var{parameters}, @var{gradients}, @var{state}, @var{learning_rate}, @
##   @var{beta1})
## One step of momentum as the course has it: an average of gradients.
##
## v = beta1 v + (1 - beta1) dP, P = P - learning_rate v.
##
## @var{parameters} is a struct of matrices W1, b1, W2, b2, ...; @var{gradients}
## is a struct of matrices dW1, db1, dW2, db2, ...; @var{state} is a struct of
## matrices vW1, vb1, vW2, vb2, ..., zeros before the first update; each is of
## the shape of its parameter, and further fields of both are ignored.
## @var{learning_rate} is finite and above 0; @var{beta1} is in [0, 1).
## Parameters and state after the update are returned, in the order of
## @var{parameters}.
##
## Raises an error if a number is out of its range, a matrix is not finite or
## not of doubles, or a gradient or an entry of the state is missing or not of
## its parameter's shape.
##
## Source: Ganesh, "Deep Learning from first principles", part 7.
## @seealso{classical_momentum, gradient_descent}
## @end deftypefn

function [parameters, state] = momentum (parameters, gradients, state,
                                         learning_rate, beta1)
  if (nargin != 5)
    print_usage ();
  endif
  if (checks_enabled ())
    check_update ("momentum", parameters, gradients, state, "v",
                  learning_rate);
    check_beta ("momentum", "beta1", beta1);
  endif
  state = average_of_gradients (parameters, gradients, state, beta1);
  parameters = moved (parameters, state, learning_rate);
endfunction

%!shared start, slopes, zero
%! start = struct ("W1", [1, -2], "b1", 3);
%! slopes = struct ("dZ1", 9, "db1", 2, "dW1", [4, -8]);
%! zero = struct ("vW1", [0, 0], "vb1", 0);
%!test # two updates by an average of gradients
%! [parameters, state] = momentum (start, slopes, zero, 0.5, 0.75);
%! assert (state, struct ("vW1", [1, -2], "vb1", 0.5));
%! assert (parameters, struct ("W1", [0.5, -1], "b1", 2.75));
%! [parameters, state] = momentum (parameters, slopes, state, 0.5, 0.75);
%! assert (state.vb1, 0.875);
%! assert (parameters.b1, 2.3125);
%!test # without a memory it is gradient descent
%! assert (momentum (start, slopes, zero, 0.25, 0),
%!         gradient_descent (start, slopes, 0.25));
%!error <Invalid call to momentum> momentum (start, slopes, zero, 0.5)
%!error <^momentum: learning_rate: expected a finite number above 0, got 0$>
%! momentum (start, slopes, zero, 0, 0.9)
%!error <^momentum: parameters: expected named matrices, got a list$>
%! momentum ({1}, slopes, zero, 0.5, 0.9)
%!error <^momentum: gradients: expected db1, got none$>
%! momentum (start, rmfield (slopes, "db1"), zero, 0.5, 0.9)
%!error <^momentum: state: expected vW1, got none$>
%! momentum (start, slopes, struct (), 0.5, 0.9)
%!error <^momentum: vb1: expected 1 x 1, got 2 x 1$>
%! momentum (start, slopes, setfield (zero, "vb1", [0; 0]), 0.5, 0.9)
%!error <^momentum: dW1: expected finite values, got NaN or Inf$>
%! momentum (start, setfield (slopes, "dW1", [1, NaN]), zero, 0.5, 0.9)
%!error <^momentum: beta1: expected a number of at least 0 and below 1, got 1$>
%! momentum (start, slopes, zero, 0.5, 1)
