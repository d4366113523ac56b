## A perceptron learns AND, OR and NOT; XOR takes two layers.

addpath ("octave/examples/lesson");
folder = start_lesson ("perceptron");

## Rosenblatt's rule by hand: mistakes and weights, epoch by epoch.
function show_rule (gate, n_epochs)
  [X, labels] = read_lesson_data (["gate-" gate]);  # 2 x 4, or 1 x 2 for NOT
  w = zeros (1, rows (X));
  b = 0;
  printf ("the rule by hand, gate %s\n", gate);
  printf ("   epoch mistakes  weights and bias\n");
  for epoch = 0:n_epochs - 1
    mistakes = 0;
    for sample = 1:numel (labels)
      x = X(:,sample);
      dz = heaviside (w * x + b) - labels(sample);  # 0 for a right answer
      w -= dz * x';
      b -= dz;
      mistakes += dz != 0;
    endfor
    printf ("%8d%9d  %s\n", epoch, mistakes, sprintf ("%5d", [w, b]));
    if (mistakes == 0)
      break;
    endif
  endfor
endfunction

## Train a network on a gate and print what it answers.
function losses = learn (folder, gate, network, method, steps, batch_size)
  printf ("gate %s\n", gate);
  [X, labels] = read_lesson_data (["gate-" gate]);  # 2 x 4, or 1 x 2 for NOT
  start = initialize_parameters (network.layer_sizes, method, "uniform", 1);
  optimizer = new_optimizer ("gradient_descent", 1);
  [parameters, losses] = train (X, labels, start, network, optimizer, ...
                                steps, batch_size, 1);
  if (numel (network.activations) > 1)
    show_losses (losses);  # of one unit they tell little: mistakes at 0
  endif
  predicted = predict_labels (X, parameters, network);
  printf ("wanted%s\n", sprintf (" %d", labels));
  printf ("got   %s\n", sprintf (" %d", predicted));
  show_confusion (confusion_matrix (labels, predicted, 2));
  if (! strcmp (gate, "not"))
    name = sprintf ("%s-%d.png", gate, numel (network.activations));
    plot_decision_boundary (X, labels, parameters, network, ...
                            fullfile (folder, name));
  endif
endfunction

# Rosenblatt's rule: one sample at a time, rate 1, weights from zero.
show_rule ("and", 8);
show_rule ("xor", 8);

# The same rule by train(), which takes the samples in a random order.
steps = lesson_steps (40);
names = {"and", "or", "not", "xor"};
n_inputs = [2, 2, 1, 2];
curves = [];
for number = 1:4
  unit = new_network ([n_inputs(number), 1], {"step"}, "perceptron_loss", ...
                      "sum");
  losses = learn (folder, names{number}, unit, "zeros", steps, 1);
  curves = [curves, losses'];
endfor
plot_losses (curves, names, fullfile (folder, "losses.png"));

# No line divides XOR.  A hidden layer bends the plane first.
layers = new_network ([2, 2, 1], {"tanh", "sigmoid"}, "binary_cross_entropy");
learn (folder, "xor", layers, "xavier", lesson_steps (300), 4);
printf ("pictures in %s\n", folder);
