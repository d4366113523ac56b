## Raise an error unless the case has a batch for this step.

function check_batch (caller, training_case, Y, step)
  check_case (caller, training_case);
  network = training_case.network;
  check_targets (caller, Y,
                 [network.layer_sizes(end), columns(training_case.X)],
                 network.loss);
  check_whole (caller, "step", step);
endfunction
