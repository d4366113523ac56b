## One hidden layer of relu units and softmax: the spiral of three arms.

addpath ("octave/examples/lesson");
folder = start_lesson ("softmax_network");
steps = lesson_steps (3000);
[X, labels] = read_lesson_data ("spiral");  # 2 x 300

sizes = [2, 100, 3];
network = new_network (sizes, {"relu", "softmax"}, ...
                       "categorical_cross_entropy");
start = initialize_parameters (sizes, "random", "normal", 1);
rates = [0.1, 0.5];
curves = [];
for rate = rates
  printf ("learning rate %g\n", rate);
  optimizer = new_optimizer ("gradient_descent", rate);
  [parameters, losses] = train (X, labels, start, network, optimizer, steps);
  show_losses (losses);
  curves = [curves, losses'];
endfor

# The last rate is the course's.
predicted = predict_labels (X, parameters, network);
printf ("accuracy %.4f\n", accuracy (labels, predicted));
counts = confusion_matrix (labels, predicted, 3);
show_confusion (counts);
show_statistics (counts);

names = arrayfun (@(rate) sprintf ("rate %g", rate), rates, ...
                  "UniformOutput", false);
plot_data (X, labels, fullfile (folder, "data.png"));
plot_losses (curves, names, fullfile (folder, "losses.png"));
plot_confusion_matrix (counts, fullfile (folder, "confusion.png"));
plot_decision_boundary (X, labels, parameters, network, ...
                        fullfile (folder, "boundary.png"));
printf ("pictures in %s\n", folder);
