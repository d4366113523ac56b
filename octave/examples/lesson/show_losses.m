## Print about ten losses of a training run, the last one among them.

function show_losses (losses)
  last = numel (losses) - 1;
  steps = unique ([0:max(floor (numel (losses) / 10), 1):last, last]);
  printf ("    step        loss\n");
  printf ("%8d%12.6f\n", [steps; losses(steps + 1)]);
endfunction
