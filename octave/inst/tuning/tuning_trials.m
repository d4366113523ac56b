## -*- texinfo -*-
## @deftypefn {} {@var{trials} =} tuning_trials (@var{space}, @
##   @var{n_trials}, @var{seed}, @var{search_round})
## Draw trials from a space of hyper-parameters, each independently.
##
## @var{space} is a struct with a range for each hyper-parameter to tune.  A
## range is @code{struct ("scale", "linear", "low", 0.5, "high", 1)} or
## @code{struct ("scale", "choice", "choices", [32, 64])}.  The scales, u being
## uniform:
##
## @table @asis
## @item @qcode{"linear"}
## low + u (high - low)
## @item @qcode{"log"}
## the same of the logarithms, for numbers of unknown size, such as learning
## rates
## @item @qcode{"log_one_minus"}
## the same of -log (1 - value), for betas: 0.9 averages 10 steps, 0.99 a
## hundred
## @item @qcode{"integer"}
## low + floor (u (high - low + 1)), for counts
## @item @qcode{"choice"}
## the one of number floor (u n_choices)
## @end table
##
## Hyper-parameters, in the order in which they matter: learning_rate; beta1,
## n_hidden (the width of each hidden layer), batch_size; n_hidden_layers,
## decay_rate; then l2_penalty and keep_prob, where training does better than
## validation; initialization, hidden_activation and optimizer, which are
## words; beta2 hardly ever.
##
## The uniforms of a hyper-parameter have the purpose @qcode{"tuning_"} and its
## name, at the step @var{search_round}: neither more trials nor further
## hyper-parameters change the others' values.
##
## @var{n_trials} is at least 1; @var{seed} is a whole number from 0 to
## 2^53 - 1, as is @var{search_round}.  @var{trials} is a struct with a column
## for each hyper-parameter, each n_trials x 1; words are cells.
##
## Source: Bergstra and Bengio (2012), "Random search for hyper-parameter
## optimization"; Ng, "Improving deep neural networks", week 3 (order and
## scales); Ganesh, "Deep Learning from first principles", part 8.
## @seealso{narrow_space, random_search}
## @end deftypefn

function trials = tuning_trials (space, n_trials, seed, search_round)
  __fp_check_arguments__ ();
  trials = struct ();
  for [range, name] = space
    uniforms = random_uniforms (seed, ["tuning_" name], search_round, n_trials);
    trials.(name) = draw_values (range, uniforms);  # n_trials x 1
  endfor
endfunction

