## -*- texinfo -*-
## @deftypefn  {} {@var{model} =} fit (@var{X}, @var{labels})
## @deftypefnx {} {@var{model} =} fit (@var{X}, @var{labels}, @var{name}, @var{value}, @dots{})
## Train a network on a table of one's own, a sample a row.
##
## @var{X} is n_samples x n_features: numbers of any precision, whole numbers
## or flags.  @var{labels}, a row or a column, holds a class for each sample:
## whole numbers, flags, or a cell array of words (or a character matrix, a
## word a row).
##
## Each @var{name} is that of an option, its @var{value} follows:
## @qcode{"hidden"} are the units of each hidden layer, 100 by default, and
## @code{[]} for none.  @qcode{"steps"}, @qcode{"learning_rate"},
## @qcode{"optimizer"}, @qcode{"hidden_activation"},
## @qcode{"initialization"}, @qcode{"batch_size"}, @qcode{"l2_penalty"},
## @qcode{"keep_prob"} and @qcode{"seed"} are those of @code{fit_network}, with
## the same defaults.
##
## The columns are scaled to mean 0 and variance 1; @var{model} keeps the
## scaling, and @code{predict} applies it.  A constant column is no help, and a
## warning names it.  Two classes have one sigmoid output, more have softmax.
## @var{model} is a struct: @code{classes}, @code{network}, @code{parameters},
## @code{mean}, @code{scale}, and @code{losses}, the loss before each update.
##
## If @var{X} has as many rows as columns, nobody can tell samples from
## features: samples stand in rows here, and in columns in the functions that
## the course is written with, such as @code{train}.
##
## @example
## @group
## X = [0, 0; 0, 1; 1, 0; 1, 1];
## model = fit (X, @{"no", "yes", "yes", "no"@}, "hidden", 8);
## predict (model, [0, 1])
## @end group
## @end example
##
## Raises an error if values are missing, if X and labels differ in length, if
## there is one class only, or if training leaves the finite numbers.
## @seealso{predict, fit_network}
## @end deftypefn

