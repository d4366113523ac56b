## Refuse a list of another length than the contract says; `words` names what
## it holds.
function call = check_length (call, item, n_items, words)
  if (! isempty (item.axes))
    [call.sizes, size] = sizes_of (call.sizes, item.axes, n_items);
    if (! isempty (item.items))
      words = item.items;
    endif
    got = sprintf ("%d", n_items);
    is_alone = isempty (call.network);        # else the features are known
    if (is_alone && isfield (call.sizes, "n_features")
        && call.sizes.n_features == n_items)
      got = [got ": samples stand in columns, pass X'"];
    endif
    if (n_items != size)
      __fp_refuse__ (call.caller, item.name, sprintf ("%d %s", size, words),
                     got);
    endif
  endif
endfunction
