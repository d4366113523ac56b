## Gradient check, then tuning by random search: two circles.

addpath ("octave/examples/lesson");
folder = start_lesson ("checking_and_tuning");
steps = lesson_steps (300);
[X, labels] = read_lesson_data ("circles");  # 2 x 300
[train_samples, validation_samples, test_samples] = ...
  train_validation_test_split (numel (labels), 0.2, 0.2, 1);
sizes = [2, 4, 1];
network = new_network (sizes, {"tanh", "sigmoid"}, "binary_cross_entropy");
start = initialize_parameters (sizes, "xavier", "normal", 1);

# Slopes of the loss, measured: they can only be right to about 1e-9.
numerical = numerical_gradients (X, labels, start, network);
[~, cache] = network_forward (X, start, network);
Y = network_targets (labels, network);      # 1 x 300
gradients = network_backward (Y, start, cache, network);
difference = gradient_difference (numerical, gradients);
printf ("gradients are right: %s\n", {"no", "yes"}{1 + (difference < 1e-7)});
wrong = setfield (gradients, "db1", 2 * gradients.db1);
difference = gradient_difference (numerical, wrong);
printf ("with db1 doubled the difference is %.4f\n", difference);

# Rates are drawn on a log scale; the second round looks near the best trial.
space.learning_rate = struct ("scale", "log", "low", 0.001, "high", 0.1);
space.n_hidden = struct ("scale", "integer", "low", 2, "high", 12);
optimizer = new_optimizer ("adam", 0.01);
search = random_search (X(:,train_samples), labels(train_samples), ...
                        X(:,validation_samples), ...
                        labels(validation_samples), network, optimizer, ...
                        space, 6, 2, steps, [], 1, "loss", 0.25, "xavier");
trials = search.trials;
printf ("round      rate  units  validation loss\n");
printf ("%5d%10.4f%7d%17.6f\n", ...
        [search.rounds(:), trials.learning_rate(:), trials.n_hidden(:), ...
         search.scores(:)]');

# The winner, as it was trained; only now look at the test.
printf ("winner: rate %.4f\n", search.winner.learning_rate);
predicted = predict_labels (X(:,test_samples), search.parameters, ...
                            search.network);
printf ("test accuracy %.4f\n", accuracy (labels(test_samples), predicted));
show_confusion (confusion_matrix (labels(test_samples), predicted, 2));

plot_trials (search, space, "learning_rate", fullfile (folder, "trials.png"));
plot_decision_boundary (X, labels, search.parameters, search.network, ...
                        fullfile (folder, "boundary.png"));
printf ("pictures in %s\n", folder);
