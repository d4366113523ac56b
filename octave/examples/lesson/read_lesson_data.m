## Samples (n_features x n_samples) and labels of a shared data set.

function [X, labels] = read_lesson_data (name)
  [X, labels] = read_data (fullfile ("fixtures", "data", [name ".csv"]));
endfunction
