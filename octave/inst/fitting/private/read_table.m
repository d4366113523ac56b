## Turn a table of any numbers into doubles, a sample a row.

function X = read_table (caller, X)
  is_table = (isnumeric (X) || islogical (X)) && isreal (X) && ndims (X) == 2;
  if (! is_table || all (size (X) == 0))
    __fp_refuse__ (caller, "X", "a table of numbers, samples in rows",
                   __fp_describe__ (X));
  elseif (isempty (X))
    __fp_refuse__ (caller, "X", "at least 1 x 1", sprintf ("%d x %d", size (X)));
  endif
  X = full (double (X));
  [row, column] = find (! isfinite (X), 1);
  if (! isempty (row))
    __fp_refuse__ (caller, sprintf ("X(%d, %d)", row, column),
                   "a finite number", __fp_describe__ (X(row, column)));
  endif
endfunction