%!shared space, rate
%! space.learning_rate = struct ("scale", "log", "low", 1e-4, "high", 1);
%! space.n_hidden = struct ("scale", "integer", "low", 2, "high", 9);
%! space.optimizer = struct ("scale", "choice",
%!                           "choices", {{"momentum", "adam"}});
%! rate = struct ("learning_rate", space.learning_rate);
%!test # every value lies in its range, and all whole numbers occur
%! trials = tuning_trials (space, 200, 0, 0);
%! assert (all (trials.learning_rate >= 1e-4 & trials.learning_rate <= 1));
%! assert (unique (trials.n_hidden), (2:9)');
%! assert (unique (trials.optimizer), {"adam"; "momentum"});
%!test # on a log scale each decade gets its share
%! decades = floor (log10 (tuning_trials (rate, 2000, 1, 0).learning_rate));
%! counts = histc (decades, -4:-1);
%! assert (all (abs (counts - 500) < 100));
%!test # neither more trials nor other hyper-parameters change a value
%! few = tuning_trials (rate, 3, 5, 1).learning_rate;
%! many = tuning_trials (space, 8, 5, 1).learning_rate;
%! assert (few, many(1:3));
%!test # seed and round address the trials; the caller's state is left alone
%! state = rand ("twister");
%! assert (! isequal (tuning_trials (rate, 3, 0, 0),
%!                    tuning_trials (rate, 3, 0, 1)));
%! assert (! isequal (tuning_trials (rate, 3, 0, 0),
%!                    tuning_trials (rate, 3, 1, 0)));
%! assert (rand ("twister"), state);
%!error <Invalid call to tuning_trials> tuning_trials (1)
%!error <^tuning_trials: space: expected one of learning_rate, .*, got rate$>
%! tuning_trials (struct ("rate", 1), 3, 0, 0)
%!error <^tuning_trials: n_trials: expected a whole number of at least 1, got 0$>
%! tuning_trials (rate, 0, 0, 0)
%!error <^tuning_trials: seed: expected a whole number from 0 to 2\^53 - 1, got -1$>
%! tuning_trials (rate, 3, -1, 0)
%!error <^tuning_trials: search_round: expected a whole number from 0 to 2\^53 - 1, got 0.5$>
%! tuning_trials (rate, 3, 0, 0.5)
%!function wrong (name, varargin)
%!  tuning_trials (struct (name, struct (varargin{:})), 1, 0, 0);
%!endfunction
%!test # ranges on every scale pass
%! tuning_trials (struct (
%!   "learning_rate", struct ("scale", "log", "low", 1e-4, "high", 1),
%!   "beta1", struct ("scale", "log_one_minus", "low", 0, "high", 0.99),
%!   "keep_prob", struct ("scale", "linear", "low", 0.5, "high", 1),
%!   "n_hidden", struct ("scale", "integer", "low", 1, "high", 2),
%!   "batch_size", struct ("scale", "choice", "choices", [32, 64]),
%!   "optimizer", struct ("scale", "choice", "choices", {{"adam"}})), 1, 0, 0);
%!error <^tuning_trials: space: expected ranges by name, got log$> tuning_trials ("log", 1, 0, 0)
%!error <^tuning_trials: space: expected at least 1 hyper-parameter, got 0$>
%! tuning_trials (struct (), 1, 0, 0)
%!error <^tuning_trials: space: expected one of learning_rate, .*, beta2, got rate$>
%! wrong ("rate")
%!error <^tuning_trials: beta1: expected a range, got 0.9$>
%! tuning_trials (struct ("beta1", 0.9), 1, 0, 0)
%!error <^tuning_trials: beta1: expected scale, got none$> wrong ("beta1", "low", 0)
%!error <^tuning_trials: beta1: expected high, got none$>
%! wrong ("beta1", "scale", "linear", "low", 0)
%!error <^tuning_trials: beta1: expected scale, low, high, got hi$>
%! wrong ("beta1", "scale", "linear", "low", 0, "high", 0.5, "hi", 0.9)
%!error <^tuning_trials: n_hidden.scale: expected one of integer, choice, got log$>
%! wrong ("n_hidden", "scale", "log", "low", 1, "high", 5)
%!error <^tuning_trials: beta1.high: expected a number of at least 0 and below 1, got 1$>
%! wrong ("beta1", "scale", "linear", "low", 0, "high", 1)
%!error <^tuning_trials: beta1.low: expected a number below 0.5, got 0.5$>
%! wrong ("beta1", "scale", "linear", "low", 0.5, "high", 0.5)
%!error <^tuning_trials: l2_penalty.low: expected a number above 0 on a log scale, got 0$>
%! wrong ("l2_penalty", "scale", "log", "low", 0, "high", 1)
%!error <^tuning_trials: keep_prob.high: expected a number below 1 on a log_one_minus scale, got 1$>
%! wrong ("keep_prob", "scale", "log_one_minus", "low", 0.5, "high", 1)
%!error <^tuning_trials: batch_size.choices: expected at least 1 choice, got 0$>
%! wrong ("batch_size", "scale", "choice", "choices", [])
%!error <^tuning_trials: optimizer.choices: expected a list of choices, got adam$>
%! wrong ("optimizer", "scale", "choice", "choices", "adam")
%!error <^tuning_trials: batch_size.choices: expected a whole number of at least 1, got 0.5$>
%! wrong ("batch_size", "scale", "choice", "choices", [32, 0.5])
