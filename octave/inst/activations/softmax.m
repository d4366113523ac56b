## -*- texinfo -*-
## @deftypefn {} {@var{P} =} softmax (@var{Z})
## Softmax of each column, shifted by the largest entry.
##
## @var{Z} holds scores, n_classes x n_samples; @var{P} has the same shape,
## and its columns are non-negative and sum to one.
##
## Source: Blanchard, Higham and Higham (2021), "Accurately computing the
## log-sum-exp and softmax functions".
## @seealso{softmax_jacobian, log_sum_exp, categorical_cross_entropy}
## @end deftypefn

function P = softmax (Z)
  __fp_check_arguments__ ();
  E = exp (Z - max (Z, [], 1));               # n_classes x n_samples
  P = E ./ sum (E, 1);
endfunction

%!test # the worked numbers of the course, rounded to four digits
%! assert (softmax ([1; 3; 6]), [0.0064; 0.0471; 0.9465], 5e-5);
%!test # columns sum to one and do not mix
%! Z = [1, -2, 0.5; 3, 4, -6; 6, 0, 2];
%! P = softmax (Z);
%! assert (sum (P, 1), ones (1, 3), 2 * eps);
%! assert (softmax (Z(:, 2)), P(:, 2));
%! assert (log (P(2,:) ./ P(1,:)), Z(2,:) - Z(1,:), 8 * eps (8));
%!assert (softmax ([800; 0; -5]), [1; 0; 0])
%!assert (softmax ([-800; -800]), [0.5; 0.5])
%!assert (softmax ([7, -7]), [1, 1])
%!error <Invalid call to softmax> softmax ()
%!error <^softmax: Z: expected finite values, got NaN or Inf$> softmax (NaN)
