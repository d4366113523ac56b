## Room for n_steps steps like this one, in order of computation; the step is
## the last axis.

function trace = empty_trace (step, n_steps, intermediates)
  if (intermediates)
    step.cache = rmfield (step.cache, "A0");
  else
    step.cache = struct ();
    names = fieldnames (step.gradients);
    others = cellfun (@isempty, regexp (names, "^d[Wb]"));
    step.gradients = rmfield (step.gradients, names(others));
  endif
  trace = struct ();
  for part = {step.cache, struct("loss", step.loss), step.gradients, ...
              step.state, step.parameters}
    for [value, name] = part{1}
      trace.(name) = zeros ([size(value), n_steps]);
    endfor
  endfor
  trace.loss = zeros (1, n_steps);
endfunction
