## Read the x and the y of curves of equal length back, a column each.

function [x, y] = drawn_curves (drawn)
  read = @(name) arrayfun (@(h) get (h, name)(:), drawn(:)',
                           "UniformOutput", false);
  x = cell2mat (read ("xdata"));
  y = cell2mat (read ("ydata"));
endfunction
