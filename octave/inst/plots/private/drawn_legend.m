## Read the name back that the legend gives to each curve.

function names = drawn_legend (drawn)
  names = arrayfun (@(h) get (h, "displayname"), drawn(:)',
                    "UniformOutput", false);
endfunction
