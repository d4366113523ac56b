## -*- texinfo -*-
## @deftypefn {} {@var{dA_prev} =} dense_backward (@var{dZ}, @var{W})
## Gradient with respect to a dense layer's input, dA_prev = W' dZ.
##
## @var{dZ} is n_out x n_samples and @var{W} is n_out x n_in.  @var{dA_prev} is
## n_in x n_samples.
##
## Source: Rumelhart, Hinton and Williams (1986), "Learning representations by
## back-propagating errors".
## @seealso{dense_forward, dense_gradients, activation_backward}
## @end deftypefn

function dA_prev = dense_backward (dZ, W)
  __fp_check_arguments__ ();
  dA_prev = W' * dZ;                          # n_in x n_samples
endfunction

%!test # a square W would hide a missing transpose; a skew one does not
%! assert (dense_backward ([1, 2; 3, 4], [0, 1; -1, 2]), [-3, -4; 7, 10]);
%!assert (dense_backward ([1, 2], [5, 6, 7]), [5, 10; 6, 12; 7, 14])
%!error <Invalid call to dense_backward> dense_backward (1)
%!error <^dense_backward: W: expected 3 x 2, got 2 x 2$>
%! dense_backward (ones (3, 4), ones (2, 2))
%!error <^dense_backward: dZ: expected a matrix, got a list$>
%! dense_backward ({}, 1)
