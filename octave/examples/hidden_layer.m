## One hidden layer of tanh units: nine blobs in two classes.

addpath ("octave/examples/lesson");
folder = start_lesson ("hidden_layer");
steps = lesson_steps (2000);
[X, labels] = read_lesson_data ("blobs");   # 2 x 400

## Train a network of n_hidden units; print the loss as it goes.
function [parameters, network, losses] = learn (X, labels, steps, ...
                                                n_hidden, rate)
  printf ("%d hidden units, learning rate %g\n", n_hidden, rate);
  sizes = [2, n_hidden, 1];
  network = new_network (sizes, {"tanh", "sigmoid"}, "binary_cross_entropy");
  start = initialize_parameters (sizes, "xavier", "uniform", 1);
  optimizer = new_optimizer ("gradient_descent", rate);
  [parameters, losses] = train (X, labels, start, network, optimizer, steps);
  show_losses (losses);
endfunction

# How fast, and how wide?  The course tries rates up to 3 and 4 to 12 units.
rates = [0.01, 0.03, 0.1];
curves = [];
for rate = rates
  [~, ~, losses] = learn (X, labels, steps, 9, rate);
  curves = [curves, losses'];
endfor
names = arrayfun (@(rate) sprintf ("rate %g", rate), rates, ...
                  "UniformOutput", false);
plot_losses (curves, names, fullfile (folder, "rates.png"));

widths = [2, 4, 12];
curves = [];
for n_hidden = widths
  [parameters, network, losses] = learn (X, labels, steps, n_hidden, 0.1);
  curves = [curves, losses'];
endfor
names = arrayfun (@(width) sprintf ("%d units", width), widths, ...
                  "UniformOutput", false);
plot_losses (curves, names, fullfile (folder, "widths.png"));

# The last one is the widest.
predicted = predict_labels (X, parameters, network);
printf ("accuracy %.4f\n", accuracy (labels, predicted));
show_confusion (confusion_matrix (labels, predicted, 2));

plot_data (X, labels, fullfile (folder, "data.png"));
plot_decision_boundary (X, labels, parameters, network, ...
                        fullfile (folder, "boundary.png"));
printf ("pictures in %s\n", folder);
