## Refuse parameters that do not fit; training may have made NaN.

function check_parameters (caller, parameters, network, n_steps = [])
  shapes = parameter_shapes (network);
  names = fieldnames (shapes);
  check_entries (caller, "parameters", parameters, names);
  for [value, name] = parameters
    if (! isfield (shapes, name))
      refuse (caller, "parameters", strjoin (names', ", "), name);
    endif
    check_doubles (caller, name, value, [shapes.(name), n_steps]);
  endfor
endfunction
