## -*- texinfo -*-
## @deftypefn {} {[@var{X}, @var{mean}, @var{scale}] =} standardize (@var{X})
## Give each feature mean 0 and variance 1.
##
## (x - mean) / scale, where the scale is the root of the mean squared distance
## from the mean: the variance of the population, not the estimate with
## n_samples - 1.  A constant feature becomes 0, with scale 1.
##
## @var{X} is n_features x n_samples; @var{mean} and @var{scale} are
## n_features x 1, for @code{standardize_with}: a test set is scaled as the
## training set.
##
## Source: LeCun et al. (1998), "Efficient BackProp", section 4.3; Ganesh,
## "Deep Learning from first principles", part 1.
## @seealso{standardize_with, train_test_split}
## @end deftypefn

function [X, mean, scale] = standardize (X)
  __fp_check_arguments__ ();
  n_samples = columns (X);
  # Seen from its first sample, a constant feature is exactly 0.
  first = X(:,1);                             # n_features x 1
  mean = first + sum (X - first, 2) / n_samples;  # n_features x 1
  scale = sqrt (sum ((X - mean) .^ 2, 2) / n_samples);  # n_features x 1
  scale(scale == 0) = 1;
  X = standardize_with (X, mean, scale);      # n_features x n_samples
endfunction

%!test # worked numbers
%! [X, mean, scale] = standardize ([1, 3; 10, 40]);
%! assert (X, [-1, 1; -1, 1]);
%! assert (mean, [2; 25]);
%! assert (scale, [1; 15]);
%!test # features of any scale have mean 0 and variance 1
%! X = standardize ([1e-6; 1; 1e6] .* sin (reshape (1:600, 3, 200)));
%! assert (sum (X, 2) / 200, zeros (3, 1), 1e-14);
%! assert (sum (X .^ 2, 2) / 200, ones (3, 1), 1e-14);
%!test # a constant feature becomes exactly 0
%! for value = [0, 0.1, -1/3, 1e300]
%!   [X, mean, scale] = standardize (repmat (value, 1, 10));
%!   assert (X, zeros (1, 10));
%!   assert ([mean, scale], [value, 1]);
%! endfor
%!assert (standardize ([3; -0.5]), [0; 0])
%!error <Invalid call to standardize> standardize ()
%!error <^standardize: X: expected a matrix, got a list$> standardize ({1})
%!error <^standardize: X: expected finite values, got NaN or Inf$>
%! standardize ([1, NaN])
