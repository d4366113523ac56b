## -*- texinfo -*-
## @deftypefn  {} {@var{trace} =} replay_case (@var{training_case}, @
##   @var{first_step}, @var{parameters})
## @deftypefnx {} {@var{trace} =} replay_case (@var{training_case}, @
##   @var{first_step}, @var{parameters}, @var{state}, @var{intermediates})
## Compute steps that each start from given parameters.
##
## @var{training_case} comes from @code{read_case}.  @var{first_step} is the
## step that the first entry of @var{parameters} belongs to.
## @var{parameters} is a struct of arrays W1, b1, ... before each update,
## n_rows x n_columns x n_steps, and @var{state} a struct of such arrays vW1,
## ..., as the optimizer keeps them; empty, the default, for gradient descent.
## With @var{intermediates}, false by default, Z, A, dZ and dA of every layer
## are recorded as well, and G, M and dG with dropout; the steps must have
## batches of one size for that.
##
## @var{trace} is a struct of arrays, as from @code{train_case}, with
## Z1, A1, Z2, ... in front and dZ and dA among the gradients if asked for.
##
## Raises an error if @var{intermediates} are asked of batches of different
## sizes.  NaN and Inf may be in @var{parameters} and @var{state}.
##
## Source: Ganesh, "Deep Learning from first principles", parts 5 to 7.
## @seealso{train_case, read_case}
## @end deftypefn

function trace = replay_case (training_case, first_step, parameters,
                              state = [], intermediates = false)
  __fp_check_arguments__ ();
  if (isempty (state))
    state = struct ();
  endif
  trace = record_steps (training_case, first_step, size (parameters.W1, 3),
                        parameters, state, intermediates);
endfunction

%!function stacks = before_each (first, trace)
%!  stacks = first;
%!  for [value, name] = first
%!    stacks.(name) = cat (3, value, trace.(name)(:,:,1:end-1));
%!  endfor
%!endfunction
%!shared example, starts, hard
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! start = struct ("W1", [1, 0; 0, 1; 0.5, -0.5], "b1", [0.1; 0.2; 0.3],
%!                 "W2", [1, 0, -1; 0, 1, 0.25], "b2", [0; 0.5]);
%! example = struct (
%!   "id", "small", "X", [-2, -1, 1, 2; 1, 0, 0.5, -1], "labels", [0; 1; 1; 0],
%!   "parameters", start, "network", network,
%!   "optimizer", new_optimizer ("gradient_descent", 0.5),
%!   "steps", 4, "seed", 0, "batch_size", 4);
%! starts = before_each (start, train_case (example));
%! hard = example;
%! hard.network.l2_penalty = 0.3;
%! hard.network.keep_prob = 0.5;
%! hard.batch_size = 3;
%!test # replay from a run's own parameters is that run, bit for bit
%! assert (replay_case (example, 0, starts), train_case (example));
%!test # with state, batches, dropout, L2 and a schedule: the same bits again
%! for name = {"momentum", "classical_momentum", "rmsprop", "adam"}
%!   hard.optimizer = new_optimizer (name{1}, 0.1, 0.9, 0.999, 1e-8,
%!                                   "inverse_time", 0.5);
%!   trace = train_case (hard);
%!   zero = optimizer_state (hard.parameters, hard.optimizer);
%!   parameters = before_each (hard.parameters, trace);
%!   state = before_each (zero, trace);
%!   assert (replay_case (hard, 0, parameters, state), trace);
%!   late = @(stacks) structfun (@(value) value(:,:,3:4), stacks,
%!                               "UniformOutput", false);
%!   assert (replay_case (hard, 2, late (parameters), late (state)).W1,
%!           trace.W1(:,:,3:4));
%! endfor
%!test # intermediates with dropout, of a full batch and of the rest
%! hard.optimizer = example.optimizer;
%! full = replay_case (hard, 0, hard.parameters, [], true);
%! assert (fieldnames (full),
%!         {"Z1"; "G1"; "M1"; "A1"; "Z2"; "A2"; "loss"; "dZ2"; "dW2"; ...
%!          "db2"; "dA1"; "dG1"; "dZ1"; "dW1"; "db1"; "W1"; "b1"; "W2"; "b2"});
%! assert (full.M1, dropout_mask (3, 3, 0.5, 0, 1, 0));
%! last = replay_case (hard, 1, hard.parameters, [], true);
%! assert (last.M1, dropout_mask (3, 1, 0.5, 0, 1, 1));
%! assert (last.G1, max (last.Z1, 0));
%!test # each step stands alone: the order of the starts does not matter
%! backwards = structfun (@(value) value(:,:,4:-1:1), starts,
%!                        "UniformOutput", false);
%! assert (replay_case (example, 0, backwards).loss,
%!         fliplr (replay_case (example, 0, starts).loss));
%!test # intermediates on demand, in order of computation
%! trace = replay_case (example, 0, starts, struct (), true);
%! assert (fieldnames (trace),
%!         {"Z1"; "A1"; "Z2"; "A2"; "loss"; "dZ2"; "dW2"; "db2"; "dA1"; ...
%!          "dZ1"; "dW1"; "db1"; "W1"; "b1"; "W2"; "b2"});
%! assert (size (trace.dA1), [3, 4, 4]);
%! [~, cache] = network_forward (example.X, example.parameters,
%!                               example.network);
%! assert (trace.Z1(:,:,1), cache.Z1);
%! assert (trace.A2(:,:,1), cache.A2);
%!test # state and parameters are the same beside intermediates
%! by_adam = setfield (example, "optimizer", new_optimizer ("adam", 0.1));
%! zero = optimizer_state (by_adam.parameters, by_adam.optimizer);
%! less = replay_case (by_adam, 0, by_adam.parameters, zero);
%! more = replay_case (by_adam, 0, by_adam.parameters, zero, true);
%! for [value, name] = less
%!   assert (more.(name), value);
%! endfor
%!test # one step comes out as matrices
%! trace = replay_case (example, 0, example.parameters);
%! assert (trace.W1, train_case (example, 0, 1).W1);
%!test # parameters that have diverged are replayed, and the checks come back
%! trace = replay_case (example, 0, setfield (starts, "W1", NaN (3, 2, 4)));
%! assert (isnan (trace.loss), true (1, 4));
%! global __fp_checks_enabled__
%! assert (__fp_checks_enabled__);
%!error <Invalid call to replay_case> replay_case (1, 2)
%!error <^replay_case: first_step: expected a whole number of at least 0, got 0.5$>
%! replay_case (example, 0.5, starts)
%!error <^replay_case: state: expected vW1, got none$>
%! by_adam = setfield (example, "optimizer", new_optimizer ("adam", 0.1));
%! replay_case (by_adam, 0, starts)
%!error <^replay_case: parameters: expected W1, got none$>
%! replay_case (example, 0, struct ())
%!error <^replay_case: n_steps: expected a whole number of at least 1, got 0$>
%! replay_case (example, 0, setfield (starts, "W1", zeros (3, 2, 0)))
%!error <^replay_case: b2: expected 2 x 1 x 4, got 2 x 1 x 3$>
%! replay_case (example, 0, setfield (starts, "b2", zeros (2, 1, 3)))
%!error <^replay_case: parameters: expected W1, b1, W2, b2, got W3$>
%! replay_case (example, 0, setfield (starts, "W3", zeros (2, 2, 4)))
