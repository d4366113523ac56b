## Score parameters on the validation data; NaN where they overflowed.

function score = validation_score (data, parameters, network, criterion)
  network.reduction = "mean";
  network.l2_penalty = 0;
  network.keep_prob = 1;
  X = data.X_validation;
  guard = __fp_unchecked__ ();
  Y = network_targets (data.labels_validation, network);  # n_outputs x n_samples
  [~, cache] = network_forward (X, parameters, network);
  score = network_loss (Y, parameters, cache, network);
  if (! (isfinite (score) && all_finite (parameters) && all_finite (cache)))
    score = NaN;
  elseif (strcmp (criterion, "accuracy"))
    score = accuracy (data.labels_validation,
                      predict_labels (X, parameters, network));
  endif
endfunction

function right = all_finite (matrices)
  right = all (structfun (@(matrix) all (isfinite (matrix(:))), matrices));
endfunction
