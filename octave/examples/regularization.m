## Initial weights, the L2 penalty and dropout: two circles.

addpath ("octave/examples/lesson");
folder = start_lesson ("regularization");
steps = lesson_steps (2000);
[X, labels] = read_lesson_data ("circles");  # 2 x 300

## Train from one start; print the loss as it goes, and the test's result.
function losses = learn (X, labels, steps, folder, method, l2_penalty, ...
                         keep_prob)
  printf ("%s, l2_penalty %g, keep_prob %g\n", method, l2_penalty, keep_prob);
  [train_samples, test_samples] = train_test_split (numel (labels), 0.25, 1);
  train_samples += 1;                       # samples count from 0
  test_samples += 1;
  sizes = [2, 11, 1];
  network = new_network (sizes, {"relu", "sigmoid"}, ...
                         "binary_cross_entropy", "mean", l2_penalty, keep_prob);
  start = initialize_parameters (sizes, method, "normal", 1);
  optimizer = new_optimizer ("gradient_descent", 0.3);
  [parameters, losses] = train (X(:,train_samples), labels(train_samples), ...
                                start, network, optimizer, steps, [], 1);
  show_losses (losses);
  predicted = predict_labels (X(:,test_samples), parameters, network);
  printf ("test accuracy %.4f\n", accuracy (labels(test_samples), predicted));
  show_confusion (confusion_matrix (labels(test_samples), predicted, 2));
  name = sprintf ("%s-%g-%g.png", method, l2_penalty, keep_prob);
  plot_decision_boundary (X, labels, parameters, network, ...
                          fullfile (folder, name));
endfunction

# Where training starts: from zeros it never moves.
methods = {"zeros", "random", "he", "xavier"};
curves = [];
for method = methods
  losses = learn (X, labels, steps, folder, method{1}, 0, 1);
  curves = [curves, losses'];
endfor
plot_losses (curves, methods, fullfile (folder, "starts.png"));

# The penalty and dropout raise the loss of training: that is their price.
names = {"neither", "l2", "dropout", "both"};
curves = curves(:,3);
for setting = [0.2, 0, 0.2; 1, 0.8, 0.8]    # l2_penalty, keep_prob
  losses = learn (X, labels, steps, folder, "he", setting(1), setting(2));
  curves = [curves, losses'];
endfor
plot_losses (curves, names, fullfile (folder, "regularized.png"));
printf ("pictures in %s\n", folder);
