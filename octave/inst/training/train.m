## -*- texinfo -*-
## @deftypefn  {} {[@var{parameters}, @var{losses}] =} train (@var{X}, @
##   @var{labels}, @var{parameters}, @var{network}, @var{optimizer}, @
##   @var{steps})
## @deftypefnx {} {[@var{parameters}, @var{losses}] =} train (@var{X}, @
##   @var{labels}, @var{parameters}, @var{network}, @var{optimizer}, @
##   @var{steps}, @var{batch_size}, @var{seed})
## Train a network for a number of steps.
##
## @var{X} is n_features x n_samples; @var{labels} is n_samples x 1, 0-based;
## @var{parameters} is a struct of matrices, the initial weights and biases;
## @var{network} comes from @code{new_network}, @var{optimizer} from
## @code{new_optimizer}; @var{steps} is the number of updates.  @var{batch_size}
## is the number of samples of a step, by default (or if empty) all; @var{seed},
## 0 by default, is that of batches and dropout masks.
##
## The parameters after the last update are returned, and @var{losses},
## 1 x @var{steps}, the loss before each update.
##
## NaN and Inf that training itself makes are no error: they stand in
## @var{losses}.
##
## Source: Ganesh, "Deep Learning from first principles", parts 5 to 7.
## @seealso{train_step, train_case, new_network, new_optimizer}
## @end deftypefn

function [parameters, losses] = train (X, labels, parameters, network,
                                       optimizer, steps, batch_size = [],
                                       seed = 0)
  __fp_check_arguments__ ();
  if (isempty (batch_size))
    batch_size = columns (X);
  endif
  training_case = struct ("id", "", "X", X, "labels", labels,
                          "parameters", parameters, "network", network,
                          "optimizer", optimizer, "steps", steps,
                          "seed", seed, "batch_size", batch_size);
  Y = network_targets (labels, network);      # n_outputs x n_samples
  [parameters, losses] = run_steps (training_case, Y, parameters, steps);
endfunction

function [parameters, losses] = run_steps (training_case, Y, parameters, steps)
  state = optimizer_state (parameters, training_case.optimizer);
  losses = zeros (1, steps);
  guard = __fp_unchecked__ ();
  for number = 1:steps
    step = train_step (training_case, Y, parameters, state, number - 1);
    losses(number) = step.loss;
    parameters = step.parameters;
    state = step.state;
  endfor
endfunction

%!shared X, labels, network, optimizer, start
%! X = [-2, -1, 1, 2; 1, 0, 0, -1];
%! labels = [0; 0; 1; 1];
%! network = new_network ([2, 3, 2], {"tanh", "softmax"},
%!                        "categorical_cross_entropy");
%! optimizer = new_optimizer ("gradient_descent", 0.5);
%! start = struct ("W1", [1, 0; 0, 1; 0.5, 0.5], "b1", zeros (3, 1),
%!                 "W2", [1, 0, -1; 0, 1, 0.25], "b2", zeros (2, 1));
%!test # it learns, and N steps are N updates
%! [parameters, losses] = train (X, labels, start, network, optimizer, 50);
%! assert (size (losses), [1, 50]);
%! assert (all (diff (losses) < 0));
%! assert (accuracy (labels, predict_labels (X, parameters, network)), 1);
%!test # the seed is 0 unless it is given
%! seed = @(varargin) train (X, labels, start, network, optimizer, 5, 1, ...
%!                           varargin{:});
%! assert (seed (), seed (0));
%! assert (! isequal (seed (), seed (1)));
%!test # the same as single steps, bit for bit
%! [parameters, losses] = train (X, labels, start, network, optimizer, 3);
%! by_hand = start;
%! example = struct ("id", "", "X", X, "labels", labels,
%!                   "parameters", start, "network", network,
%!                   "optimizer", optimizer, "steps", 3, "seed", 0,
%!                   "batch_size", 4);
%! for number = 1:3
%!   step = train_step (example, one_hot (labels, 2), by_hand, struct (),
%!                      number - 1);
%!   assert (losses(number), step.loss);
%!   by_hand = step.parameters;
%! endfor
%! assert (parameters, by_hand);
%!test # the same as train_case, bit for bit, with every optimizer
%! dropped = setfield (network, "keep_prob", 0.5);
%! for name = {"gradient_descent", "momentum", "classical_momentum", ...
%!              "rmsprop", "adam"}
%!   example = struct ("id", "", "X", X, "labels", labels,
%!                     "parameters", start,
%!                     "network", dropped, "steps", 6, "seed", 2,
%!                     "batch_size", 3,
%!                     "optimizer", new_optimizer (name{1}, 0.1));
%!   [parameters, losses] = train (X, labels, start, dropped,
%!                                 example.optimizer, 6, 3, 2);
%!   trace = train_case (example);
%!   assert (losses, trace.loss);
%!   assert (parameters.W1, trace.W1(:,:,6));
%!   assert (parameters.b2, trace.b2(:,:,6));
%! endfor
%!test # batches and masks come from the seed
%! dropped = setfield (network, "keep_prob", 0.5);
%! by_adam = new_optimizer ("adam", 0.1);
%! run = @(seed) nthargout (2, @train, X, labels, start, dropped, by_adam, 9,
%!                          3, seed);
%! assert (run (6), run (6));
%! assert (! isequal (run (6), run (7)));
%!test # one batch of all samples, or of more, is no batch at all
%! [parameters, losses] = train (X, labels, start, network, optimizer, 5);
%! for batch_size = {4, 100, []}
%!   [same, same_losses] = train (X, labels, start, network, optimizer, 5,
%!                                batch_size{1}, 3);
%!   assert (same, parameters);
%!   assert (same_losses, losses);
%! endfor
%!test # a run that diverges reaches the end, and the checks come back
%! wild = new_optimizer ("gradient_descent", 1e308);
%! relu_network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                             "categorical_cross_entropy");
%! [parameters, losses] = train (X, labels, start, relu_network, wild, 4);
%! assert (isfinite (losses), [true, false, false, false]);
%! assert (isnan (parameters.W2(1)));
%! global __fp_checks_enabled__
%! assert (__fp_checks_enabled__);
%!error <Invalid call to train> train (1, 2, 3, 4, 5)
%!error <^train: steps: expected a whole number of at least 1, got 0$>
%! train (X, labels, start, network, optimizer, 0)
%!error <^train: batch_size: expected a whole number of at least 1, got 0$>
%! train (X, labels, start, network, optimizer, 1, 0)
%!error <^train: seed: expected a whole number from 0 to 2\^53 - 1, got -1$>
%! train (X, labels, start, network, optimizer, 1, 2, -1)
%!error <^train: labels: expected whole numbers from 0 to 1, got 2$>
%! train (X, labels + 1, start, network, optimizer, 1)
%!error <^train: labels: expected 4 labels, got 3$>
%! train (X, labels(1:3), start, network, optimizer, 1)
%!error <^train: W1: expected 3 x 2, got 2 x 3$>
%! train (X, labels, setfield (start, "W1", ones (2, 3)), network, optimizer, 1)
%!error <^train: parameters: expected W1, b1, W2, b2, got W3$>
%! train (X, labels, setfield (start, "W3", 1), network, optimizer, 1)
%!error <^train: W2: expected finite values, got NaN or Inf$>
%! train (X, labels, setfield (start, "W2", NaN (2, 3)), network, optimizer, 1)
%!error <^train: X: expected finite values, got NaN or Inf$>
%! train (NaN (2, 4), labels, start, network, optimizer, 1)
