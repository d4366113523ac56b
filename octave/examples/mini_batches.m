## Layers of any number with softmax, in mini-batches: handwritten digits.

addpath ("octave/examples/lesson");
folder = start_lesson ("mini_batches");
steps = lesson_steps (800);
[X, labels] = read_lesson_data ("digits");  # 64 x 1797, pixels from 0 to 16
X /= 16;
# With the real MNIST files: [X, labels] = read_mnist (images, labels).
[train_samples, test_samples] = train_test_split (numel (labels), 0.25, 1);

sizes = [64, 15, 9, 10];
network = new_network (sizes, {"relu", "relu", "softmax"}, ...
                       "categorical_cross_entropy");
start = initialize_parameters (sizes, "he", "normal", 1);
optimizer = new_optimizer ("gradient_descent", 0.2);
batch_sizes = [64, 65, 512];  # the last batch has 4, 48 or 324 samples
curves = [];
for batch_size = batch_sizes
  n_batches = batch_count (numel (train_samples), batch_size);
  printf ("batches of %d, %d an epoch\n", batch_size, n_batches);
  [parameters, losses] = train (X(:,train_samples), labels(train_samples), ...
                                start, network, optimizer, steps, ...
                                batch_size, 1);
  show_losses (losses);
  [largest, number] = max (losses);
  printf ("largest loss %.2f at step %d\n", largest, number - 1);
  curves = [curves, losses'];
endfor

# The batches of 512 are the course's.
predicted = predict_labels (X(:,test_samples), parameters, network);
printf ("test accuracy %.4f\n", accuracy (labels(test_samples), predicted));
counts = confusion_matrix (labels(test_samples), predicted, 10);
show_confusion (counts);
show_statistics (counts);

names = arrayfun (@(size) sprintf ("batches of %d", size), batch_sizes, ...
                  "UniformOutput", false);
plot_losses (curves, names, fullfile (folder, "losses.png"));
plot_confusion_matrix (counts, fullfile (folder, "confusion.png"));
printf ("pictures in %s\n", folder);
