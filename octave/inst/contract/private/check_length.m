## Refuse a list of another length than the contract says; `words` names what
## it holds.
function call = check_length (call, item, n_items, words)
  if (! isempty (item.axes))
    [call.sizes, size] = sizes_of (call.sizes, item.axes, n_items);
    if (! isempty (item.items))
      words = item.items;
    endif
    require (call, item.name, n_items == size, sprintf ("%d %s", size, words),
             sprintf ("%d", n_items));
  endif
endfunction
