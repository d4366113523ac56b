## -*- texinfo -*-
## @deftypefn  {} {@var{trace} =} replay_case (@var{training_case}, @
##   @var{first_step}, @var{parameters})
## @deftypefnx {} {@var{trace} =} replay_case (@var{training_case}, @
##   @var{first_step}, @var{parameters}, @var{intermediates})
## Compute steps that each start from given parameters.
##
## @var{training_case} comes from @code{read_case}.  @var{first_step} is the
## step that the first entry of @var{parameters} belongs to.
## @var{parameters} is a struct of arrays W1, b1, ... before each update,
## n_rows x n_columns x n_steps.  With @var{intermediates}, false by default,
## Z, A, dZ and dA of every layer are recorded as well.
##
## @var{trace} is a struct of arrays, as from @code{train_case}, with
## Z1, A1, Z2, ... in front and dZ and dA among the gradients if asked for.
##
## Raises an error if @var{first_step} is not a whole number or
## @var{parameters} do not fit the network; NaN and Inf may be in them.
## @seealso{train_case, read_case}
## @end deftypefn

function trace = replay_case (training_case, first_step, parameters,
                              intermediates = false)
  if (nargin < 3)
    print_usage ();
  endif
  check_count ("replay_case", "first_step", first_step, 0);
  check_entries ("replay_case", "parameters", parameters, {"W1"});
  n_steps = size (parameters.W1, 3);
  check_count ("replay_case", "n_steps", n_steps);
  check_parameters ("replay_case", parameters, training_case.network, n_steps);
  trace = record_steps (training_case, n_steps, parameters, intermediates);
endfunction

%!shared example, starts
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! start = struct ("W1", [1, 0; 0, 1; 0.5, -0.5], "b1", [0.1; 0.2; 0.3],
%!                 "W2", [1, 0, -1; 0, 1, 0.25], "b2", [0; 0.5]);
%! example = struct (
%!   "id", "small", "X", [-2, -1, 1, 2; 1, 0, 0.5, -1], "labels", [0; 1; 1; 0],
%!   "parameters", start, "network", network,
%!   "optimizer", new_optimizer ("gradient_descent", 0.5),
%!   "steps", 4, "seed", 0);
%! trace = train_case (example);
%! starts = struct ("W1", cat (3, start.W1, trace.W1(:,:,1:3)),
%!                  "b1", cat (3, start.b1, trace.b1(:,:,1:3)),
%!                  "W2", cat (3, start.W2, trace.W2(:,:,1:3)),
%!                  "b2", cat (3, start.b2, trace.b2(:,:,1:3)));
%!test # replay from a run's own parameters is that run, bit for bit
%! assert (replay_case (example, 0, starts), train_case (example));
%!test # each step stands alone: the order of the starts does not matter
%! backwards = structfun (@(value) value(:,:,4:-1:1), starts,
%!                        "UniformOutput", false);
%! assert (replay_case (example, 0, backwards).loss,
%!         fliplr (replay_case (example, 0, starts).loss));
%!test # intermediates on demand, in order of computation
%! trace = replay_case (example, 0, starts, true);
%! assert (fieldnames (trace),
%!         {"Z1"; "A1"; "Z2"; "A2"; "loss"; "dZ2"; "dW2"; "db2"; "dA1"; ...
%!          "dZ1"; "dW1"; "db1"; "W1"; "b1"; "W2"; "b2"});
%! assert (size (trace.dA1), [3, 4, 4]);
%! [~, cache] = network_forward (example.X, example.parameters,
%!                               example.network);
%! assert (trace.Z1(:,:,1), cache.Z1);
%! assert (trace.A2(:,:,1), cache.A2);
%!test # one step comes out as matrices
%! trace = replay_case (example, 0, example.parameters);
%! assert (trace.W1, train_case (example, 0, 1).W1);
%!test # parameters that have diverged are replayed, and the checks come back
%! trace = replay_case (example, 0, setfield (starts, "W1", NaN (3, 2, 4)));
%! assert (isnan (trace.loss), true (1, 4));
%! assert (checks_enabled ());
%!error <Invalid call to replay_case> replay_case (1, 2)
%!error <^replay_case: first_step: expected a whole number of at least 0, got 0.5$>
%! replay_case (example, 0.5, starts)
%!error <^replay_case: parameters: expected W1, got none$>
%! replay_case (example, 0, struct ())
%!error <^replay_case: n_steps: expected a whole number of at least 1, got 0$>
%! replay_case (example, 0, setfield (starts, "W1", zeros (3, 2, 0)))
%!error <^replay_case: b2: expected 2 x 1 x 4, got 2 x 1 x 3$>
%! replay_case (example, 0, setfield (starts, "b2", zeros (2, 1, 3)))
%!error <^replay_case: parameters: expected W1, b1, W2, b2, got W3$>
%! replay_case (example, 0, setfield (starts, "W3", zeros (2, 2, 4)))
