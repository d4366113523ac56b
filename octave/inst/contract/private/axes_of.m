## The names in a shape such as "2 x n_samples"; numbers as numbers.
function axes = axes_of (shape)
  axes = regexp (shape, '\w+(?= x |$)', "match");
  sizes = str2double (axes);
  axes(! isnan (sizes)) = num2cell (sizes(! isnan (sizes)));
endfunction
