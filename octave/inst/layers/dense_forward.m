## -*- texinfo -*-
## @deftypefn {} {@var{Z} =} dense_forward (@var{A_prev}, @var{W}, @var{b})
## Weighted inputs of a dense layer, Z = W A_prev + b.
##
## @var{A_prev} is the output of the layer before, n_in x n_samples;
## @var{W} is n_out x n_in and @var{b} is n_out x 1.  @var{Z} is
## n_out x n_samples.
##
## Source: Ganesh, "Deep Learning from first principles", part 3.
## @seealso{dense_gradients, dense_backward}
## @end deftypefn

function Z = dense_forward (A_prev, W, b)
  __fp_check_arguments__ ();
  Z = W * A_prev + b;                         # n_out x n_samples
endfunction

%!assert (dense_forward ([1, 2, 3; 4, 5, 6], [1, 0; 0, 1; 1, -1], [10; 20; 30]),
%!        [11, 12, 13; 24, 25, 26; 27, 27, 27])
%!assert (dense_forward (2, 3, 0.5), 6.5)
%!error <Invalid call to dense_forward> dense_forward (1, 1)
%!error <^dense_forward: W: expected 3 x 2, got 3 x 4$>
%! dense_forward (ones (2, 5), ones (3, 4), ones (3, 1))
%!error <^dense_forward: b: expected 3 x 1, got 1 x 3$>
%! dense_forward (ones (2, 5), ones (3, 2), ones (1, 3))
%!error <^dense_forward: A_prev: expected finite values, got NaN or Inf$>
%! dense_forward (NaN, 1, 1)
