## Refuse numbers of samples that are not whole or below one.

function check_batches (caller, n_samples, batch_size)
  check_count (caller, "n_samples", n_samples);
  check_count (caller, "batch_size", batch_size);
endfunction
