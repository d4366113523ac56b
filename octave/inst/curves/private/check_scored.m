## Refuse what is not labels of two classes with a score each.

function check_scored (caller, labels, scores)
  check_labels (caller, "labels", labels, 2);
  check_numbers (caller, "scores", scores);
  check_size (caller, "scores", scores, numel (labels));
endfunction
