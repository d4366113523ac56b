## Hold an argument of a call against what the contract says of its kind, and
## give back the call with what it now knows.
function call = check_item (call, item)
  name = item.name;
  value = [];
  is_given = isfield (call.values, name);
  if (is_given)
    value = call.values.(name);
  endif
  if ((! is_given || (item.may_lack && isempty (value)))
      && ! strcmp (item.kind, "trace"))
    return;
  endif
  switch (item.kind)
    case {"matrix", "vector", "labels"}
      call = check_array (call, item, value);
    case {"number", "count"}
      check_number (call, item, value);
      call.sizes.(name) = value;
    case "counts"
      check_counts (call, item, value);
    case "text"
      check_word (call, item, value);
    case "texts"
      call = check_words (call, item, value);
    case "flag"
      is_flag = islogical (value) && isscalar (value);
      require (call, name, is_flag, "true or false", value);
    case "function"
      require (call, name, is_function_handle (value), "a function", value);
    case "path"
      is_path = ischar (value) && rows (value) == 1 && ! isempty (value);
      require (call, name, is_path, "a path", value);
      check_picture (call, name, value, item.endings);
    case {"network", "optimizer", "case", "search"}
      call = check_record (call, item, value);
    case {"matrices", "trace"}
      call = check_matrices (call, item, value);
    case "space"
      check_space (call, value);
    case "trial"
      check_trial (call, call.values.space, value);
  endswitch                                   # an array may be anything
endfunction

function check_number (call, item, value)
  is_number = isnumeric (value) && isreal (value) && isscalar (value);
  for rule = item.rules
    is_kept = is_number && keeps_rule (rule{1}, value);
    require (call, item.name, is_kept, rule{1}.says, value);
  endfor
endfunction

function check_counts (call, item, value)
  is_list = isnumeric (value) && ndims (value) == 2 && any (size (value) == 1);
  require (call, item.name, is_list, "a list of whole numbers", value);
  item.rules = __fp_contract__ ().ranges.count;
  arrayfun (@(n_units) check_number (call, item, n_units), value);
  require (call, item.name, numel (value) > 1, "at least 2 sizes",
           sprintf ("%d", numel (value)));
endfunction

function check_word (call, item, value)
  choices = item.choices;
  if (! isempty (item.names_of))
    choices = fieldnames (call.values.(item.names_of));
  endif
  if (isempty (choices))
    is_text = ischar (value) && rows (value) < 2;
    require (call, item.name, is_text, "text", value);
  else
    check_choice (call, item.name, value, choices);
  endif
endfunction

function call = check_words (call, item, words)
  require (call, item.name, iscell (words), "a list of words", words);
  n_words = numel (words);
  if (isempty (item.last))
    cellfun (@(word) check_word (call, item, word), words);
    call = check_length (call, item, n_words, "words");
    return;
  endif
  n_layers = numel (call.values.layer_sizes) - 1;
  require (call, item.name, n_words == n_layers, "one a layer",
           sprintf ("%d for %d layers", n_words, n_layers));
  for k = 1:n_words - 1
    check_choice (call, item.name, words{k}, item.choices);
  endfor
  check_choice (call, item.name, words{end}, item.last);
endfunction

## Refuse a file that no picture can be written to.
function check_picture (call, name, file, endings)
  if (isempty (endings))
    return;
  endif
  [folder, stem, ending] = fileparts (file);
  known = [strjoin(endings(1:end-1)', ", ") " or " endings{end}];
  require (call, name, any (strcmp (ending, endings)),
           ["a name that ends in " known], [stem ending]);
  if (! isempty (folder) && ! isfolder (folder))
    __fp_refuse__ (call.caller, name, "a folder that exists", folder);
  endif
  require (call, name, ! isfolder (file), "a file", "a folder");
endfunction
