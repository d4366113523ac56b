## -*- texinfo -*-
## @deftypefn {} {[@var{labels}, @var{P}] =} predict (@var{model}, @var{X})
## Predict the class of each row of a table.
##
## @var{model} comes from @code{fit}.  @var{X} is n_samples x n_features: a
## sample a row, as in the training, and scaled as it was there.
##
## @var{labels} is a column of classes, of the type that the training had;
## @var{P}, n_samples x n_classes, holds the probability of each class.
## @seealso{fit}
## @end deftypefn

function [labels, P] = predict (model, X)
  if (nargin != 2)
    print_usage ();
  endif
  if (! (isstruct (model) && isfield (model, "classes")))
    __fp_refuse__ ("predict", "model", "a model of fit",
                   __fp_describe__ (model));
  endif
  X = read_table ("predict", X);
  n_features = rows (model.mean);
  if (columns (X) != n_features)
    __fp_refuse__ ("predict", "X", sprintf ("%d columns", n_features),
                   other_columns (size (X), n_features));
  endif
  scaled = standardize_with (X', model.mean, model.scale);
  P = predict_probabilities (scaled, model.parameters, model.network);
  if (rows (P) == 1)              # a sigmoid tells the second of two classes
    P = [1 - P; P];
  endif
  P = P';                                     # n_samples x n_classes
  [~, number] = max (P, [], 2);               # the first of equals
  labels = model.classes(number);
endfunction

function text = other_columns (sizes, n_features)
  text = sprintf ("%d x %d", sizes);
  if (sizes(1) == n_features)
    text = [text ": samples stand in rows here, pass X'"];
  endif
endfunction

%!shared X, model
%! X = [1, 10; 2, 30; 3, 10; 4, 20; 5, 0];
%! model = fit (X, [0; 0; 1; 1; 1], "steps", 50);
%!test # a row alone is predicted as among others
%! [all_labels, P] = predict (model, X);
%! [label, p] = predict (model, X(2,:));
%! assert (label, all_labels(2));
%! assert (p, P(2,:), eps);
%!error <Invalid call to predict> predict (1)
%!error <^predict: model: expected a model of fit, got 1$> predict (1, 2)
%!error <^predict: X: expected 2 columns, got 5 x 3$>
%! predict (model, ones (5, 3))
%!error <^predict: X: expected 2 columns, got 2 x 5: samples stand in rows here, pass X'$>
%! predict (model, X')
%!error <^predict: X\(1, 1\): expected a finite number, got inf$>
%! predict (model, [Inf, 1])
