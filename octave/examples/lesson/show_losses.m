## Print about ten losses of a training run, the last one among them.

function show_losses (losses, decimals = 6)
  last = numel (losses) - 1;
  steps = unique ([0:max(floor (numel (losses) / 10), 1):last, last]);
  printf ("    step        loss\n");
  printf (sprintf ("%%8d%%12.%df\n", decimals), [steps; losses(steps + 1)]);
endfunction
