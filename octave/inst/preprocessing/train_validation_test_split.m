## -*- texinfo -*-
## @deftypefn {} {[@var{train}, @var{validation}, @var{test}] =} @
##   train_validation_test_split (@var{n_samples}, @var{validation_share}, @
##   @var{test_share}, @var{seed})
## Numbers of the samples to train on, to tune with, and for the test.
##
## The test is that of @code{train_test_split}.  Of the others, the first
## floor (n_samples validation_share + 1/2) are for validation: choices are
## made by them, so that the test stays unseen until the end.
##
## @var{n_samples} is at least 3, @var{validation_share} and @var{test_share}
## are shares of all samples; each of the three parts must get a sample.
## @var{seed} is a whole number from 0 to 2^53 - 1.  @var{train}, n_train x 1,
## @var{validation}, n_validation x 1, and @var{test}, n_test x 1, are sample
## numbers, counted from 1, in random order; together they are all samples, none
## twice.
##
## Raises an error if a part would be empty.
##
## Source: Hastie, Tibshirani and Friedman, "The elements of statistical
## learning", section 7.2; Ganesh, "Deep Learning from first principles",
## part 8.
## @seealso{train_test_split, random_search}
## @end deftypefn

function [train, validation, test] = train_validation_test_split (n_samples,
                                   validation_share, test_share, seed)
  __fp_check_arguments__ ();
  caller = "train_validation_test_split";
  n_validation = part_size (caller, "validation_share", n_samples,
                            validation_share);
  n_test = part_size (caller, "test_share", n_samples, test_share);
  if (n_validation + n_test >= n_samples)
    __fp_refuse__ (caller, "test_share",
                   "shares that leave samples to train on",
                   __fp_describe__ (test_share));
  endif
  [others, test] = train_test_split (n_samples, test_share, seed);
  validation = others(1:n_validation);        # n_validation x 1
  train = others(n_validation + 1:end);       # n_train x 1
endfunction

%!test # every sample is in one part, and the test is train_test_split's
%! [train, validation, test] = train_validation_test_split (101, 0.2, 0.25, 4);
%! assert ([rows(train), rows(validation), rows(test)], [56, 20, 25]);
%! assert (sort ([train; validation; test]), (1:101)');
%! [~, same] = train_test_split (101, 0.25, 4);
%! assert (test, same);
%!test # the parts may be of any sizes that leave some
%! [train, validation, test] = train_validation_test_split (10, 0.2, 0.6, 0);
%! assert ([rows(train), rows(validation), rows(test)], [2, 2, 6]);
%!test # one sample each
%! [train, validation, test] = train_validation_test_split (3, 1/3, 1/3, 0);
%! assert (sort ([train; validation; test]), [1; 2; 3]);
%!error <Invalid call to train_validation_test_split>
%! train_validation_test_split (10, 0.5, 0.2)
%!error <^train_validation_test_split: n_samples: expected a whole number of at least 3, got 2$>
%! train_validation_test_split (2, 0.5, 0.5, 0)
%!error <^train_validation_test_split: validation_share: expected a share that leaves each part a sample, got 0.04$>
%! train_validation_test_split (10, 0.04, 0.5, 0)
%!error <^train_validation_test_split: test_share: expected a finite number above 0, got 0$>
%! train_validation_test_split (10, 0.4, 0, 0)
%!error <^train_validation_test_split: test_share: expected shares that leave samples to train on, got 0.5$>
%! train_validation_test_split (10, 0.5, 0.5, 0)
%!error <^train_validation_test_split: seed: expected a whole number from 0 to 2\^53 - 1, got -1$>
%! train_validation_test_split (10, 0.3, 0.3, -1)
