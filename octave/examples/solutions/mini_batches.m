## How many batches, how large the last one is, and who is in them.

addpath (genpath ("octave/inst"));

m = 1000;
batch_size = 64;
n_batches = batch_count (m, batch_size);
epoch = arrayfun (@(step) batch_samples (m, batch_size, 1, step)(:)',
                  0:n_batches - 1, "UniformOutput", false);
printf ("batches %d, the last one has %d\n", n_batches, numel (epoch{end}));
different = numel (unique ([epoch{:}]));
printf ("different samples in an epoch %d\n", different);
