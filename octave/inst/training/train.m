## -*- texinfo -*-
## @deftypefn {} {[@var{parameters}, @var{losses}] =} train (@var{X}, @
##   @var{labels}, @var{parameters}, @var{network}, @var{optimizer}, @
##   @var{steps})
## Train a network for a number of steps on all samples.
##
## @var{X} is n_features x n_samples; @var{labels} is n_samples x 1, 0-based;
## @var{parameters} is a struct of matrices, the initial weights and biases;
## @var{steps} is the number of updates.
##
## The parameters after the last update are returned, and @var{losses},
## 1 x @var{steps}, the loss before each update.
##
## Raises an error if a parameter is missing, a shape does not fit, a matrix
## is not finite, a label is out of range, or @var{steps} is not a whole
## number of at least one.  NaN and Inf that training itself makes are no
## error: they stand in @var{losses}.
## @seealso{train_step, train_case, new_network, new_optimizer}
## @end deftypefn

function [parameters, losses] = train (X, labels, parameters, network,
                                       optimizer, steps)
  if (nargin != 6)
    print_usage ();
  endif
  check_count ("train", "steps", steps);
  Y = network_targets (labels, network);      # n_outputs x n_samples
  check_parameters ("train", parameters, network);
  network_forward (X, parameters, network);   # refuses what does not fit
  check_n_labels ("train", "labels", labels, columns (X));
  losses = zeros (1, steps);
  guard = unchecked ();
  for step = 1:steps
    result = train_step (X, Y, parameters, network, optimizer);
    losses(step) = result.loss;
    parameters = result.parameters;
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
%!test # the same as single steps, bit for bit
%! [parameters, losses] = train (X, labels, start, network, optimizer, 3);
%! by_hand = start;
%! for step = 1:3
%!   result = train_step (X, one_hot (labels, 2), by_hand, network, optimizer);
%!   assert (losses(step), result.loss);
%!   by_hand = result.parameters;
%! endfor
%! assert (parameters, by_hand);
%!test # a run that diverges reaches the end, and the checks come back
%! wild = new_optimizer ("gradient_descent", 1e308);
%! relu_network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                             "categorical_cross_entropy");
%! [parameters, losses] = train (X, labels, start, relu_network, wild, 4);
%! assert (isfinite (losses), [true, false, false, false]);
%! assert (isnan (parameters.W2(1)));
%! assert (checks_enabled ());
%!error <Invalid call to train> train (1, 2, 3, 4, 5)
%!error <^train: steps: expected a whole number of at least 1, got 0$>
%! train (X, labels, start, network, optimizer, 0)
%!error <^one_hot: labels: expected whole numbers from 0 to 1, got 2$>
%! train (X, labels + 1, start, network, optimizer, 1)
%!error <^train: labels: expected 4 labels, got 3$>
%! train (X, labels(1:3), start, network, optimizer, 1)
%!error <^train: W1: expected 3 x 2, got 2 x 3$>
%! train (X, labels, setfield (start, "W1", ones (2, 3)), network, optimizer, 1)
%!error <^train: parameters: expected W1, b1, W2, b2, got W3$>
%! train (X, labels, setfield (start, "W3", 1), network, optimizer, 1)
%!error <^network_forward: W2: expected finite values, got NaN or Inf$>
%! train (X, labels, setfield (start, "W2", NaN (2, 3)), network, optimizer, 1)
%!error <^network_forward: X: expected finite values, got NaN or Inf$>
%! train (NaN (2, 4), labels, start, network, optimizer, 1)
