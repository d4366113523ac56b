## Read marks back, group by group; the last word of a group's name is its
## number.

function [points, groups, colours] = drawn_marks (marks)
  points = [];                                # 2 x n_marks
  groups = colours = [];                      # n_marks x 1
  for mark = marks
    here = [get(mark, "xdata")(:)'; get(mark, "ydata")(:)'];
    same = ones (columns (here), 1);
    number = str2double (strsplit (get (mark, "displayname"), " "){end});
    colour = colour_numbers (get (mark, "markerfacecolor"), style ().colours);
    points = [points, here];
    groups = [groups; number * same];
    colours = [colours; colour * same];
  endfor
endfunction
