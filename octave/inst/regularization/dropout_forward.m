## -*- texinfo -*-
## @deftypefn {} {@var{A} =} dropout_forward (@var{A}, @var{mask}, @
##   @var{keep_prob})
## Drop units and scale up the others: A * mask / keep_prob.
##
## The expected value stays A, so prediction needs no dropout at all.
##
## @var{A} is the output of a hidden layer and @var{mask} comes from
## @code{dropout_mask}, both n_units x n_samples; @var{keep_prob} is above 0
## and at most 1, the same as for the mask.  The result is
## n_units x n_samples.
##
## Source: Ganesh, "Deep Learning from first principles", part 6.
## @seealso{dropout_mask, dropout_backward}
## @end deftypefn

function A = dropout_forward (A, mask, keep_prob)
  __fp_check_arguments__ ();
  A = A .* mask / keep_prob;                  # n_units x n_samples
endfunction

%!assert (dropout_forward ([1, -2, 3; 4, 5, 6], [1, 0, 1; 0, 1, 1], 0.5),
%!        [2, 0, 6; 0, 10, 12])
%!test # keep_prob = 1 is the identity in every bit
%! A = [0.1, -0, 5e-324; -1/3, 1e308, 0];
%! same = dropout_forward (A, ones (2, 3), 1);
%! assert (typecast (same(:), "uint64"), typecast (A(:), "uint64"));
%!test # the mean stays, within 5 standard errors of 2e4 entries
%! mask = dropout_mask (100, 200, 0.8, 0, 1, 0);
%! assert (mean (dropout_forward (ones (100, 200), mask, 0.8)(:)), 1,
%!         5 * sqrt (0.25 / 2e4));
%!error <Invalid call to dropout_forward> dropout_forward (1)
%!error <^dropout_forward: mask: expected 2 x 3, got 3 x 2$>
%! dropout_forward (ones (2, 3), ones (3, 2), 0.5)
%!error <^dropout_forward: A: expected finite values, got NaN or Inf$>
%! dropout_forward (NaN, 1, 0.5)
%!error <^dropout_forward: keep_prob: expected a number above 0 and at most 1, got 1.5$>
%! dropout_forward (1, 1, 1.5)
