"""How many batches, how large the last one is, and who is in them."""

import numpy as np

import firstprinciples as fp

m, size = 1000, 64
n_batches = fp.batch_count(m, size)
epoch = [fp.batch_samples(m, size, seed=1, step=k) for k in range(n_batches)]
print(f"batches {n_batches}, the last one has {epoch[-1].size}")
different = np.unique(np.concatenate(epoch)).size
print(f"different samples in an epoch {different}")
