## Run steps and stack what they compute.
##
## A step begins with its own parameters in starts, n_rows x n_columns x steps;
## where these have come to their end, with what the step before has left.

function trace = record_steps (training_case, n_steps, starts, intermediates)
  network = training_case.network;
  Y = network_targets (training_case.labels, network);
  guard = unchecked ();
  for row = 1:n_steps
    if (row <= size (starts.W1, 3))
      parameters = step_parameters (starts, row);
    endif
    step = train_step (training_case.X, Y, parameters, network,
                       training_case.optimizer);
    parameters = step.parameters;
    if (row == 1)
      trace = empty_trace (step, n_steps, intermediates);
    endif
    # A function of its own would copy the trace at every step.
    trace.loss(row) = step.loss;
    for part = {step.cache, step.gradients, step.parameters}
      for [value, name] = part{1}
        if (isfield (trace, name))
          trace.(name)(:,:,row) = value;
        endif
      endfor
    endfor
  endfor
endfunction

function parameters = step_parameters (starts, row)
  parameters = starts;
  for [value, name] = starts
    parameters.(name) = value(:,:,row);
  endfor
endfunction
