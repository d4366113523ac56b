## P - learning_rate v for each parameter P.

function parameters = moved (parameters, v, learning_rate)
  for [value, name] = parameters
    parameters.(name) = value - learning_rate * v.(["v" name]);
  endfor
endfunction
