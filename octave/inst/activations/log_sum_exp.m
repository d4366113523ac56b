## -*- texinfo -*-
## @deftypefn {} {@var{S} =} log_sum_exp (@var{Z})
## Logarithm of the sum of exponentials of each column.
##
## The largest entry of a column is taken out first, so that nothing
## overflows: log sum exp(z) = z_max + log sum exp(z - z_max).
##
## @var{Z} is n_classes x n_samples, @var{S} is 1 x n_samples.
##
## Source: Blanchard, Higham and Higham (2021), "Accurately computing the
## log-sum-exp and softmax functions".
## @seealso{softmax, categorical_cross_entropy}
## @end deftypefn

function S = log_sum_exp (Z)
  __fp_check_arguments__ ();
  largest = max (Z, [], 1);                   # 1 x n_samples
  S = largest + log (sum (exp (Z - largest), 1));
endfunction

%!assert (log_sum_exp ([0; 0; 0]), log (3), eps (2))
%!test # equals the plain formula where that one does not overflow
%! Z = [1, -2, 0.5; 3, 4, -6; 6, 0, 2];
%! assert (log_sum_exp (Z), log (sum (exp (Z), 1)), 4 * eps (8));
%!assert (log_sum_exp ([800, -800; 0, -800; -5, -801]),
%!        [800, -800 + log(2 + exp (-1))], eps (800))
%!assert (log_sum_exp ([3, -4]), [3, -4])
%!error <Invalid call to log_sum_exp> log_sum_exp ()
%!error <^log_sum_exp: Z: expected finite values, got NaN or Inf$>
%! log_sum_exp ([1; Inf])
