## Mark samples by class, with a legend beside the axes.

function marks = draw_samples (ax, X, labels)
  classes = unique (labels);
  marks = [];
  for label = classes'
    samples = X(:,labels == label);           # 2 x n_samples of the class
    marks(end+1) = plot (ax, samples(1,:), samples(2,:), "linestyle", "none",
                         "marker", cycle (style ().marks, label){1},
                         "markersize", 4.5,
                         "markerfacecolor", cycle (style ().colours, label),
                         "markeredgecolor", style ().edge);
  endfor
  add_legend (marks, cellstr (num2str (classes, "class %d")));
endfunction
