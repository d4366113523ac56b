## Hold values against what the contract says of a function, in the name of
## `caller`, and give them back, records with all their fields.
##
## A call under check is a struct: its caller, its values by name, the sizes
## that its arguments agree on, and its network and case once they are known.
function values = check_call (caller, entry, values)
  call = struct ("caller", caller, "values", values, "sizes", struct (),
                 "network", [], "training_case", []);
  for item = entry.items
    call = check_item (call, item{1});
  endfor
  for item = entry.roomy
    check_room (call, item{1});
  endfor
  if (isfield (entry, "outputs"))
    check_output (call, entry.outputs);
  endif
  values = call.values;
endfunction

## Refuse an array of more entries than each language can count.
function check_room (call, item)
  if (strcmp (item.kind, "counts"))           # of each layer
    sizes = double (call.values.(item.name));
    n_entries = sizes(1:end-1) .* sizes(2:end);
  else
    of_shape = @(shape) prod (cellfun (@(axis) double (call.sizes.(axis)),
                                       axes_of (shape)));
    n_entries = cellfun (of_shape, item.room);
  endif
  for n = n_entries(:)'
    require (call, item.name, n < 2^31, "an array of less than 2^31 entries",
             n);
  endfor
endfunction

## Refuse a loss, or a number of units, that does not fit the output.
function check_output (call, outputs)
  fields = call.values;
  last = fields.activations{end};
  output = outputs{cellfun(@(output) strcmp (output.activation, last), outputs)};
  require (call, "loss", strcmp (fields.loss, output.loss),
           ["one that fits " last], fields.loss);
  if (isfield (output, "units"))
    n_units = fields.layer_sizes(end);
    require (call, "layer_sizes", n_units == output.units,
             sprintf ("%d %s output", output.units, last), n_units);
  endif
endfunction
