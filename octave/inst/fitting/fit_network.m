## -*- texinfo -*-
## @deftypefn  {} {[@var{parameters}, @var{losses}, @var{mean}, @var{scale}] =} fit_network (@
##   @var{X}, @var{labels}, @var{steps}, @var{learning_rate}, @
##   @var{optimizer}, @var{hidden}, @var{hidden_activation}, @
##   @var{initialization}, @var{batch_size}, @var{l2_penalty}, @var{keep_prob}, @var{seed})
## Scale samples, draw the weights of a network for them, and train it.
##
## Two classes have one sigmoid output and binary cross-entropy; more have a
## softmax output for each and categorical cross-entropy.  The samples are
## scaled by @code{standardize}, the weights are the normal ones of
## @code{initialize_parameters}, and @code{train} does the rest.  For a table
## with samples in rows there is @code{fit}.
##
## @var{X} is n_features x n_samples, not yet scaled; @var{labels},
## n_samples x 1, are numbers of the classes, from 0: each must occur, and two
## at least.  @var{hidden} holds n_hidden_layers numbers, the units of each
## hidden layer; none by default (or if empty).
##
## @var{steps} is the number of updates, 1000 by default;
## @var{learning_rate}, 0.01 by default, stays as it is; @var{optimizer},
## @qcode{"adam"} by default, is one of those of @code{new_optimizer};
## @var{hidden_activation} is @qcode{"relu"} (the default), @qcode{"tanh"} or
## @qcode{"sigmoid"}; @var{initialization} is @qcode{"zeros"},
## @qcode{"random"}, @qcode{"he"} (the default) or @qcode{"xavier"};
## @var{batch_size} is by default (or if empty) all samples;
## @var{l2_penalty}, 0 by default, weighs the L2 penalty; @var{keep_prob}, 1 by
## default, is the probability that dropout keeps a hidden unit; @var{seed},
## 0 by default, is that of weights, batches and dropout masks.
##
## @var{parameters} are those after the last update; @var{losses},
## 1 x @var{steps}, holds the loss before each update; @var{mean} and
## @var{scale}, n_features x 1, are for @code{standardize_with}: samples to predict
## are scaled as those of the training.
##
## Source: Ganesh, "Deep Learning from first principles", parts 4 to 7.
## @seealso{fit, train, standardize, initialize_parameters}
## @end deftypefn

function [parameters, losses, mean, scale] = fit_network (X, labels,
                                               steps = 1000,
                                               learning_rate = 0.01,
                                               optimizer = "adam", hidden = [],
                                               hidden_activation = "relu",
                                               initialization = "he",
                                               batch_size = [],
                                               l2_penalty = 0, keep_prob = 1,
                                               seed = 0)
  __fp_check_arguments__ ();
  network = network_for (rows (X), hidden, class_count (labels),
                         hidden_activation, l2_penalty, keep_prob);
  [scaled, mean, scale] = standardize (X);
  start = initialize_parameters (network.layer_sizes, initialization,
                                 "normal", seed);
  rule = new_optimizer (optimizer, learning_rate);
  [parameters, losses] = train (scaled, labels, start, network, rule, steps,
                                batch_size, seed);
endfunction

## Count the classes; a number that never occurs is none.
function n_classes = class_count (labels)
  found = double (unique (labels(:)));        # n_classes x 1
  n_classes = numel (found);
  if (found(end) == 0)
    __fp_refuse__ ("fit_network", "labels", "at least 2 classes", "1");
  endif
  absent = find (found != (0:n_classes - 1)', 1) - 1;
  if (! isempty (absent))
    __fp_refuse__ ("fit_network", "labels",
                   sprintf ("labels of every class from 0 to %d", found(end)),
                   sprintf ("none of %d", absent));
  endif
endfunction

%!shared X, labels
%! X = [-2, -1, 1, 2, 0; 10, 0, 0, -10, 5];
%! labels = [0; 0; 1; 2; 1];
%!test # the same as its parts by hand, bit for bit
%! [parameters, losses, mean, scale] = fit_network (X, labels, 6, 0.1, ...
%!   "momentum", [4, 3], "tanh", "xavier", 2, 0.1, 0.8, 5);
%! network = new_network ([2, 4, 3, 3], {"tanh", "tanh", "softmax"},
%!                        "categorical_cross_entropy", "mean", 0.1, 0.8);
%! [scaled, the_mean, the_scale] = standardize (X);
%! start = initialize_parameters ([2, 4, 3, 3], "xavier", "normal", 5);
%! [by_hand, the_losses] = train (scaled, labels, start, network,
%!                                new_optimizer ("momentum", 0.1), 6, 2, 5);
%! assert (parameters, by_hand);
%! assert (losses, the_losses);
%! assert (mean, the_mean);
%! assert (scale, the_scale);
%!test # two classes have one sigmoid output, and no hidden layer by default
%! classes = double (labels > 0);
%! [parameters, losses] = fit_network (X, classes);
%! assert (fieldnames (parameters), {"W1"; "b1"});
%! assert (size (parameters.W1), [1, 2]);
%! defaults = {1000, 0.01, "adam", [], "relu", "he", [], 0, 1, 0};
%! [all_given, the_losses] = fit_network (X, classes, defaults{:});
%! assert (parameters, all_given);
%! assert (losses, the_losses);
%!test # what is left out has its default with a hidden layer, too
%! [~, losses] = fit_network (X, labels, 3, 0.1, "adam", 4);
%! [~, the_losses] = fit_network (X, labels, 3, 0.1, "adam", 4, "relu", ...
%!                                "he", [], 0, 1, 0);
%! assert (losses, the_losses);
%!error <Invalid call to fit_network> fit_network (1)
%!error <^fit_network: labels: expected at least 2 classes, got 1$>
%! fit_network (X, zeros (5, 1))
%!error <^fit_network: labels: expected labels of every class from 0 to 3, got none of 1$>
%! fit_network (X, [0; 2; 2; 3; 0])
%!error <^fit_network: labels: expected 5 labels, got 4$>
%! fit_network (X, labels(1:4))
%!error <^fit_network: hidden: expected a whole number of at least 1, got 0$>
%! fit_network (X, labels, 9, 0.1, "adam", [3, 0])
%!error <^fit_network: optimizer: expected one of gradient_descent, momentum, classical_momentum, rmsprop, adam, got sgd$>
%! fit_network (X, labels, 10, 0.1, "sgd")
