## Pale colours of classes, n_labels x 3.

function colours = region_colours (labels)
  share = style ().white_share;
  colours = share + (1 - share) * cycle (style ().colours, labels);
endfunction
