## Refuse what is not one trial of a space.
function check_trial (call, space, trial)
  require (call, "trial", isstruct (trial), "values by name", trial);
  known = __fp_contract__ ().hyper_parameters;
  for [range, name] = space
    check_names (call, "trial", trial, {name});
    if (! strcmp (range.scale, "choice"))
      value = trial.(name);
      __fp_check_value__ (call.caller, name, value, known.(name));
      ends = [__fp_describe__(range.low) " to " __fp_describe__(range.high)];
      require (call, name, value >= range.low && value <= range.high,
               ["a number from " ends], value);
    endif
  endfor
endfunction
