## Refuse what is not a range for each of some hyper-parameters.
function check_space (call, space)
  require (call, "space", isstruct (space), "ranges by name", space);
  known = __fp_contract__ ().hyper_parameters;
  require (call, "space", numfields (space) > 0,
           "at least 1 hyper-parameter", "0");
  for [range, name] = space
    check_choice (call, "space", name, fieldnames (known));
    check_range (call, name, range, known.(name));
  endfor
endfunction

function check_range (call, name, range, item)
  require (call, name, isstruct (range), "a range", range);
  check_names (call, name, range, {"scale"});
  check_choice (call, [name ".scale"], range.scale, item.scales);
  if (! strcmp (range.scale, "choice"))
    check_ends (call, name, range, item);
    return;
  endif
  check_names (call, name, range, {"scale", "choices"}, {"scale", "choices"});
  name = [name ".choices"];
  choices = range.choices;
  is_list = iscell (choices) || isnumeric (choices);
  require (call, name, is_list, "a list of choices", choices);
  require (call, name, ! isempty (choices), "at least 1 choice", "0");
  if (isnumeric (choices))
    choices = num2cell (choices);
  endif
  for choice = choices(:)'
    __fp_check_value__ (call.caller, name, choice{1}, item);
  endfor
endfunction

function check_ends (call, name, range, item)
  fields = {"scale", "low", "high"};
  check_names (call, name, range, fields, fields);
  low = range.low;
  high = range.high;
  __fp_check_value__ (call.caller, [name ".low"], low, item);
  __fp_check_value__ (call.caller, [name ".high"], high, item);
  require (call, [name ".low"], low < high,
           ["a number below " __fp_describe__(high)], low);
  require (call, [name ".low"], low > 0 || ! strcmp (range.scale, "log"),
           "a number above 0 on a log scale", low);
  require (call, [name ".high"],
           high < 1 || ! strcmp (range.scale, "log_one_minus"),
           "a number below 1 on a log_one_minus scale", high);
endfunction
