## -*- texinfo -*-
## @deftypefn {} {@var{J} =} softmax_jacobian (@var{P})
## Jacobian of softmax from its output, for each sample.
##
## dp_j/dz_k = p_j (1@{j = k@} - p_k).
##
## @var{P} is the output of @code{softmax}, n_classes x n_samples.  @var{J} is
## n_classes x n_classes x n_samples: entry (j, k, i) is the derivative of
## output j by input k, sample i.
##
## Source: Roelants, "How to implement a neural network, Intermezzo 2".
## @seealso{softmax}
## @end deftypefn

function J = softmax_jacobian (P)
  __fp_check_arguments__ ();
  [n_classes, n_samples] = size (P);
  P_j = reshape (P, n_classes, 1, n_samples);
  P_k = reshape (P, 1, n_classes, n_samples);
  identity = full (eye (n_classes));          # n_classes x n_classes
  J = P_j .* (identity - P_k);                # and x n_samples
endfunction

%!assert (softmax_jacobian ([0.25; 0.75]), [0.1875, -0.1875; -0.1875, 0.1875])
%!test # one page a sample, each diag (p) - p p'
%! P = softmax ([1, -2; 3, 0; 6, 1]);
%! J = softmax_jacobian (P);
%! assert (size (J), [3, 3, 2]);
%! for sample = 1:2
%!   p = P(:,sample);
%!   assert (J(:,:,sample), diag (p) - p * p', eps);
%! endfor
%!test # agrees with a central difference, which is good to h^2
%! z = [0.3; -1; 2];
%! h = 1e-5;
%! slope = zeros (3);
%! for k = 1:3
%!   shift = h * ((1:3)' == k);
%!   slope(:,k) = (softmax (z + shift) - softmax (z - shift)) / (2 * h);
%! endfor
%! assert (softmax_jacobian (softmax (z)), slope, 1e-10);
%!error <Invalid call to softmax_jacobian> softmax_jacobian ()
%!error <^softmax_jacobian: P: expected a matrix, got 2 x 2 x 2 numbers$>
%! softmax_jacobian (ones (2, 2, 2))
