## -*- texinfo -*-
## @deftypefn  {} {@var{search} =} random_search (@var{X}, @var{labels}, @
##   @var{X_validation}, @var{labels_validation}, @var{network}, @
##   @var{optimizer}, @var{space}, @var{n_trials}, @var{n_rounds}, @
##   @var{steps})
## @deftypefnx {} {@var{search} =} random_search (@dots{}, @var{steps}, @
##   @var{batch_size}, @var{seed}, @var{criterion}, @var{factor}, @
##   @var{initialization})
## Search hyper-parameters at random, coarse to fine.
##
## Round r draws @code{tuning_trials} from the space narrowed by factor^r about
## the best trial so far.  Each trial starts from the normal weights of the
## seed, trains, and is scored on the validation data: by the mean loss without
## the L2 penalty, or by accuracy.  Of equal scores the first wins.  A trial
## whose training overflows has the score NaN and never wins.
##
## What the space does not name comes from @var{network}, @var{optimizer},
## @var{batch_size} and @var{initialization}.  Hidden layers of a trial are all
## alike if the space names n_hidden or n_hidden_layers: as wide as the first
## of @var{network}, with its activation, unless the space says otherwise.
##
## The score of the winner is the best of many, hence too good: judge the
## winner once on test data that the search has not seen, see
## @code{train_validation_test_split}.
##
## @var{X}, n_features x n_samples, holds samples to train on and @var{labels},
## n_samples x 1, their labels, 0-based; @var{X_validation}, n_features x
## n_validation, and @var{labels_validation}, n_validation x 1, are those to
## score with.  @var{network} comes from @code{new_network}, @var{optimizer}
## from @code{new_optimizer}.  @var{space} is as for @code{tuning_trials}.
## @var{n_trials} counts those of each of @var{n_rounds} rounds; @var{steps}
## updates train each trial.  @var{batch_size} is by default (or if empty) all
## samples; @var{seed}, 0 by default, is that of trials, weights, batches and
## dropout masks; @var{criterion} is @qcode{"loss"} (the default) or
## @qcode{"accuracy"}; @var{factor}, 0.25 by default, is above 0 and at most 1;
## @var{initialization} is @qcode{"zeros"}, @qcode{"random"}, @qcode{"he"} (the
## default) or @qcode{"xavier"}.
##
## @var{search} is a struct: @code{trials} (columns as from
## @code{tuning_trials}), @code{rounds} and @code{scores}, a value a trial;
## @code{winner}, the best trial, its @code{score}, its @code{network} and
## @code{optimizer}, and its @code{parameters} after training.
##
## Raises an error if the network has no hidden layer to tune, or if no trial
## has a finite score.
##
## Source: Bergstra and Bengio (2012), "Random search for hyper-parameter
## optimization"; Ng, "Improving deep neural networks", week 3 (order and
## scales); Ganesh, "Deep Learning from first principles", part 8.
## @seealso{tuning_trials, narrow_space, train_validation_test_split, @
## plot_trials}
## @end deftypefn

function search = random_search (X, labels, X_validation, labels_validation,
                                 network, optimizer, space, n_trials,
                                 n_rounds, steps, batch_size = [], seed = 0,
                                 criterion = "loss", factor = 0.25,
                                 initialization = "he")
  __fp_check_arguments__ ();
  check_hidden_layer (network, space);
  if (isempty (batch_size))
    batch_size = columns (X);
  endif
  data = struct ("X", X, "labels", labels, "X_validation", X_validation,
                 "labels_validation", labels_validation);
  base = struct ("network", network, "optimizer", optimizer,
                 "batch_size", batch_size, "initialization", initialization);
  attempt = @(trial) attempt_trial (data, base, trial, steps, seed, criterion);
  search = search_rounds (space, n_trials, n_rounds, seed, criterion, factor,
                          attempt);
endfunction

