## An argument of the contract with all fields that an argument may have, its
## range as rules and its shape as a cell of names and numbers.
function item = complete_item (item)
  persistent empty = struct (
    "range", "", "shape", "", "type", "", "items", "", "order", "",
    "choices", {{}}, "last", {{}}, "names_of", "", "classes", "",
    "column_sum", "", "holds", "", "needs", {{}}, "only", "", "like", "",
    "prefixes", {{""}}, "finite", false, "endings", {{}}, "room", {{}},
    "optional", false, "default", []);
  for [value, name] = empty
    if (! isfield (item, name))
      item.(name) = value;
    endif
  endfor
  item.may_lack = item.optional && isempty (item.default);
  item.axes = axes_of (item.shape);
  item.rules = {};
  if (! isempty (item.range))
    item.rules = __fp_contract__ ().ranges.(item.range);
  endif
endfunction
