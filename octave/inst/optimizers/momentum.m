## -*- texinfo -*-
## @deftypefn {} {[@var{P}, @var{v}] =} momentum (@var{P}, @var{dP}, @
##   @var{v}, @var{learning_rate}, @var{beta1})
## One step of momentum as the course has it: an average of gradients.
##
## v = beta1 v + (1 - beta1) dP, P = P - learning_rate v.
##
## @var{P} is a parameter, such as W1, n_rows x n_columns; @var{dP} is its
## gradient, n_rows x n_columns; @var{v} is the average of gradients, n_rows x
## n_columns, zeros before the first update.  @var{learning_rate} is finite and
## above 0; @var{beta1} is in [0, 1).  Both are returned after the update.
##
## Source: Ganesh, "Deep Learning from first principles", part 7.
## @seealso{classical_momentum, gradient_descent}
## @end deftypefn

function [P, v] = momentum (P, dP, v, learning_rate, beta1)
  __fp_check_arguments__ ();
  v = beta1 * v + (1 - beta1) * dP;
  P = P - learning_rate * v;
endfunction

%!test # two updates by an average of gradients
%! [P, v] = momentum ([1, -2], [4, -8], [0, 0], 0.5, 0.75);
%! assert (v, [1, -2]);
%! assert (P, [0.5, -1]);
%! [P, v] = momentum (P, [4, -8], v, 0.5, 0.75);
%! assert (v, [1.75, -3.5]);
%! assert (P, [-0.375, 0.75]);
%!test # without a memory it is gradient descent
%! assert (momentum ([1, -2], [4, -8], [5, 5], 0.25, 0),
%!         gradient_descent ([1, -2], [4, -8], 0.25));
%!error <Invalid call to momentum> momentum (1, 1, 0, 0.5)
%!error <^momentum: learning_rate: expected a finite number above 0, got 0$>
%! momentum (1, 1, 0, 0, 0.9)
%!error <^momentum: P: expected a matrix, got a list$>
%! momentum ({1}, 1, 0, 0.5, 0.9)
%!error <^momentum: v: expected 1 x 1, got 2 x 1$>
%! momentum (1, 1, [0; 0], 0.5, 0.9)
%!error <^momentum: dP: expected finite values, got NaN or Inf$>
%! momentum (1, NaN, 0, 0.5, 0.9)
%!error <^momentum: beta1: expected a number of at least 0 and below 1, got 1$>
%! momentum (1, 1, 0, 0.5, 1)