## Draw rounds of trials, each about the best so far, and attempt every one.
function search = search_rounds (space, n_trials, n_rounds, seed, criterion,
                                 factor, attempt)
  best = [];
  share = 1;
  tables = {};
  scores = zeros (0, 1);
  for search_round = 0:n_rounds - 1
    near = space;
    if (! isempty (best))
      near = narrow_space (space, best.trial, share);
    endif
    tables{end + 1} = tuning_trials (near, n_trials, seed, search_round);
    for row = 1:n_trials
      found = attempt (one_trial (tables{end}, row));
      scores(end + 1,1) = found.score;        # one more x 1
      if (is_better (found.score, best, criterion))
        best = found;
      endif
    endfor
    share *= factor;
  endfor
  if (isempty (best))
    __fp_refuse__ ("random_search", "scores", "a finite score", "none");
  endif
  rounds = repelem ((0:n_rounds - 1)', n_trials);  # n_rounds n_trials x 1
  search = struct ("trials", joined (tables), "rounds", rounds,
                   "scores", scores, "winner", best.trial,
                   "score", best.score, "network", best.network,
                   "optimizer", best.optimizer, "parameters", best.parameters);
endfunction

function found = attempt_trial (data, base, trial, steps, seed, criterion)
  found = trial_settings (base, trial);
  found.trial = trial;
  found.parameters = train_trial (data, found, steps, seed);
  found.score = validation_score (data, found.parameters, found.network,
                                  criterion);
endfunction

## Put tables of the same columns below one another.
function table = joined (tables)
  table = tables{1};
  for name = fieldnames (table)'
    columns = cellfun (@(rounds) rounds.(name{1}), tables,
                       "UniformOutput", false);
    table.(name{1}) = vertcat (columns{:});   # n_rounds n_trials x 1
  endfor
endfunction

function check_hidden_layer (network, space)
  of_hidden_layers = {"n_hidden", "n_hidden_layers", "hidden_activation"};
  if (numel (network.activations) == 1
      && any (isfield (space, of_hidden_layers)))
    __fp_refuse__ ("random_search", "network", "a hidden layer to tune",
                   "none");
  endif
endfunction

%!shared X, labels, network, optimizer, space
%! X = [-2, -1, 1, 2, 0.5, -0.5; 1, 0, 0, -1, 1, 1];
%! labels = [0; 0; 1; 1; 1; 0];
%! network = new_network ([2, 3, 2], {"tanh", "softmax"},
%!                        "categorical_cross_entropy");
%! optimizer = new_optimizer ("gradient_descent", 0.5);
%! space.learning_rate = struct ("scale", "log", "low", 1e-3, "high", 1);
%! space.n_hidden = struct ("scale", "integer", "low", 2, "high", 4);
%!test # the winner has the best score and its parameters give it again
%! search = random_search (X, labels, X, labels, network, optimizer, space,
%!                         4, 2, 10);
%! assert (size (search.scores), [8, 1]);
%! assert (search.rounds, [0; 0; 0; 0; 1; 1; 1; 1]);
%! [smallest, row] = min (search.scores);
%! assert (search.score, smallest);
%! assert (search.winner.learning_rate, search.trials.learning_rate(row));
%! [~, cache] = network_forward (X, search.parameters, search.network);
%! assert (search.score, network_loss (one_hot (labels, 2),
%!                                     search.parameters, cache,
%!                                     search.network));
%!test # the second round stays near the best of the first
%! search = random_search (X, labels, X, labels, network, optimizer, space,
%!                         5, 2, 5, [], 3, "loss", 0.5);
%! [~, row] = min (search.scores(1:5));
%! rates = log (search.trials.learning_rate);
%! assert (all (abs (rates(6:10) - rates(row)) <= log (1e3) / 4 + 1e-12));
%!test # of equal scores the first wins
%! one_step.learning_rate = struct ("scale", "linear", "low", 1e-9,
%!                                  "high", 2e-9);
%! search = random_search (X, labels, X, labels, network, optimizer, one_step,
%!                         4, 1, 1, [], 0, "accuracy");
%! assert (search.scores, repmat (search.scores(1), 4, 1));
%! assert (search.winner.learning_rate, search.trials.learning_rate(1));
%!test # of equal losses, too: gradient descent asks for no beta1
%! idle.beta1 = struct ("scale", "linear", "low", 0.1, "high", 0.9);
%! search = random_search (X, labels, X, labels, network, optimizer, idle,
%!                         4, 1, 2);
%! assert (search.scores, repmat (search.scores(1), 4, 1));
%! assert (search.winner.beta1, search.trials.beta1(1));
%!test # training that overflows never wins, nor stops the search
%! wild.learning_rate = struct ("scale", "choice", "choices", [1e308, 0.1]);
%! by_relu = setfield (network, "activations", {"relu", "softmax"});
%! search = random_search (X, labels, X, labels, by_relu, optimizer, wild,
%!                         6, 2, 4);
%! assert (isnan (search.scores), search.trials.learning_rate == 1e308);
%! assert (any (isnan (search.scores)));
%! assert (search.winner.learning_rate, 0.1);
%!test # a loss that overflows by itself is no number, either
%! wild.learning_rate = struct ("scale", "choice", "choices", [1e308, 0.1]);
%! many = {repmat(X, 1, 100), repmat(labels, 100, 1)};  # their sum is Inf
%! search = random_search (X, labels, many{:}, network, optimizer, wild, 6, 1, 1);
%! assert (isnan (search.scores), search.trials.learning_rate == 1e308);
%! assert (any (isnan (search.scores)));
%!test # a score says nothing, either, where a sum on its way is Inf
%! wild.learning_rate = struct ("scale", "choice", "choices", [1e304, 0.1]);
%! far = [1e6 * X(:,1:5), 0 * X(:,6)];  # the last has finite sums
%! search = random_search (X, labels, far, labels, network, optimizer, wild,
%!                         6, 1, 1);
%! assert (isnan (search.scores), search.trials.learning_rate == 1e304);
%! assert (any (isnan (search.scores)));
%!test # a batch has all samples if nothing is told
%! search = random_search (X, labels, X, labels, network, optimizer, space,
%!                         3, 1, 5);
%! told = random_search (X, labels, X, labels, network, optimizer, space,
%!                       3, 1, 5, 6);
%! assert (search.scores, told.scores);
%!test # words and every setting reach the network and the optimizer
%! few = struct ("scale", "choice");
%! pick = @(choices) setfield (few, "choices", choices);
%! all_of = struct ("n_hidden_layers", pick (2), "beta1", pick (0.5),
%!                  "batch_size", pick (3), "decay_rate", pick (0.5),
%!                  "l2_penalty", pick (0.1), "keep_prob", pick (0.9),
%!                  "initialization", pick ({"xavier"}),
%!                  "hidden_activation", pick ({"sigmoid"}),
%!                  "optimizer", pick ({"adam"}), "beta2", pick (0.99));
%! search = random_search (X, labels, X, labels, network, optimizer, all_of,
%!                         1, 1, 3);
%! assert (search.network.layer_sizes, [2, 3, 3, 2]);
%! assert (search.network.activations, {"sigmoid", "sigmoid", "softmax"});
%! assert (search.network.l2_penalty, 0.1);
%! assert (search.network.keep_prob, 0.9);
%! assert (search.optimizer.name, "adam");
%! assert (search.optimizer.beta1, 0.5);
%! assert (search.optimizer.beta2, 0.99);
%! assert (search.optimizer.decay_rate, 0.5);
%! start = initialize_parameters ([2, 3, 3, 2], "xavier", "normal", 0);
%! assert (search.parameters, train (X, labels, start, search.network,
%!                                   search.optimizer, 3, 3, 0));
%!test # more layers are as wide as the first
%! uneven = new_network ([2, 5, 3, 2], {"tanh", "tanh", "softmax"},
%!                       "categorical_cross_entropy");
%! layers.n_hidden_layers = struct ("scale", "choice", "choices", 3);
%! search = random_search (X, labels, X, labels, uneven, optimizer, layers,
%!                         1, 1, 3);
%! assert (search.network.layer_sizes, [2, 5, 5, 5, 2]);
%!error <Invalid call to random_search> random_search (1, 2)
%!error <^random_search: labels_validation: expected 6 labels, got 5$>
%! random_search (X, labels, X, labels(1:5), network, optimizer, space, 1, 1, 1)
%!error <^random_search: X_validation: expected 2 x 6, got 1 x 6$>
%! random_search (X, labels, X(1,:), labels, network, optimizer, space, 1, 1, 1)
%!error <^random_search: n_rounds: expected a whole number of at least 1, got 0$>
%! random_search (X, labels, X, labels, network, optimizer, space, 1, 0, 1)
%!error <^random_search: criterion: expected one of loss, accuracy, got auc$>
%! random_search (X, labels, X, labels, network, optimizer, space, 1, 1, 1, [],
%!                0, "auc")
%!error <^random_search: network: expected a hidden layer to tune, got none$>
%! random_search (X, labels, X, labels, new_network ([2, 2], {"softmax"},
%!                "categorical_cross_entropy"), optimizer, space, 1, 1, 1)
%!error <^random_search: scores: expected a finite score, got none$>
%! wild.learning_rate = struct ("scale", "choice", "choices", 1e308);
%! by_relu = setfield (network, "activations", {"relu", "softmax"});
%! random_search (X, labels, X, labels, by_relu, optimizer, wild, 2, 2, 4);
