## Softmax and its cross-entropy, alone: no hidden layer, summed loss.

addpath ("octave/examples/lesson");
folder = start_lesson ("softmax");
steps = lesson_steps (300);

## Print numbers in a row.
function show_row (values)
  printf ("%s\n", sprintf ("%10.6f", values));
endfunction

# Scores become probabilities.
z = [1; 3; 6];                              # 3 classes x 1 sample
p = softmax (z);
printf ("softmax of 1, 3, 6\n");
show_row (p);
printf ("its Jacobian\n");
for row = 1:3
  show_row (softmax_jacobian (p)(row,:,1));
endfor

# The gradient p - y, and the slopes of the loss that it claims to be.
y = one_hot (1, 3);                         # class 1 is the true one
printf ("gradient p - y\n");
show_row (categorical_cross_entropy_gradient (p, y, "sum"));
epsilon = 1e-4;
slopes = [];
for e = eye (3)                             # 3 x 1 each
  above = categorical_cross_entropy (z + epsilon * e, y, "sum");
  below = categorical_cross_entropy (z - epsilon * e, y, "sum");
  slopes(end+1) = (above - below) / (2 * epsilon);
endfor
printf ("slopes of the loss\n");
show_row (slopes);

# A layer of softmax draws straight borders: too few for a spiral.
[X, labels] = read_lesson_data ("spiral");  # 2 x 300
network = new_network ([2, 3], {"softmax"}, "categorical_cross_entropy", ...
                       "sum");
start = initialize_parameters ([2, 3], "random", "normal", 1);
optimizer = new_optimizer ("gradient_descent", 0.002);
[parameters, losses] = train (X, labels, start, network, optimizer, steps);
show_losses (losses);
predicted = predict_labels (X, parameters, network);
printf ("accuracy %.4f\n", accuracy (labels, predicted));
show_confusion (confusion_matrix (labels, predicted, 3));

plot_softmax_surface (fullfile (folder, "surface.png"));
plot_decision_boundary (X, labels, parameters, network, ...
                        fullfile (folder, "boundary.png"));
printf ("pictures in %s\n", folder);
