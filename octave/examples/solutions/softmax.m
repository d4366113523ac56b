## Large scores, rows of a Jacobian, and one-hot in a line.

addpath (genpath ("octave/inst"));

for first = [0, 1000]
  p = softmax ([first; first + 1]);
  printf ("softmax of %d, %d: %.6f\n", first, first + 1, p(1));
endfor

J = softmax_jacobian (softmax ([1; 2; 3]));
words = {"false", "true"};
for row = 1:3
  small = abs (sum (J(row,:,1))) < 1e-15;
  printf ("row sum is 0: %s\n", words{small + 1});
endfor

labels = [2; 0; 1; 2];
K = 3;
Y = double ((0:K-1)' == labels');
printf ("one line is one_hot: %s\n", words{isequal(Y, one_hot (labels, K)) + 1});
