## One step of the worked numbers, and two hidden units exchanged.

addpath (genpath ("octave/inst"));

x = [1; 2];
W1 = [0.5, -0.5];
W2 = 2;
a = tanh (W1 * x);
before = sigmoid (W2 * a);
dz2 = before - 1;
dz1 = W2 * dz2 * (1 - a ^ 2);
a_after = tanh ((W1 - 0.1 * dz1 * x') * x - 0.1 * dz1);
after = sigmoid ((W2 - 0.1 * dz2 * a) * a_after - 0.1 * dz2);
printf ("p before %.4f, after %.4f\n", before, after);

W1 = [0.5, -0.5; 1, 0.25];
W2 = [2, -1];
for order = [0, 1; 1, 0]
  p = sigmoid (W2(order + 1) * tanh (W1(order + 1,:) * x));
  printf ("units %d and %d: p %.4f\n", order, p);
endfor
