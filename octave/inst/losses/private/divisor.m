## What a sum over samples is divided by.

function number = divisor (matrix, reduction)
  number = 1;
  if (strcmp (reduction, "mean"))
    number = columns (matrix);
  endif
endfunction
