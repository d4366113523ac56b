## -*- texinfo -*-
## @deftypefn {} {[@var{train}, @var{test}] =} train_test_split ( @
##   @var{n_samples}, @var{test_share}, @var{seed})
## Numbers of the samples to train on, and of those kept for the test.
##
## The permutation of purpose @qcode{"split"} at step 0 is cut in two: its
## first floor (n_samples test_share + 1/2) samples are the test.
##
## @var{n_samples} is at least 2, @var{test_share} the share of the test
## samples; both parts must get a sample.  @var{seed} is a whole number from 0
## to 2^53 - 1.  @var{train}, n_train x 1, and @var{test}, n_test x 1, are
## sample numbers, counted from 1, in random order.
##
## Raises an error if a part would be empty.
##
## Source: Ganesh, "Deep Learning from first principles", part 1.
## @seealso{train_validation_test_split, standardize}
## @end deftypefn

function [train, test] = train_test_split (n_samples, test_share, seed)
  __fp_check_arguments__ ();
  n_test = part_size ("train_test_split", "test_share", n_samples, test_share);
  order = random_permutation (seed, "split", 0, n_samples);  # n_samples x 1
  test = order(1:n_test);                     # n_test x 1
  train = order(n_test + 1:end);              # n_train x 1
endfunction

%!test # every sample is in one part
%! for part = [569, 10, 100, 2, 2, 3; 0.25, 0.25, 0.07, 0.5, 0.25, 0.5; ...
%!             142, 3, 7, 1, 1, 2]
%!   [train, test] = train_test_split (part(1), part(2), 0);
%!   assert (rows (test), part(3));
%!   assert (sort ([train; test]), (1:part(1))');
%! endfor
%!test # the split is cut from the permutation of its seed
%! [train, test] = train_test_split (10, 0.3, 7);
%! assert ([test; train], random_permutation (7, "split", 0, 10));
%! [~, other] = train_test_split (10, 0.3, 8);
%! assert (! isequal (test, other));
%!error <Invalid call to train_test_split> train_test_split (10, 0.5)
%!error <^train_test_split: n_samples: expected a whole number of at least 2, got 1$>
%! train_test_split (1, 0.5, 0)
%!error <^train_test_split: test_share: expected a finite number above 0, got 0$>
%! train_test_split (10, 0, 0)
%!error <^train_test_split: test_share: expected a finite number above 0, got nan$>
%! train_test_split (10, NaN, 0)
%!error <^train_test_split: test_share: expected a share that leaves each part a sample, got 0.04$>
%! train_test_split (10, 0.04, 0)
%!error <^train_test_split: test_share: expected a share that leaves each part a sample, got 1$>
%! train_test_split (2, 1, 0)
%!error <^train_test_split: test_share: expected a share that leaves each part a sample, got 1e\+308$>
%! train_test_split (9, 1e308, 0)
%!error <^train_test_split: seed: expected a whole number from 0 to 2\^53 - 1, got -1$>
%! train_test_split (10, 0.5, -1)
