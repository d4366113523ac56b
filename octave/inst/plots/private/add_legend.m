## Put a legend beside the axes, where it hides nothing.

function add_legend (drawn, names)
  legend (drawn, names, "location", "northeastoutside", "box", "off",
          "interpreter", "none");
endfunction
