## -*- texinfo -*-
## @deftypefn {} {@var{step} =} train_step (@var{training_case}, @var{Y}, @
##   @var{parameters}, @var{state}, @var{step})
## One step: batch, forward, loss, backward, update.
##
## @var{training_case} comes from @code{read_case}; @var{Y}, n_outputs x
## n_samples, holds the targets of all samples; @var{parameters} and
## @var{state}, the optimizer's, are structs of matrices, those before the
## update.  The number of the @var{step}, from 0, chooses the batch, the
## dropout masks and the learning rate.
##
## The returned @var{step} is a struct with the fields @code{cache},
## @code{loss}, @code{gradients}, and @code{parameters} and @code{state}, those
## after the update.
##
## Source: Ganesh, "Deep Learning from first principles", parts 5 to 7.
## @seealso{train, step_batch, network_forward, optimizer_update}
## @end deftypefn

function step = train_step (training_case, Y, parameters, state, step)
  __fp_check_arguments__ ();
  number = step;
  network = training_case.network;
  [X, Y] = step_batch (training_case, Y, number);
  masks = network_masks (network, columns (X), training_case.seed, number);
  [~, cache] = network_forward (X, parameters, network, masks);
  loss = network_loss (Y, parameters, cache, network);
  gradients = network_backward (Y, parameters, cache, network);
  rate = step_rate (training_case, number);
  [parameters, state] = optimizer_update (parameters, gradients, state,
                                          training_case.optimizer, rate,
                                          number + 1);
  step = struct ("cache", cache, "loss", loss, "gradients", gradients,
                 "parameters", parameters, "state", state);
endfunction

%!function training_case = one_unit (optimizer, network_inputs = {})
%!  training_case = struct (
%!    "id", "", "X", [1, 3], "labels", [0; 1], "steps", 1,
%!    "parameters", struct ("W1", 0, "b1", 0),
%!    "seed", 7, "batch_size", 2, "optimizer", optimizer,
%!    "network", new_network ([1, 1], {"sigmoid"}, "binary_cross_entropy",
%!                            network_inputs{:}));
%!endfunction
%!shared start
%! start = struct ("W1", 0, "b1", 0);
%!test # one unit, worked by hand
%! optimizer = new_optimizer ("gradient_descent", 2);
%! step = train_step (one_unit (optimizer), [0, 1], start, struct (), 0);
%! assert (fieldnames (step),
%!         {"cache"; "loss"; "gradients"; "parameters"; "state"});
%! assert (step.cache.A1, [0.5, 0.5]);
%! assert (step.loss, log (2), eps);
%! assert (step.gradients, struct ("dZ1", [0.25, -0.25], "dW1", -0.5,
%!                                 "db1", 0));
%! assert (step.parameters, struct ("W1", 1, "b1", 0));
%! assert (step.state, struct ());
%!test # with momentum and L2: W = 2, dW = -0.5 + 0.3 / 2 * 2 + sigmoid's part
%! optimizer = new_optimizer ("momentum", 0.5, 0.75);
%! example = one_unit (optimizer, {"mean", 0.3});
%! start.W1 = 2;
%! state = struct ("vW1", 1, "vb1", -1);
%! step = train_step (example, [0, 1], start, state, 0);
%! A1 = 1 ./ (1 + exp ([-2, -6]));
%! dW1 = sum ((A1 - [0, 1]) .* [1, 3]) / 2 + 0.15 * 2;
%! assert (step.gradients.dW1, dW1, 4 * eps);
%! assert (step.state.vW1, 0.75 + 0.25 * dW1, 4 * eps);
%! assert (step.parameters.W1, 2 - 0.5 * step.state.vW1);
%!test # the rate belongs to the epoch, the count to the step
%! example = one_unit (new_optimizer ("adam", 0.5, 0.9, 0.999, 1e-8,
%!                                    "exponential", 0.25));
%! example.batch_size = 1;
%! state = optimizer_state (start, example.optimizer);
%! for number = 0:4
%!   step = train_step (example, [0, 1], start, state, number);
%!   rate = 0.5 * 0.25 ^ floor (number / 2);
%!   for name = {"W1", "b1"}
%!     name = name{1};
%!     assert (step.parameters.(name),
%!             adam (start.(name), step.gradients.(["d" name]),
%!                   state.(["v" name]), state.(["s" name]), rate, 0.9, 0.999,
%!                   1e-8, number + 1));
%!   endfor
%! endfor
%!error <Invalid call to train_step> train_step (1, 2, 3, 4)
%!error <^train_step: parameters: expected b1, got none$>
%! optimizer = new_optimizer ("gradient_descent", 2);
%! train_step (one_unit (optimizer), [0, 1], struct ("W1", 0), struct (), 0)
%!error <^train_step: state: expected vW1, got none$>
%! optimizer = new_optimizer ("adam", 2);
%! train_step (one_unit (optimizer), [0, 1], start, struct (), 0)
%!error <^train_step: W1: expected finite values, got NaN or Inf$>
%! optimizer = new_optimizer ("gradient_descent", 2);
%! train_step (one_unit (optimizer), [0, 1], struct ("W1", NaN, "b1", 0),
%!             struct (), 0)
%!error <^train_step: training_case: expected a case of read_case, got 1$>
%! train_step (1, [0, 1], start, struct (), 0)
