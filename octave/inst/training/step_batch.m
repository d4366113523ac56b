## -*- texinfo -*-
## @deftypefn {} {[@var{X}, @var{Y}] =} step_batch (@var{training_case}, @
##   @var{Y}, @var{step})
## Samples and targets that a step trains on.
##
## @var{training_case} comes from @code{read_case}; @var{Y}, n_outputs x
## n_samples, holds the targets of all samples; @var{step} counts from 0.
##
## @var{X} is n_features x n_batch and @var{Y} n_outputs x n_batch.
##
## Source: Ganesh, "Deep Learning from first principles", part 5.
## @seealso{batch_samples, train_step}
## @end deftypefn

function [X, Y] = step_batch (training_case, Y, step)
  __fp_check_arguments__ ();
  X = training_case.X;
  if (training_case.batch_size >= columns (X))
    return;
  endif
  samples = batch_samples (columns (X), training_case.batch_size,
                           training_case.seed, step);
  X = X(:,samples);                           # n_features x n_batch
  Y = Y(:,samples);                           # n_outputs x n_batch
endfunction

%!shared example, Y
%! labels = [0; 1; 2; 0; 1; 2; 0];
%! example = struct (
%!   "id", "example", "X", [1:7; 11:17], "labels", labels,
%!   "parameters", struct ("W1", ones (3, 2), "b1", zeros (3, 1)),
%!   "network", new_network ([2, 3], {"softmax"},
%!                           "categorical_cross_entropy"),
%!   "optimizer", new_optimizer ("gradient_descent", 0.1), "steps", 9,
%!   "seed", 5, "batch_size", 3);
%! Y = one_hot (labels, 3);
%!test # a sample keeps its target; the last batch holds the rest
%! for step = 0:4
%!   [X_batch, Y_batch] = step_batch (example, Y, step);
%!   samples = batch_samples (7, 3, 5, step);
%!   assert (X_batch, [samples, samples + 10]');
%!   assert (Y_batch, Y(:,samples));
%! endfor
%! assert (size (step_batch (example, Y, 2)), [2, 1]);
%!test # a batch as large as the data, or larger, is the data
%! for batch_size = [7, 100]
%!   whole = setfield (example, "batch_size", batch_size);
%!   [X_batch, Y_batch] = step_batch (whole, Y, 4);
%!   assert (X_batch, example.X);
%!   assert (Y_batch, Y);
%! endfor
%!error <Invalid call to step_batch> step_batch (1, 2)
%!error <^step_batch: step: expected a whole number from 0 to 2\^53 - 1, got -1$>
%! step_batch (example, Y, -1)
%!error <^step_batch: Y: expected 3 x 7, got 3 x 6$>
%! step_batch (example, Y(:,1:6), 0)
%!error <^step_batch: training_case: expected labels, got none$>
%! step_batch (rmfield (example, "labels"), Y, 0)