function model = fit (X, labels, varargin)
  if (nargin < 2)
    print_usage ();
  endif
  X = read_table ("fit", X);
  [classes, numbers] = read_labels (labels, size (X));
  for column = find (all (X == X(1,:), 1))
    warning ("firstprinciples:constant",
             "fit: X: column %d is constant: it tells nothing", column);
  endfor
  values = all_options (varargin);
  check_options (X', numbers, values);
  guard = __fp_unchecked__ ();
  [parameters, losses, mean, scale] = fit_network (X', numbers, values{:});
  clear guard
  refuse_overflow (parameters, losses, mean, scale, values{2});
  [hidden, activation] = values{4:5};
  network = network_for (columns (X), hidden, numel (classes), activation,
                         values{8:9});
  model = struct ("classes", {classes}, "network", network,
                  "parameters", parameters, "mean", mean, "scale", scale,
                  "losses", losses);
endfunction

## Values of all options, in the order of fit_network.
function values = all_options (given)
  usual = {"steps", 1000; "learning_rate", 0.01; "optimizer", "adam";
           "hidden", 100; "hidden_activation", "relu";
           "initialization", "he"; "batch_size", []; "l2_penalty", 0;
           "keep_prob", 1; "seed", 0};
  values = usual(:,2)';
  for place = 1:2:numel (given)
    [is_known, number] = ismember (given{place}, usual(:,1));
    if (! (ischar (given{place}) && is_known && place < numel (given)))
      __fp_refuse__ ("fit", "options", strjoin (usual(:,1)', ", "),
                     refused_text (given, place, is_known));
    endif
    values{number} = given{place + 1};
  endfor
endfunction

function text = refused_text (given, place, is_known)
  text = __fp_describe__ (given{place});
  if (is_known)
    text = [text " without a value"];
  endif
endfunction

## Refuse, in the name of fit, what fit_network would refuse.
function check_options (X, labels, values)
  items = __fp_contract__ ().operations.fit_network.arguments;
  if (isstruct (items))
    items = num2cell (items);
  endif
  values = [{X, labels}, values];
  for number = 1:numel (items)
    item = items{number};
    is_nothing = isempty (values{number}) && ! isfield (item, "default");
    if (! is_nothing)
      __fp_check_value__ ("fit", item.name, values{number}, item);
    endif
  endfor
endfunction

function refuse_overflow (parameters, losses, mean, scale, learning_rate)
  if (! all (isfinite ([mean; scale])))
    __fp_refuse__ ("fit", "X", "numbers whose squares are finite",
                   "larger ones");
  endif
  is_finite = structfun (@(matrix) all (isfinite (matrix(:))), parameters);
  if (! (all (is_finite) && all (isfinite (losses))))
    __fp_refuse__ ("fit", "learning_rate",
                   "one at which training stays finite",
                   __fp_describe__ (learning_rate));
  endif
endfunction

%!shared X, labels, words
%! stream = reshape (sin (7 * (1:60)), 30, 2);
%! labels = mod ((0:29)', 3);
%! X = stream + 3 * labels;
%! X(:,2) = round (1000 * X(:,2) .^ 2);
%! words = {"setosa", "versicolor", "virginica"};
%!test # a model is what the course's functions make
%! model = fit (X, labels, "hidden", [5, 4], "steps", 40, "seed", 3);
%! [parameters, losses, mean, scale] = ...
%!   fit_network (X', labels, 40, 0.01, "adam", [5, 4], "relu", "he", [], 0, ...
%!                1, 3);
%! assert (model.parameters, parameters);
%! assert (model.losses, losses);
%! scaled = standardize_with (X', mean, scale);
%! [found, P] = predict (model, X);
%! assert (P, predict_probabilities (scaled, parameters, model.network)');
%! assert (found, predict_labels (scaled, parameters, model.network));
%!test # it learns with the defaults
%! model = fit (X, labels, "hidden", 8);
%! assert (numel (model.losses), 1000);
%! assert (mean (predict (model, X) == labels) > 0.95);
%!error <^fit: labels: expected a class for each sample, got>
%! fit (X, labels + i);
%!test # labels in a row or a column, words, flags and whole numbers
%! by_number = predict (fit (X, labels, "steps", 40), X);
%! for own = {words(labels + 1), words(labels + 1)', char(words(labels + 1)), ...
%!            labels' - 7, int8(labels), single(labels)}
%!   model = fit (X, own{1}, "steps", 40);
%!   found = predict (model, X);
%!   [~, number] = ismember (found, model.classes);
%!   assert (number - 1, by_number);
%! endfor
%! assert (class (predict (fit (X, labels > 0, "steps", 9), X)), "logical");
%! assert (class (predict (fit (X, int8 (labels), "steps", 9), X)), "int8");
%! assert (iscellstr (predict (fit (X, words(labels + 1), "steps", 9), X)));
%!test # two classes have a probability each
%! [found, P] = predict (fit (X, labels > 0, "steps", 40), X);
%! assert (size (P), [30, 2]);
%! assert (sum (P, 2), ones (30, 1), 1e-15);
%! assert (found, P(:,2) > 0.5);
%!test # whole numbers, single numbers and flags are welcome
%! table = [0, 0; 0, 1; 1, 0; 1, 1];
%! wanted = fit (table, [0, 1, 1, 0], "steps", 5);
%! for make = {@single, @int8, @uint16, @logical}
%!   assert (fit (make{1} (table), [0, 1, 1, 0], "steps", 5), wanted);
%! endfor
%!test # no hidden layer
%! model = fit (X, labels, "hidden", [], "steps", 3);
%! assert (model.network.layer_sizes, [2, 3]);
%!test # the checks come back after an overflow
%! try
%!   fit (X, labels, "learning_rate", 1e308, "steps", 20);
%! catch caught
%!   assert (caught.message, ["fit: learning_rate: expected one at which " ...
%!           "training stays finite, got 1e+308"]);
%! end_try_catch
%! global __fp_checks_enabled__
%! assert (__fp_checks_enabled__);
%!test # of a column that varies nothing is said
%! lastwarn ("");
%! fit (X, labels, "steps", 3);
%! assert (lastwarn (), "");
%!warning <fit: X: column 4 is constant: it tells nothing>
%! fit ([X, ones(30, 2)], labels, "steps", 3); # the last of two warnings
%!warning <fit: X: column 3 is constant: it tells nothing>
%! fit ([X, ones(30, 1)], labels, "steps", 3);
%!test # options left out have their defaults
%! model = fit (X, labels, "steps", 2);
%! assert (model.network.layer_sizes, [2, 100, 3]);
%! assert (model, fit (X, labels, "steps", 2, "seed", 0));
%! assert (! isequal (model, fit (X, labels, "steps", 2, "seed", 1)));
%!error <Invalid call to fit> fit (1)
%!error <^fit: X\(3, 2\): expected a finite number, got nan$>
%! hole = X;
%! hole(3,2) = NaN;
%! fit (hole, labels);
%!error <^fit: X\(3, 2\): expected a finite number, got inf$>
%! holes = X;
%! holes([3, 9],2) = Inf;
%! fit (holes, labels);
%!error <^fit: X: expected a table of numbers, samples in rows, got>
%! fit (X + i, labels);
%!error <^fit: X: expected a table of numbers, samples in rows, got>
%! fit (ones (2, 2, 2), [0; 1]);
%!error <^fit: X: expected a table of numbers, samples in rows, got>
%! fit ([], []);
%!error <^fit: X: expected at least 1 x 1, got 0 x 3$>
%! fit (zeros (0, 3), []);
%!error <^fit: labels: expected at least 2 classes, got 1 class, 4$>
%! fit (1, 4);
%!error <^fit: X: expected a table of numbers, samples in rows, got a list$>
%! fit ({1}, 1);
%!error <^fit: X: expected 30 rows, one a label, got 2 x 30: samples stand in rows here, pass X'$>
%! fit (X', labels);
%!error <^fit: labels: expected 30 labels, one a row of X, got 29$>
%! fit (X, labels(2:end));
%!error <^fit: labels: expected at least 2 classes, got 1 class, 4$>
%! fit (X, repmat (4, 30, 1));
%!error <^fit: labels: expected at least 2 classes, got 1 class, a$>
%! fit (X, repmat ({"a"}, 30, 1));
%!error <^fit: labels\(1\): expected a class: a whole number, a word or a flag, got 0.5$>
%! fit (X, labels + 0.5);
%!error <^fit: labels\(2\): expected a class, got a missing value$>
%! fit (X, [0; NaN; labels(3:end)]);
%!error <^fit: labels: expected a class for each sample, got a list$>
%! fit (X, num2cell (labels));
%!error <^fit: options: expected steps, learning_rate, optimizer, hidden, hidden_activation, initialization, batch_size, l2_penalty, keep_prob, seed, got step$>
%! fit (X, labels, "step", 3);
%!error <^fit: options: expected .*, got steps without a value$>
%! fit (X, labels, "steps");
%!error <^fit: steps: expected a whole number of at least 1, got 0$>
%! fit (X, labels, "steps", 0);
%!error <^fit: hidden: expected a whole number of at least 1, got 0$>
%! fit (X, labels, "hidden", [3, 0]);
%!error <^fit: X: expected numbers whose squares are finite, got larger ones$>
%! fit (1e200 * X, labels);
