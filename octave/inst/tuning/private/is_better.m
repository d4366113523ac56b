## Whether a score beats the best so far; an equal one does not.

function better = is_better (score, best, criterion)
  if (isnan (score) || isempty (best))
    better = ! isnan (score);
  elseif (strcmp (criterion, "loss"))
    better = score < best.score;
  else
    better = score > best.score;
  endif
endfunction
