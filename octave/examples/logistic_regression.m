## Logistic regression, a network without a hidden layer: breast cancer.

addpath ("octave/examples/lesson");
folder = start_lesson ("logistic_regression");
steps = lesson_steps (1000);
[X, labels] = read_lesson_data ("breast_cancer");  # 30 x 569; 0 is malignant

# A quarter is kept for the test, and scaled as the training samples are.
[train_samples, test_samples] = train_test_split (numel (labels), 0.25, 1);
[X_train, mean_train, scale] = standardize (X(:,train_samples));
X_test = standardize_with (X(:,test_samples), mean_train, scale);

network = new_network ([30, 1], {"sigmoid"}, "binary_cross_entropy");
start = initialize_parameters ([30, 1], "zeros", "normal", 1);
rates = [0.0075, 0.075, 0.75];
curves = [];
for rate = rates
  printf ("learning rate %g\n", rate);
  optimizer = new_optimizer ("gradient_descent", rate);
  [parameters, losses] = train (X_train, labels(train_samples), start, ...
                                network, optimizer, steps);
  show_losses (losses);
  curves = [curves, losses'];
endfor

# The last rate is the course's.
predicted = predict_labels (X_train, parameters, network);
printf ("training accuracy %.4f\n", ...
        accuracy (labels(train_samples), predicted));
predicted = predict_labels (X_test, parameters, network);
printf ("test accuracy %.4f\n", accuracy (labels(test_samples), predicted));
counts = confusion_matrix (labels(test_samples), predicted, 2);
show_confusion (counts);
show_statistics (counts);

names = arrayfun (@(rate) sprintf ("rate %g", rate), rates, ...
                  "UniformOutput", false);
plot_losses (curves, names, fullfile (folder, "losses.png"));
plot_confusion_matrix (counts, fullfile (folder, "confusion.png"));
printf ("pictures in %s\n", folder);
