## Hold a matrix, a vector or labels against what the contract says of them.
function call = check_array (call, item, value)
  name = item.name;
  switch (item.kind)
    case "matrix"
      check_matrix (call, name, value);
      if (! isempty (item.axes))
        [call.sizes, shape] = sizes_of (call.sizes, item.axes, size (value));
        check_orientation (call, item, value, shape(1));
        check_shape (call, name, value, shape);
      endif
      if (strcmp (item.order, "rows"))
        value = value';
      endif
    case "vector"
      require (call, name, is_vector (value), "a vector", value);
      require (call, name, ! isempty (value), "at least 1 value", "0");
      check_finite (call, name, value);
      if (! strcmp (item.type, "numbers"))
        check_doubles (call, name, value);
      endif
    case "labels"
      require (call, name, is_vector (value), "a vector of labels", value);
      require (call, name, columns (value) == 1, "a column of labels", "a row");
      require (call, name, ! isempty (value), "at least 1 label", "0");
  endswitch
  if (! isempty (item.rules))
    check_entries (call, name, value, item.rules);
  endif
  if (! isempty (item.classes))
    check_classes (call, name, value, item.classes);
  endif
  if (! isempty (item.column_sum))
    check_sums (call, name, value, item.column_sum);
  endif
  if (! strcmp (item.kind, "matrix"))
    words = {"numbers", "labels"}{1 + strcmp(item.kind, "labels")};
    call = check_length (call, item, numel (value), words);
  endif
endfunction

## Refuse samples in rows, where the number of features tells them.
function check_orientation (call, item, value, n_features)
  [n_rows, n_columns] = size (value);
  is_samples = item.name(1) == "X";
  is_turned = is_samples && n_columns == n_features;
  expected = [n_columns, n_rows];
  # A mean of features, as many as the samples that were given in rows.
  if (strcmp (item.shape, "n_features x 1") && isempty (call.network))
    is_turned = isfield (call.sizes, "n_samples") ...
                && n_rows == call.sizes.n_samples;
    expected = [n_features, 1];
  endif
  if (is_turned && n_rows != n_features)
    __fp_refuse__ (call.caller, item.name, sprintf ("%d x %d", expected),
                   [size_text(value) ": samples stand in columns, pass X'"]);
  endif
endfunction

function answer = is_vector (value)
  answer = isnumeric (value) && ndims (value) == 2 && any (size (value) == 1);
endfunction

function check_classes (call, name, labels, classes)
  [~, n_classes] = sizes_of (call.sizes, axes_of (classes), 0);
  says = ["whole numbers from 0 to " __fp_describe__(n_classes - 1)];
  rule = struct ("says", says, "whole", true, "least", 0, "below", n_classes);
  check_entries (call, name, labels, {rule});
endfunction

## Refuse columns that are no probabilities of classes.
function check_sums (call, name, value, when)
  sums = sum (value, 1);                      # 1 x n_samples
  wrong = sums(abs (sums - 1) > 1e-9);        # more than rounding
  if (! isempty (wrong) && (strcmp (when, "always")
                            || strcmp (call.network.activations{end}, when)))
    require (call, name, false, "columns that sum to 1",
             ["a sum of " __fp_describe__(wrong(1))]);
  endif
endfunction
