## Momentum, RMSprop, Adam and a decaying rate: handwritten digits.

addpath ("octave/examples/lesson");
folder = start_lesson ("optimizers");
steps = lesson_steps (200);
[X, labels] = read_lesson_data ("digits");  # 64 x 1797, pixels from 0 to 16
X /= 16;

## Train in batches of 512, with a rate that decays from epoch to epoch.
function [losses, counts] = learn (X, labels, steps, name, learning_rate, ...
                                   beta2, decay_rate)
  printf ("%s, learning rate %g, beta2 %g, decay rate %g\n", name, ...
          learning_rate, beta2, decay_rate);
  [train_samples, test_samples] = train_test_split (numel (labels), 0.25, 1);
  sizes = [64, 15, 9, 10];
  network = new_network (sizes, {"relu", "relu", "softmax"}, ...
                         "categorical_cross_entropy");
  start = initialize_parameters (sizes, "he", "normal", 1);
  # 0.9 and 1e-8 are the defaults of beta1 and epsilon.
  optimizer = new_optimizer (name, learning_rate, 0.9, beta2, 1e-8, ...
                             "exponential", decay_rate);
  [parameters, losses] = train (X(:,train_samples), labels(train_samples), ...
                                start, network, optimizer, steps, 512, 1);
  show_losses (losses, 4);  # rounding grows to 3e-7 where steps are huge
  predicted = predict_labels (X(:,test_samples), parameters, network);
  printf ("test accuracy %.4f\n", accuracy (labels(test_samples), predicted));
  counts = confusion_matrix (labels(test_samples), predicted, 10);
endfunction

names = {"gradient_descent", "momentum", "rmsprop", "adam"};
rates = [0.2, 0.2, 0.01, 0.01];
betas = [0.999, 0.999, 0.9, 0.999];
curves = [];
for number = 1:4
  [losses, counts] = learn (X, labels, steps, names{number}, ...
                            rates(number), betas(number), 1);
  curves = [curves, losses'];
endfor
show_confusion (counts);

# RMSprop has no bias correction: with beta2 0.999 its first steps are huge.
learn (X, labels, steps, "rmsprop", 0.01, 0.999, 1);

# A rate that is too high keeps the loss jumping; decay calms it.
decays = [1, 0.9999, 0.98];
decaying = [];
for decay_rate = decays
  losses = learn (X, labels, steps, "rmsprop", 0.02, 0.9, decay_rate);
  decaying = [decaying, losses'];
endfor

# Losses of batches jump; their moving average shows where they go.
printf ("loss of adam, averaged with beta 0.9\n");
smooth = moving_average (curves(:,4), 0.9, true);
show_losses (smooth(:)');

plot_losses (curves, names, fullfile (folder, "losses.png"));
plot_losses ([curves(:,4), smooth(:)], {"adam", "its average"}, ...
             fullfile (folder, "average.png"));
decay_names = arrayfun (@(rate) sprintf ("decay rate %g", rate), decays, ...
                        "UniformOutput", false);
plot_losses (decaying, decay_names, fullfile (folder, "decay.png"));
plot_confusion_matrix (counts, fullfile (folder, "confusion.png"));
printf ("pictures in %s\n", folder);
