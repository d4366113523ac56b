## Any number of layers: one handwritten digit against the rest.

addpath ("octave/examples/lesson");
digit = 8;
folder = start_lesson ("deep_network");
steps = lesson_steps (1500);
[X, digits] = read_lesson_data ("digits");  # 64 x 1797, pixels from 0 to 16
X /= 16;
labels = double (digits == digit);
[train_samples, test_samples] = train_test_split (numel (labels), 0.25, 1);

# The course's layers; the images here have 64 pixels, not 784.
sizes = [64, 15, 9, 7, 1];
activations = {"relu", "relu", "relu", "sigmoid"};
network = new_network (sizes, activations, "binary_cross_entropy");
start = initialize_parameters (sizes, "he", "normal", 1);
optimizer = new_optimizer ("gradient_descent", 0.1);
[parameters, losses] = train (X(:,train_samples), labels(train_samples), ...
                              start, network, optimizer, steps);
show_losses (losses);

predicted = predict_labels (X(:,train_samples), parameters, network);
printf ("training accuracy %.4f\n", ...
        accuracy (labels(train_samples), predicted));
truth = labels(test_samples);               # n_test x 1
P = predict_probabilities (X(:,test_samples), parameters, network);
predicted = predict_labels (X(:,test_samples), parameters, network);
printf ("test accuracy %.4f\n", accuracy (truth, predicted));
counts = confusion_matrix (truth, predicted, 2);
show_confusion (counts);
show_statistics (counts);

# Other thresholds than 0.5 find more, or are wrong less often.
[false_positives, true_positives] = roc_curve (truth, P(1,:)');
[recall, precision] = precision_recall_curve (truth, P(1,:)');
area = area_under_curve (false_positives, true_positives);
printf ("area under the ROC curve %.4f\n", area);

plot_losses (losses', {"training"}, fullfile (folder, "losses.png"));
plot_roc (false_positives, true_positives, fullfile (folder, "roc.png"));
plot_precision_recall (recall, precision, ...
                       fullfile (folder, "precision-recall.png"));
printf ("pictures in %s\n", folder);
