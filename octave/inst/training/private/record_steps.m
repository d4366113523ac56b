## Run steps and stack what they compute.
##
## starts and states hold parameters and optimizer states, n_rows x n_columns x
## steps.  A step begins with its own; where these have come to their end, with
## what the step before has left.  Also gives what the last step leaves.

function [trace, parameters, state] = record_steps (
    training_case, first_step, n_steps, starts, states, intermediates)
  Y = network_targets (training_case.labels, training_case.network);
  guard = __fp_unchecked__ ();
  for row = 1:n_steps
    if (row <= size (starts.W1, 3))
      parameters = at_row (starts, row);
      state = at_row (states, row);
    endif
    step = train_step (training_case, Y, parameters, state,
                       first_step + row - 1);
    parameters = step.parameters;
    state = step.state;
    if (row == 1)
      trace = empty_trace (step, n_steps, intermediates);
    endif
    # A function of its own would copy the trace at every step.
    trace.loss(row) = step.loss;
    parts = {step.gradients, state, parameters};
    if (intermediates)
      parts{end + 1} = step.cache;
    endif
    for part = parts
      for [value, name] = part{1}
        if (isfield (trace, name))
          if (row > 1 && intermediates)
            refuse_other_size (value, trace.(name));
          endif
          trace.(name)(:,:,row) = value;
        endif
      endfor
    endfor
  endfor
endfunction

# Assigning might also broadcast.
function refuse_other_size (value, stack)
  if (columns (value) != columns (stack))
    __fp_refuse__ ("replay_case", "intermediates", "batches of one size",
                   sprintf ("%d and %d samples", columns (stack),
                            columns (value)));
  endif
endfunction

function matrices = at_row (stacks, row)
  matrices = stacks;
  for [value, name] = stacks
    matrices.(name) = value(:,:,row);
  endfor
endfunction
