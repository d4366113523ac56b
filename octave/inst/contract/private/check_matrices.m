## Hold named matrices against what the contract says that they hold, or, in a
## trace, stacks of them, one matrix a step.
function call = check_matrices (call, item, value)
  name = item.name;
  is_trace = strcmp (item.kind, "trace");
  if (is_trace && item.may_lack && isempty (value))
    value = struct ();
  endif
  is_mapping = isstruct (value) && isscalar (value);
  require (call, name, is_mapping, "named matrices", value);
  if (is_trace)
    call = check_n_steps (call, name, value);
    check_run (call, item, value, call.sizes.n_steps);
  elseif (strncmp (item.holds, "case_", 5))
    check_run (call, item, value, []);
  elseif (strcmp (item.holds, "matrices"))
    check_any (call, item, value);
  else
    check_known (call, item, value);
  endif
endfunction

function call = check_n_steps (call, name, value)
  if (isfield (call.sizes, "n_steps"))
    return;
  endif
  check_names (call, name, value, {"W1"});
  require (call, "W1", is_array (value.W1), "a stack of matrices", value.W1);
  call.values.n_steps = size (value.W1, 3);
  call = check_item (call, complete_item (struct (
    "name", "n_steps", "kind", "count", "range", "count")));
endfunction

function answer = is_array (value)
  answer = isnumeric (value) && any (size (value) != 0);
endfunction

## Refuse what no run of a case can start from; it may hold NaN.
function check_run (call, item, value, n_steps)
  shapes = shapes_like (call.training_case.parameters, {""});
  if (strcmp (item.holds, "case_state"))
    shapes = state_shapes (call.training_case.parameters, call.training_case.optimizer);
  endif
  names = fieldnames (shapes);
  check_names (call, item.name, value, names, names);
  for [shape, entry] = shapes
    array = value.(entry);
    require (call, entry, is_array (array), "an array", array);
    check_doubles (call, entry, array);
    check_shape (call, entry, array, [shape, n_steps]);
  endfor
  if (item.finite)
    for [~, entry] = shapes
      check_finite (call, entry, value.(entry));
    endfor
  endif
endfunction

## Refuse what is not one matrix or more, of any names.
function check_any (call, item, value)
  check_names (call, item.name, value, item.needs);
  require (call, item.name, numfields (value) > 0, "at least 1 matrix", "none");
  for [matrix, entry] = value
    if (isempty (item.only) || entry(1) == item.only)
      check_matrix (call, entry, matrix);
    endif
  endfor
endfunction

## Refuse other matrices than those of a network, or like those of another
## argument; what nothing would read is refused only where it might be a slip.
function check_known (call, item, value)
  shapes = known_shapes (call, item, value);
  known = fieldnames (value);
  switch (item.holds)
    case "parameters"
      known = fieldnames (shapes);
    case "masks"
      known = fieldnames (shapes);
      if (isempty (fieldnames (value)))
        shapes = struct ();
      endif
    case "cache"
      known = [fieldnames(shapes); fieldnames(dropped_shapes (call))];
  endswitch
  check_names (call, item.name, value, fieldnames (shapes), known);
  for [shape, entry] = shapes
    check_matrix (call, entry, value.(entry));
    check_shape (call, entry, value.(entry), shape);
    if (strcmp (item.holds, "masks"))
      check_entries (call, entry, value.(entry),
                     __fp_contract__ ().ranges.mask);
    endif
  endfor
endfunction

function shapes = known_shapes (call, item, value)
  if (! isempty (item.like))
    shapes = shapes_like (call.values.(item.like), item.prefixes(:)');
    return;
  endif
  switch (item.holds)
    case "state"
      shapes = state_shapes (call.values.parameters, call.values.optimizer);
    case "parameters"
      shapes = parameter_shapes (call.network);
    case "masks"
      shapes = shapes_by_layer (call, "M", call.network.layer_sizes(2:end-1));
    case "cache"
      shapes = cache_shapes (call, value);
  endswitch
endfunction

function shapes = cache_shapes (call, cache)
  n_units = call.network.layer_sizes;
  shapes.A0 = [n_units(1), call.sizes.n_samples];
  others = shapes_by_layer (call, "ZA", n_units(2:end));
  dropped = dropped_shapes (call);
  if (! any (isfield (cache, fieldnames (dropped))))
    dropped = struct ();
  endif
  for more = {others, dropped}
    for [shape, entry] = more{1}
      shapes.(entry) = shape;
    endfor
  endfor
endfunction

## What dropout adds to a cache.
function shapes = dropped_shapes (call)
  shapes = shapes_by_layer (call, "GM", call.network.layer_sizes(2:end-1));
endfunction

function shapes = state_shapes (parameters, optimizer)
  guard = __fp_unchecked__ ();
  shapes = shapes_like (optimizer_state (parameters, optimizer), {""});
endfunction

## Shapes of matrices, each name after each of the prefixes.
function shapes = shapes_like (matrices, prefixes)
  shapes = struct ();
  for prefix = prefixes
    for [matrix, name] = matrices
      shapes.([prefix{1} name]) = size (matrix);
    endfor
  endfor
endfunction

## Shapes of what layers hold for each sample.
function shapes = shapes_by_layer (call, letters, n_units)
  shapes = struct ();
  for layer = 1:numel (n_units)
    for letter = letters
      name = sprintf ("%s%d", letter, layer);
      shapes.(name) = [n_units(layer), call.sizes.n_samples];
    endfor
  endfor
endfunction
