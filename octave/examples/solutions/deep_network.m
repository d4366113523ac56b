## Parameters of the lesson's network, and a tie below the ROC curve.

addpath (genpath ("octave/inst"));

start = initialize_parameters ([64, 15, 9, 7, 1], "zeros", "normal", 1);
printf ("parameters %d\n", sum (structfun (@numel, start)));

[x, y] = roc_curve ([0; 1; 0; 1], [0.2, 0.5, 0.5, 0.9]);
printf ("area %.4f\n", area_under_curve (x, y));
