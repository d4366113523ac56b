## -*- texinfo -*-
## @deftypefn {} {@var{samples} =} batch_samples (@var{n_samples}, @
##   @var{batch_size}, @var{seed}, @var{step})
## Numbers of the samples in the batch of a training step.
##
## With k = batch_count(n_samples, batch_size), the step belongs to epoch
## step div k and takes batch number step mod k of it.  An epoch is cut from
## the permutation of purpose @qcode{"batches"} at step epoch.  A single batch
## holds all samples in their own order, so that it is the same as training
## without batches.
##
## @var{n_samples} and @var{batch_size} are whole numbers of at least 1; a
## @var{batch_size} above @var{n_samples} is one batch of all.  @var{seed} and
## @var{step} are whole numbers from 0 to 2^53 - 1.  @var{samples} is a column
## of n_batch sample numbers, counted from 1; n_batch is batch_size or, at the
## end of an epoch, what is left.
##
## Source: Bottou (2012), "Stochastic gradient descent tricks"; Ganesh, "Deep
## Learning from first principles", part 5.
## @seealso{batch_count, random_permutation}
## @end deftypefn

function samples = batch_samples (n_samples, batch_size, seed, step)
  __fp_check_arguments__ ();
  count = batch_count (n_samples, batch_size);
  if (count == 1)
    samples = (1:double (n_samples))';        # n_samples x 1
    return;
  endif
  batch = mod (double (step), count);
  epoch = (double (step) - batch) / count;
  order = random_permutation (seed, "batches", epoch, n_samples);
  first = batch * double (batch_size) + 1;
  last = min (first + double (batch_size) - 1, double (n_samples));
  samples = order(first:last);                # n_batch x 1
endfunction

%!test # an epoch takes every sample once; its last batch holds the rest
%! samples = cell (1, 3);
%! for step = 0:2
%!   samples{step + 1} = batch_samples (7, 3, 5, step);
%! endfor
%! assert (cellfun (@numel, samples), [3, 3, 1]);
%! assert (sort (vertcat (samples{:})), (1:7)');
%! assert (vertcat (samples{:}), random_permutation (5, "batches", 0, 7));
%!test # the next epoch has an order of its own
%! assert (batch_samples (7, 3, 5, 4),
%!         random_permutation (5, "batches", 1, 7)(4:6));
%!test # a single batch holds all samples in their own order, at every step
%! assert (batch_samples (5, 5, 0, 0), (1:5)');
%! assert (batch_samples (5, 9, 0, 3), (1:5)');
%! assert (batch_samples (1, 1, 0, 0), 1);
%!error <Invalid call to batch_samples> batch_samples (5, 2)
%!error <^batch_samples: n_samples: expected a whole number of at least 1, got 0$>
%! batch_samples (0, 2, 0, 0)
%!error <^batch_samples: batch_size: expected a whole number of at least 1, got -2$>
%! batch_samples (5, -2, 0, 0)
%!error <^batch_samples: seed: expected a whole number from 0 to 2\^53 - 1, got nan$>
%! batch_samples (5, 2, NaN, 0)
%!error <^batch_samples: step: expected a whole number from 0 to 2\^53 - 1, got 1.5$>
%! batch_samples (5, 2, 0, 1.5)
