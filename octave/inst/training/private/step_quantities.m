## List what a step computed, in order of computation.

function quantities = step_quantities (step, intermediates)
  quantities = struct ();
  if (intermediates)
    quantities = rmfield (step.cache, "A0");
  endif
  quantities.loss = step.loss;
  for [value, name] = step.gradients
    if (intermediates || any (strncmp (name, {"dW", "db"}, 2)))
      quantities.(name) = value;
    endif
  endfor
  for [value, name] = step.parameters
    quantities.(name) = value;
  endfor
endfunction
