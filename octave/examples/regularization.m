## Initial weights on two circles; over-fitting, L2 and dropout on blobs.

addpath ("octave/examples/lesson");
folder = start_lesson ("regularization");
steps = lesson_steps (2000);
[X, labels] = read_lesson_data ("circles");  # 2 x 300

## Train from one start; print the loss as it goes, and the test's result.
function losses = learn (X, labels, steps, method)
  printf ("initial weights %s\n", method);
  [train_samples, test_samples] = train_test_split (numel (labels), 0.25, 1);
  sizes = [2, 11, 1];
  network = new_network (sizes, {"relu", "sigmoid"}, "binary_cross_entropy");
  start = initialize_parameters (sizes, method, "normal", 1);
  optimizer = new_optimizer ("gradient_descent", 0.3);
  [parameters, losses] = train (X(:,train_samples), labels(train_samples), ...
                                start, network, optimizer, steps, [], 1);
  show_losses (losses);
  predicted = predict_labels (X(:,test_samples), parameters, network);
  printf ("test accuracy %.4f\n", accuracy (labels(test_samples), predicted));
  show_confusion (confusion_matrix (labels(test_samples), predicted, 2));
endfunction

## Loss without penalty and masks.
function loss = data_loss (X, labels, parameters, network)
  network.l2_penalty = 0;
  network.keep_prob = 1;
  [~, cache] = network_forward (X, parameters, network);
  Y = network_targets (labels, network);
  loss = network_loss (Y, parameters, cache, network);
endfunction

## Train with L2 and dropout; print the loss of training and of the test.
function losses = fit (samples, folder, l2_penalty, keep_prob)
  sizes = [2, 40, 20, 1];
  network = new_network (sizes, {"relu", "relu", "sigmoid"}, ...
                         "binary_cross_entropy", "mean", l2_penalty, keep_prob);
  start = initialize_parameters (sizes, "he", "normal", 1);
  optimizer = new_optimizer ("adam", 0.003);
  [parameters, losses] = train (samples.X_train, samples.train_labels, ...
                                start, network, optimizer, ...
                                lesson_steps (1000), [], 1);
  predicted = predict_labels (samples.X_test, parameters, network);
  printf ("%10.1f%10.1f%15.4f%11.4f%15.4f\n", l2_penalty, keep_prob, ...
          data_loss (samples.X_train, samples.train_labels, parameters, ...
                     network), ...
          data_loss (samples.X_test, samples.test_labels, parameters, ...
                     network), ...
          accuracy (samples.test_labels, predicted));
  name = sprintf ("blobs-%g-%g.png", l2_penalty, keep_prob);
  plot_decision_boundary (samples.X_train, samples.train_labels, ...
                          parameters, network, fullfile (folder, name));
endfunction

# Where training starts: from zeros it never moves.
methods = {"zeros", "random", "he", "xavier"};
curves = [];
for method = methods
  losses = learn (X, labels, steps, method{1});
  curves = [curves, losses'];
endfor
plot_losses (curves, methods, fullfile (folder, "starts.png"));

# Over-fitting: 60 samples of classes that overlap, and 961 parameters.
[X, labels] = read_lesson_data ("blobs");   # 2 x 400
[train_samples, test_samples] = train_test_split (numel (labels), 0.85, 1);
samples.train_labels = labels(train_samples);
samples.test_labels = labels(test_samples);
[samples.X_train, mean_train, scale] = standardize (X(:,train_samples));
samples.X_test = standardize_with (X(:,test_samples), mean_train, scale);

printf ("l2_penalty keep_prob  training loss  test loss  test accuracy\n");
names = {"neither", "l2", "dropout", "both"};
curves = [];
for setting = [0, 0.2, 0, 0.2; 1, 1, 0.5, 0.5]  # l2_penalty, keep_prob
  losses = fit (samples, folder, setting(1), setting(2));
  curves = [curves, losses'];
endfor
plot_losses (curves, names, fullfile (folder, "regularized.png"));
printf ("pictures in %s\n", folder);
