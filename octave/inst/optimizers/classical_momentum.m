## -*- texinfo -*-
## @deftypefn {} {[@var{P}, @var{v}] =} classical_momentum (@var{P}, @
##   @var{dP}, @var{v}, @var{learning_rate}, @var{beta1})
## One step of classical momentum, with a fading sum of gradients.
##
## v = beta1 v + dP, P = P - learning_rate v.
##
## @var{P} is a parameter, such as W1, n_rows x n_columns; @var{dP} is its
## gradient, n_rows x n_columns; @var{v} is the fading sum of gradients, n_rows
## x n_columns, zeros before the first update.  @var{learning_rate} is finite
## and above 0; @var{beta1} is in [0, 1).  Both are returned after the update.
##
## Source: Polyak (1964), "Some methods of speeding up the convergence of
## iteration methods", in the form that PyTorch gives it.
## @seealso{momentum}
## @end deftypefn

function [P, v] = classical_momentum (P, dP, v, learning_rate, beta1)
  __fp_check_arguments__ ();
  v = beta1 * v + dP;
  P = P - learning_rate * v;
endfunction

%!test # two updates by a sum of gradients
%! [P, v] = classical_momentum (3, 2, 0, 0.5, 0.75);
%! assert (v, 2);
%! [P, v] = classical_momentum (P, 2, v, 0.5, 0.75);
%! assert (v, 3.5);
%! assert (P, 0.25);
%!test # without a memory it is gradient descent
%! assert (classical_momentum ([1, -2], [4, -8], [5, 5], 0.25, 0),
%!         gradient_descent ([1, -2], [4, -8], 0.25));
%!error <Invalid call to classical_momentum> classical_momentum (1)
%!error <^classical_momentum: v: expected 1 x 1, got 1 x 2$>
%! classical_momentum (1, 1, [0, 0], 0.5, 0.9)
%!error <^classical_momentum: beta1: expected a number of at least 0 and below 1, got -1$>
%! classical_momentum (1, 1, 0, 0.5, -1)
