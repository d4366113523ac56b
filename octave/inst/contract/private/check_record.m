## Hold a network, an optimizer, a case or a search against the contract, and
## let the other arguments of the call fit it.
function call = check_record (call, item, value)
  kind = item.kind;
  record = __fp_contract__ ().records.(kind);
  is_record = isstruct (value) && isscalar (value);
  require (call, item.name, is_record, record.says, value);
  switch (kind)
    case "search"
      check_names (call, item.name, value, {"trials", "scores"});
    case "case"
      call = check_case (call, item.name, value, record.fields);
    otherwise
      entry = operation_entry (record.fields_of);
      check_names (call, item.name, value,
                   entry.names(1:entry.n_required), entry.names);
      record = __fp_check_fields__ (call.caller, record.fields_of, value);
      call.values.(item.name) = record;
      if (strcmp (kind, "network"))
        call = take_network (call, record);
      endif
  endswitch
endfunction

## One output unit tells two classes apart.
function call = take_network (call, network)
  call.network = network;
  call.sizes.n_features = network.layer_sizes(1);
  call.sizes.n_outputs = network.layer_sizes(end);
  call.sizes.n_classes = max (2, network.layer_sizes(end));
endfunction

function call = check_case (call, name, value, fields)
  persistent known = {"id", "X", "labels", "parameters", "network", ...
                      "optimizer", "steps", "seed", "batch_size"};
  check_names (call, name, value, known, known);
  own = call;
  own.values = value;
  for field = fields
    own = check_item (own, complete_item (field{1}));
  endfor
  call.sizes = own.sizes;
  call.network = own.network;
  call.training_case = call.values.(name) = own.values;
endfunction
