## -*- texinfo -*-
## @deftypefn  {} {@var{trace} =} train_case (@var{training_case})
## @deftypefnx {} {@var{trace} =} train_case (@var{training_case}, @
##   @var{first_step}, @var{n_steps}, @var{parameters}, @var{state}, @
##   @var{chunk_steps}, @var{hand_over})
## Train a case and record every step.
##
## @var{training_case} comes from @code{read_case}.  @var{first_step} is where
## to start, from 0; above 0, @var{parameters} and @var{state} are those before
## that step.  @var{n_steps} is how many steps, by default to the end of the
## case.  @var{parameters} is a struct of matrices, by default the case's
## initial weights; @var{state} is the optimizer's, by default zeros.  An empty
## argument means the default.
##
## @var{chunk_steps} is how many steps a trace holds, by default all;
## @var{hand_over} is a function that is called with each trace as soon as it is
## whole, while training goes on.
##
## @var{trace} is a struct in order of computation: loss, dW_L, db_L, ...,
## dW1, db1, the optimizer's state, W1, b1, ...  The step is the last axis:
## loss is 1 x @var{n_steps}, everything else n_rows x n_columns x
## @var{n_steps}.  With @var{chunk_steps} it is the last trace.
##
## Step s counts from 0: its loss and gradients belong to the parameters
## before update s, its parameters and state are those after it.
##
## NaN and Inf that training itself makes are no error: they stand in the trace,
## and may be in @var{parameters} and @var{state}.
##
## Source: Ganesh, "Deep Learning from first principles", parts 5 to 7.
## @seealso{replay_case, read_case, optimizer_state, train}
## @end deftypefn

function trace = train_case (training_case, first_step = 0, n_steps = [],
                             parameters = [], state = [], chunk_steps = [],
                             hand_over = [])
  if (isempty (first_step))
    first_step = 0;
  endif
  __fp_check_arguments__ ();
  if (isempty (n_steps))
    n_steps = training_case.steps - first_step;
    __fp_check_value__ ("train_case", "n_steps", n_steps,
                        struct ("kind", "count", "range", "count"));
  endif
  zero = optimizer_state (training_case.parameters, training_case.optimizer);
  if (first_step > 0)
    check_given (first_step, parameters, state, zero);
  endif
  if (isempty (parameters))
    parameters = training_case.parameters;
  endif
  if (isempty (state))
    state = zero;
  endif
  if (isempty (chunk_steps))
    chunk_steps = n_steps;
  endif
  last = first_step + n_steps;
  for first = first_step:chunk_steps:last - 1
    [trace, parameters, state] = record_steps (
      training_case, first, min (chunk_steps, last - first), parameters, state,
      false);
    if (! isempty (hand_over))
      hand_over (trace);
    endif
  endfor
endfunction

## A run is not taken up from its first parameters, nor from zeros.
function check_given (first_step, parameters, state, zero)
  expected = sprintf ("those before step %d", first_step);
  if (isempty (parameters))
    __fp_refuse__ ("train_case", "parameters", expected, "none");
  endif
  if (isempty (state) && ! isempty (fieldnames (zero)))
    __fp_refuse__ ("train_case", "state", expected, "none");
  endif
endfunction

