## Number of samples in a share that leaves others some, too.

function n_part = part_size (caller, name, n_samples, share)
  n_part = floor (double (n_samples) * share + 0.5);
  if (n_part < 1 || n_part >= n_samples)
    __fp_refuse__ (caller, name, "a share that leaves each part a sample",
                   __fp_describe__ (share));
  endif
endfunction
