## Time steps in Octave: step.m KIND FOLDER SIZES STEPS BATCHES PACKAGE.
##
## KIND is package or course.  Prints the processor's seconds a step of each
## batch of steps, and the last loss.
1;

function given = read_problem (folder)
  for file = glob (fullfile (folder, "*.csv"))'
    [~, name] = fileparts (file{1});
    given.(name) = dlmread (file{1}, ",");
  endfor
endfunction

## The package's own loop.
function [given, loss] = package (given, sizes, steps)
  network = new_network (sizes, {"relu", "softmax"},
                         "categorical_cross_entropy");
  optimizer = new_optimizer ("gradient_descent", 0.1);
  parameters = struct ("W1", given.W1, "b1", given.b1,
                       "W2", given.W2, "b2", given.b2);
  [parameters, losses] = train (given.X, given.labels', parameters, network,
                                optimizer, steps);
  for [value, name] = parameters
    given.(name) = value;
  endfor
  loss = losses(end);
endfunction

## As the course's scripts do: samples in rows, biases repeated.
function [given, loss] = course (given, sizes, steps)
  X = given.X';
  y = given.labels' + 1;
  n_samples = rows (X);
  W1 = given.W1';
  b1 = given.b1';
  W2 = given.W2';
  b2 = given.b2';
  for step = 1:steps
    Y = zeros (n_samples, sizes(3));
    for i = 1:n_samples
      Y(i, y(i)) = 1;
    endfor
    Z1 = X * W1 + repmat (b1, n_samples, 1);
    A1 = Z1;
    A1(Z1 < 0) = 0;
    Z2 = A1 * W2 + repmat (b2, n_samples, 1);
    scores = exp (Z2);
    P = scores ./ repmat (sum (scores, 2), 1, sizes(3));
    loss = 0;
    for i = 1:n_samples
      loss -= log (P(i, y(i)));
    endfor
    loss /= n_samples;
    dZ2 = (P - Y) / n_samples;
    dW2 = A1' * dZ2;
    db2 = sum (dZ2, 1);
    dZ1 = (dZ2 * W2') .* (Z1 > 0);
    dW1 = X' * dZ1;
    db1 = sum (dZ1, 1);
    W1 -= 0.1 * dW1;
    b1 -= 0.1 * db1;
    W2 -= 0.1 * dW2;
    b2 -= 0.1 * db2;
  endfor
  given.W1 = W1';
  given.b1 = b1';
  given.W2 = W2';
  given.b2 = b2';
endfunction

arguments = argv ();
if (strcmp (arguments{1}, "package"))
  addpath (genpath (fullfile (arguments{6}, "inst")));
endif
given = read_problem (arguments{2});
sizes = str2double (strsplit (arguments{3}, ","));
steps = str2double (arguments{4});
for batch = 1:str2double (arguments{5})
  begun = cputime ();
  [given, loss] = feval (arguments{1}, given, sizes, steps);
  printf ("%.9g\n", (cputime () - begun) / steps);
endfor
printf ("loss %.17g\n", loss);
