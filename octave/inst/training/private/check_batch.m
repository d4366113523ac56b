## Refuse what no batch of a case can be taken from.

function check_batch (caller, training_case, Y, step)
  check_case (caller, training_case);
  network = training_case.network;
  check_targets (caller, Y,
                 [network.layer_sizes(end), columns(training_case.X)],
                 network.loss);
  check_whole (caller, "step", step);
endfunction
