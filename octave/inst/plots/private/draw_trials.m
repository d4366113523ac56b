## Mark the trials of a search by round, and put a ring about the best.

function marks = draw_trials (ax, places, rounds, scores, best)
  numbers = unique (rounds)';
  marks = [];
  names = {};
  for number = numbers
    here = rounds == number & isfinite (scores);
    if (any (here))
      marks(end + 1) = plot (ax, places(here), scores(here),
                             "linestyle", "none",
                             "marker", cycle (style ().marks, number){1},
                             "markersize", 6,
                             "markerfacecolor",
                             cycle (style ().colours, number),
                             "markeredgecolor", style ().edge);
      names{end + 1} = sprintf ("round %d", number);
    endif
  endfor
  winner = find (scores == best, 1);
  marks(end + 1) = plot (ax, places(winner), scores(winner),
                         "linestyle", "none", "marker", "o",
                         "markersize", 12, "markeredgecolor", style ().edge);
  names{end + 1} = "winner";
  add_legend (marks, names);
endfunction
