## Rows for classes or curves 0, 1, ..., from the first again after the last.

function items = cycle (items, numbers)
  items = items(mod (numbers, rows (items)) + 1,:);
endfunction
