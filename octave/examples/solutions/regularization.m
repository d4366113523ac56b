## A penalty and its gradient, and the share that a mask keeps.

addpath (genpath ("octave/inst"));

W = [1, 2, -2];
printf ("penalty %.4f\n", l2_loss (struct ("W1", W), 0.3, 6));
words = sprintf ("%.2f ", l2_gradient (W, 0.3, 6));
printf ("gradient %s\n", strtrim (words));

for n_units = [10, 1000]
  mask = dropout_mask (n_units, 100, 0.8, 1, 1, 0);
  printf ("share kept of %d x 100: %.4f\n", n_units, mean (mask(:)));
endfor
