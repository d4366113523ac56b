## -*- texinfo -*-
## @deftypefn {} {@var{X} =} standardize_with (@var{X}, @var{mean}, @
##   @var{scale})
## Scale samples by the mean and scale of other samples.
##
## (x - mean) / scale.
##
## @var{X} is n_features x n_samples, before and after; @var{mean} and
## @var{scale}, above 0, are n_features x 1.
##
## Source: LeCun et al. (1998), "Efficient BackProp", section 4.3; Ganesh, "Deep
## Learning from first principles", part 1.
## @seealso{standardize}
## @end deftypefn

function X = standardize_with (X, mean, scale)
  __fp_check_arguments__ ();
  X = (X - mean) ./ scale;                    # n_features x n_samples
endfunction

%!test # a test set is scaled as the training set
%! X = sin (reshape (1:60, 3, 20));
%! [scaled, mean, scale] = standardize (X);
%! assert (standardize_with (X(:,4:6), mean, scale), scaled(:,4:6));
%!assert (standardize_with ([5; 8], [1; 2], [2; 3]), [2; 2])
%!error <Invalid call to standardize_with> standardize_with (1, 2)
%!error <^standardize_with: mean: expected 2 x 1, got 3 x 1$>
%! standardize_with (ones (2, 5), ones (3, 1), ones (2, 1))
%!error <^standardize_with: scale: expected 2 x 1, got 1 x 2$>
%! standardize_with (ones (2, 5), ones (2, 1), ones (1, 2))
%!error <^standardize_with: scale: expected numbers above 0, got 0$>
%! standardize_with (1, 1, 0)
%!error <^standardize_with: scale: expected numbers above 0, got -0.5$>
%! standardize_with ([1; 1], [1; 1], [1; -0.5])
