## Classes in ascending order, and the number of each sample's class, from 0.

function [classes, numbers] = read_labels (labels, table_size)
  if (ischar (labels))
    labels = cellstr (labels);
  endif
  is_known = iscellstr (labels) || islogical (labels) ...
             || (isnumeric (labels) && isreal (labels));
  if (! (is_known && isvector (labels)))
    __fp_refuse__ ("fit", "labels", "a class for each sample",
                   __fp_describe__ (labels));
  endif
  labels = labels(:);                         # n_samples x 1
  if (isnumeric (labels))
    check_numbers (labels);
  endif
  check_count (numel (labels), table_size);
  [classes, ~, numbers] = unique (labels);
  classes = classes(:);                       # n_classes x 1
  if (numel (classes) < 2)
    __fp_refuse__ ("fit", "labels", "at least 2 classes",
                   ["1 class, " shown(classes)]);
  endif
  numbers = double (numbers(:)) - 1;          # n_samples x 1
endfunction

## Refuse a label that is missing, or no class but a measured number.
function check_numbers (labels)
  sample = find (isnan (labels) | labels != fix (labels), 1);
  if (isempty (sample))
    return;
  endif
  expected = "a class";
  got = "a missing value";
  if (! isnan (labels(sample)))
    expected = "a class: a whole number, a word or a flag";
    got = __fp_describe__ (labels(sample));
  endif
  __fp_refuse__ ("fit", sprintf ("labels(%d)", sample), expected, got);
endfunction

function check_count (n_labels, table_size)
  if (n_labels == table_size(1))
    return;
  elseif (n_labels == table_size(2))
    __fp_refuse__ ("fit", "X", sprintf ("%d rows, one a label", n_labels),
                   sprintf ("%d x %d: samples stand in rows here, pass X'",
                            table_size));
  endif
  __fp_refuse__ ("fit", "labels",
                 sprintf ("%d labels, one a row of X", table_size(1)),
                 sprintf ("%d", n_labels));
endfunction

function text = shown (classes)
  if (iscellstr (classes))
    text = classes{1};
  else
    text = __fp_describe__ (classes(1));
  endif
endfunction
