## Refuse what is no confusion matrix of two classes or more.

function check_confusion (caller, counts)
  if (rows (counts) < 2)
    __fp_refuse__ (caller, "counts", "at least 2 x 2", "1 x 1");
  endif
  if (! any (counts(:)))
    __fp_refuse__ (caller, "counts", "at least 1 sample", "0");
  endif
endfunction
