## A sample's loss and gradient, and the first gradient of a bias.

addpath (genpath ("octave/inst"));

p = sigmoid (-3);
loss = binary_cross_entropy (-3, 1);
printf ("p %.4f, loss %.4f, gradient %.4f\n", p, loss, p - 1);

[~, labels] = read_data ("fixtures/data/breast_cancer.csv");
share = mean (labels);
printf ("share of class 1 %.4f, db %.4f\n", share, 0.5 - share);
