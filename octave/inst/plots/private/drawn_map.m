## Read a map back: the middles of its cells, ascending, and their values, of
## which a row has one y.

function [x, y, values] = drawn_map (map)
  values = get (map, "cdata");
  [x, column] = sort (middles (get (map, "xdata"), columns (values)));
  [y, row] = sort (middles (get (map, "ydata"), rows (values)));
  values = values(row,column,:);
endfunction

## Octave keeps the middles of the first and of the last cell.
function x = middles (ends, n_cells)
  x = linspace (ends(1), ends(end), n_cells);
endfunction
