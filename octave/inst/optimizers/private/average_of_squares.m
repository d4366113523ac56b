## beta2 s + (1 - beta2) dP^2 for each parameter P.

function s = average_of_squares (parameters, gradients, state, beta2)
  s = struct ();
  for [value, name] = parameters
    gradient = gradients.(["d" name]);
    s.(["s" name]) = beta2 * state.(["s" name]) ...
                     + (1 - beta2) * (gradient .* gradient);
  endfor
endfunction
