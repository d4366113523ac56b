## Stack the quantities of all steps: the step is the last axis.

function trace = stack_steps (history)
  history = [history{:}];                     # 1 x n_steps
  for [value, name] = history(1)
    side_by_side = [history.(name)];          # n_rows x (n_columns n_steps)
    trace.(name) = reshape (side_by_side, rows (value), columns (value), []);
  endfor
  trace.loss = reshape (trace.loss, 1, []);
endfunction