%!function training_case = small_case (learning_rate = 0.5,
%!                                      name = "gradient_descent",
%!                                      batch_size = 4, keep_prob = 1)
%!  network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                         "categorical_cross_entropy", "mean", 0, keep_prob);
%!  start = struct ("W1", [1, 0; 0, 1; 0.5, -0.5], "b1", [0.1; 0.2; 0.3],
%!                  "W2", [1, 0, -1; 0, 1, 0.25], "b2", [0; 0.5]);
%!  training_case = struct (
%!    "id", "small", "X", [-2, -1, 1, 2; 1, 0, 0.5, -1],
%!    "labels", [0; 1; 1; 0], "parameters", start, "network", network,
%!    "optimizer", new_optimizer (name, learning_rate), "steps", 5, "seed", 0,
%!    "batch_size", batch_size);
%!endfunction
%!function matrices = left_by (trace, names, row)
%!  for name = names'
%!    matrices.(name{1}) = trace.(name{1})(:,:,row);
%!  endfor
%!endfunction
%!test # quantities in order of computation, the step last
%! trace = train_case (small_case ());
%! assert (fieldnames (trace), {"loss"; "dW2"; "db2"; "dW1"; "db1"; ...
%!                              "W1"; "b1"; "W2"; "b2"});
%! assert (size (trace.loss), [1, 5]);
%! assert (size (trace.dW2), [2, 3, 5]);
%! assert (size (trace.b1), [3, 1, 5]);
%!test # every entry is that of the step itself, bit for bit
%! example = small_case ();
%! trace = train_case (example);
%! parameters = example.parameters;
%! for row = 1:5
%!   step = train_step (example, one_hot (example.labels, 2), parameters,
%!                      struct (), row - 1);
%!   assert (trace.loss(row), step.loss);
%!   assert (trace.dW1(:,:,row), step.gradients.dW1);
%!   assert (trace.db2(:,:,row), step.gradients.db2);
%!   assert (trace.W2(:,:,row), step.parameters.W2);
%!   parameters = step.parameters;
%! endfor
%!test # two chunks make one run; empty means the default
%! example = small_case ();
%! whole = train_case (example);
%! head = train_case (example, [], 2, []);
%! middle = left_by (head, {"W1"; "b1"; "W2"; "b2"}, 2);
%! tail = train_case (example, 2, [], middle, []);
%! assert ([head.loss, tail.loss], whole.loss);
%! assert (cat (3, head.W1, tail.W1), whole.W1);
%!test # traces of chunks are handed over while training goes on
%! example = small_case (0.1, "adam", 3, 0.5);
%! whole = train_case (example);
%! folder = tempname ();
%! mkdir (folder);
%! keep = @(trace) save ("-binary", tempname (folder), "trace");
%! last = train_case (example, 0, 5, [], [], 2, keep);
%! files = glob (fullfile (folder, "*"));
%! confirm_recursive_rmdir (false, "local");
%! found = cellfun (@(file) load (file).trace, files, "UniformOutput", false);
%! rmdir (folder, "s");
%! [~, order] = sort (cellfun (@(trace) find (whole.loss == trace.loss(1)),
%!                             found));
%! found = found(order);
%! assert (numel (found), 3);
%! for name = fieldnames (whole)'
%!   parts = cellfun (@(trace) trace.(name{1}), found, "UniformOutput", false);
%!   axis = 3 - strcmp (name{1}, "loss");
%!   assert (cat (axis, parts{:}), whole.(name{1}));
%! endfor
%! assert (last, found{3});
%!test # the state stands between gradients and parameters
%! trace = train_case (small_case (0.1, "adam", 3, 0.5));
%! assert (fieldnames (trace), {"loss"; "dW2"; "db2"; "dW1"; "db1"; ...
%!                              "vW1"; "vb1"; "vW2"; "vb2"; ...
%!                              "sW1"; "sb1"; "sW2"; "sb2"; ...
%!                              "W1"; "b1"; "W2"; "b2"});
%! assert (size (trace.sW1), [3, 2, 5]);
%! assert (trace.vW1(:,:,1), (1 - 0.9) * trace.dW1(:,:,1));
%!test # state, batches, masks and rate go on where the run was cut
%! example = small_case (0.1, "adam", 3, 0.5);
%! example.optimizer.schedule = "exponential";
%! example.optimizer.decay_rate = 0.9;
%! whole = train_case (example);
%! zero = optimizer_state (example.parameters, example.optimizer);
%! for cut = 1:4
%!   head = train_case (example, 0, cut);
%!   tail = train_case (example, cut, [],
%!                      left_by (head, fieldnames (example.parameters), cut),
%!                      left_by (head, fieldnames (zero), cut));
%!   assert ([head.loss, tail.loss], whole.loss);
%!   for name = fieldnames (whole)'(2:end)
%!     assert (cat (3, head.(name{1}), tail.(name{1})), whole.(name{1}));
%!   endfor
%! endfor
%!test # a batch above the data is the data, in every bit
%! for name = {"gradient_descent", "momentum", "classical_momentum", ...
%!             "rmsprop", "adam"}
%!   assert (train_case (small_case (0.1, name{1}, 100)),
%!           train_case (small_case (0.1, name{1}, 4)));
%! endfor
%!test # a run that diverges is recorded to its end
%! trace = train_case (small_case (1e308));
%! assert (isfinite (trace.loss(1)));
%! assert (isnan (trace.loss(3:5)), true (1, 3));
%! global __fp_checks_enabled__
%! assert (__fp_checks_enabled__);
%!error <Invalid call to train_case> train_case ()
%!error <^train_case: n_steps: expected a whole number of at least 1, got 0$>
%! train_case (small_case (), 0, 0)
%!error <^train_case: n_steps: expected a whole number of at least 1, got -2$>
%! train_case (small_case (), 7, [], small_case ().parameters)
%!error <^train_case: chunk_steps: expected a whole number of at least 1, got 0$>
%! train_case (small_case (), 0, 1, [], [], 0)
%!error <^train_case: hand_over: expected a function, got 3$>
%! train_case (small_case (), 0, 1, [], [], 1, 3)
%!error <^train_case: first_step: expected a whole number of at least 0, got -1$>
%! train_case (small_case (), -1)
%!error <^train_case: parameters: expected those before step 3, got none$>
%! train_case (small_case (), 3)
%!error <^train_case: b1: expected 3 x 1, got 1 x 3$>
%! train_case (small_case (), 0, 1,
%!             setfield (small_case ().parameters, "b1", [1, 2, 3]))
%!error <^train_case: state: expected vW1, got none$>
%! train_case (small_case (0.1, "momentum"), 0, 1, [], struct ())
%!error <^train_case: parameters: expected named matrices, got 1$>
%! train_case (small_case (), 0, 1, 1)
