## A constant gradient's average, and when a rate has halved.

addpath (genpath ("octave/inst"));

for corrected = [false, true]
  words = sprintf ("%.3f ", moving_average ([1, 1, 1], 0.9, corrected));
  printf ("%s\n", strtrim (words));
endfor

for epoch = [34, 35]
  rate = scheduled_rate ("exponential", 1, 0.98, 1, epoch);
  printf ("epoch %d: %.4f of the rate\n", epoch, rate);
endfor
