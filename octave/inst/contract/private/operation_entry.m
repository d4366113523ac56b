## What the contract says of a public function, made ready to check a call:
##
##   names, records  of all arguments; of those that are records
##   n_required      number of arguments that must be given
##   given           by their number: text that gives the arguments as a cell
##   items           arguments in the order of their checks
##   roomy           those of arrays whose entries could be too many to count
function entry = operation_entry (name)
  persistent ready = struct ();
  if (! isfield (ready, name))
    ready.(name) = prepared (__fp_contract__ ().operations.(name));
  endif
  entry = ready.(name);
endfunction

function entry = prepared (entry)
  items = entry.arguments;
  if (isstruct (items))
    items = num2cell (items);
  endif
  items = cellfun (@complete_item, reshape (items, 1, []),
                   "UniformOutput", false);
  entry.names = cellfun (@(item) item.name, items, "UniformOutput", false);
  kinds = cellfun (@(item) item.kind, items, "UniformOutput", false);
  entry.records = entry.names(ismember (kinds,
                                        {"network", "optimizer", "case"}));
  entry.n_required = sum (! cellfun (@(item) item.optional, items));
  entry.given = arrayfun (@(n) ["{" strjoin(entry.names(1:n), ", ") "}"],
                          1:numel (items), "UniformOutput", false);
  entry.defaults = cellfun (@(item) item.default, items,
                            "UniformOutput", false);
  is_first = false (size (items));
  if (isfield (entry, "first"))
    [~, places] = ismember (entry.first, entry.names);
    is_first(places) = true;
    items = [items(places), items(! is_first)];
  endif
  entry.items = items;
  entry.roomy = items(! cellfun (@(item) isempty (item.room), items));
endfunction
