## beta1 v + (1 - beta1) dP for each parameter P.

function v = average_of_gradients (parameters, gradients, state, beta1)
  v = struct ();
  for [value, name] = parameters
    v.(["v" name]) = beta1 * state.(["v" name]) ...
                     + (1 - beta1) * gradients.(["d" name]);
  endfor
endfunction
