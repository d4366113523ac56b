## Count samples of class 1, and of class 0, that reach each threshold.

function [positives, negatives] = count_reached (labels, scores)
  [ranked, order] = sort (scores(:), "descend");  # n_samples x 1
  is_positive = labels(order) == 1;           # n_samples x 1
  is_last = [ranked(2:end) != ranked(1:end-1); true];  # of its threshold
  positives = [0; cumsum(is_positive)(is_last)];  # n_thresholds + 1 x 1
  negatives = [0; cumsum(! is_positive)(is_last)];  # n_thresholds + 1 x 1
endfunction
