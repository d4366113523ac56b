## -*- texinfo -*-
## @deftypefn {} {[@var{dW}, @var{db}] =} dense_gradients (@var{dZ}, @
##   @var{A_prev})
## Gradients of a dense layer's weights and biases.
##
## dW = dZ A_prev', db = row sums of dZ.  The division by the number of
## samples is already in @var{dZ}, since it belongs to the loss.
##
## @var{dZ} is the gradient of the loss with respect to Z, n_out x n_samples;
## @var{A_prev} is n_in x n_samples.  @var{dW} is n_out x n_in and @var{db} is
## n_out x 1.
##
## Source: Rumelhart, Hinton and Williams (1986), "Learning representations by
## back-propagating errors".
## @seealso{dense_forward, dense_backward}
## @end deftypefn

function [dW, db] = dense_gradients (dZ, A_prev)
  __fp_check_arguments__ ();
  dW = dZ * A_prev';                          # n_out x n_in
  db = sum (dZ, 2);                           # n_out x 1
endfunction

%!test # one gradient a weight, one a unit
%! [dW, db] = dense_gradients ([1, 2; 3, -4; 0.5, 0.25], [1, 10; 2, 20]);
%! assert (dW, [21, 42; -37, -74; 3, 6]);
%! assert (db, [3; -1; 0.75]);
%!error <Invalid call to dense_gradients> dense_gradients (1)
%!error <^dense_gradients: A_prev: expected 2 x 4, got 2 x 5$>
%! dense_gradients (ones (3, 4), ones (2, 5))
%!error <^dense_gradients: dZ: expected finite values, got NaN or Inf$>
%! dense_gradients (Inf, 1)
