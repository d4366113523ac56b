## -*- texinfo -*-
## @deftypefn {} {} __fp_check_arguments__ ()
## Refuse what the contract does not allow the calling function to be given.
##
## The caller's name and its arguments are looked up.  A struct with the fields
## of a network, an optimizer or a case becomes whole in the caller: the fields
## that were left out get their defaults.  Inside @code{__fp_unchecked__} nothing
## is checked.
## @seealso{__fp_unchecked__, __fp_contract__}
## @end deftypefn

function __fp_check_arguments__ ()
  global __fp_checks_enabled__ = true;        # only where it has no value yet
  if (__fp_checks_enabled__)
    caller = dbstack (1)(1).name;
    entry = operation_entry (caller);
    n_given = evalin ("caller", "nargin");
    if (n_given < entry.n_required)
      print_usage (caller);
    endif
    values = evalin ("caller", entry.given{n_given});
    given = cell2struct (values, entry.names(1:n_given), 2);
    checked = check_call (caller, entry, given);
    for name = entry.records
      assignin ("caller", name{1}, checked.(name{1}));
    endfor
  endif
endfunction

%!test # a network that lacks fields becomes whole in the caller
%! network = struct ("layer_sizes", int8 ([2, 1]),
%!                   "activations", {{"sigmoid"}},
%!                   "loss", "binary_cross_entropy");
%! parameters = struct ("W1", [1, 2], "b1", 3);
%! assert (predict_labels ([1; -1], parameters, network), 1);
%!test # the caller is found behind a handle and in a loop of cells
%! f = @dense_forward;
%! try
%!   cellfun (f, {1}, {ones(1, 2)}, {1});
%! catch caught
%!   assert (caught.message, "dense_forward: W: expected 1 x 1, got 1 x 2");
%! end_try_catch
%!test # what is left out is not checked, and [] may stand for it
%! assert (categorical_cross_entropy ([0; 0], [1; 0]), log (2));
%! network = new_network ([1, 1], {"sigmoid"}, "binary_cross_entropy");
%! parameters = struct ("W1", 1, "b1", 0);
%! assert (network_forward (0, parameters, network, []), 0.5);
%!test # arguments named first in the contract are refused first
%! try
%!   one_hot ("a", "b");
%! catch caught
%!   assert (caught.message,
%!           "one_hot: n_classes: expected a whole number of at least 1, got b");
%! end_try_catch
%!error <Invalid call to dense_forward> dense_forward (1, 2)
%!error <^relu: Z: expected a matrix, got abc$> relu ("abc")
%!error <^relu: Z: expected a matrix, got nothing$> relu ([])
%!error <^relu: Z: expected a matrix, got 2 x 2 x 2 numbers$>
%! relu (ones (2, 2, 2))
%!error <^relu: Z: expected a matrix, got 2 x 2 flags$> relu (true (2))
%!error <^relu: Z: expected doubles, got integers$> relu (int8 ([1, 2]))
%!error <^relu: Z: expected doubles, got sparse numbers$> relu (sparse (1))
%!error <^relu: Z: expected doubles, got complex numbers$> relu ([1, 2i])
%!error <^relu: Z: expected doubles, got numbers of another precision$>
%! relu (single (1))
%!error <^relu: Z: expected at least 1 x 1, got 0 x 3$> relu (zeros (0, 3))
%!error <^relu: Z: expected finite values, got NaN or Inf$> relu ([1, NaN])
%!error <^accuracy: labels: expected a column of labels, got a row$>
%! accuracy ([0, 1], [0; 1])
%!error <^accuracy: labels: expected a vector of labels, got 2 x 2 numbers$>
%! accuracy (zeros (2), [0; 1])
%!error <^accuracy: labels: expected at least 1 label, got 0$>
%! accuracy (zeros (0, 1), 0)
%!error <^accuracy: labels: expected whole numbers of at least 0, got -2$>
%! accuracy ([7; -2], [0; 1])
%!error <^accuracy: labels: expected whole numbers below 2\^31, got 1e\+10$>
%! accuracy ([0; 1e10], [0; 1])
%!error <^accuracy: predicted: expected 2 labels, got 3$>
%! accuracy ([0; 1], [0; 1; 1])
%!error <^predict_labels: X: expected 2 x 9, got 9 x 2: samples stand in columns, pass X'$>
%! network = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy");
%! predict_labels (ones (9, 2), struct ("W1", [1, 2], "b1", 3), network)
%!error <^fit_network: labels: expected 2 labels, got 9: samples stand in columns, pass X'$>
%! fit_network (ones (9, 2), mod ((1:9)', 2))
%!error <^standardize_with: mean: expected 9 x 1, got 2 x 1: samples stand in columns, pass X'$>
%! standardize_with (ones (9, 2), [1; 1], [1; 1])
%!error <^standardize_with: mean: expected 9 x 1, got 3 x 1$>
%! standardize_with (ones (9, 2), [1; 1; 1], [1; 1])
%!error <^fit_network: labels: expected 9 labels, got 3$>
%! fit_network (ones (2, 9), [0; 1; 1])
%!error <^one_hot: labels: expected whole numbers from 0 to 2, got nan$>
%! one_hot ([0; NaN], 3)
%!error <^one_hot: n_classes: expected an array of less than 2\^31 entries, got 2e\+10$>
%! one_hot (zeros (1e2, 1), 2e8)
%!error <^batch_count: batch_size: expected a whole number below 2\^31, got 1e\+18$>
%! batch_count (1, 1e18)
%!error <^batch_count: batch_size: expected a whole number of at least 1, got true$>
%! batch_count (1, true)
%!error <^moving_average: corrected: expected true or false, got 2 flags$>
%! moving_average (1, 0, [true, false])
%!error <^moving_average: values: expected doubles, got integers$>
%! moving_average (int8 ([1, 2]), 0, true)
%!error <^moving_average: values: expected at least 1 value, got 0$>
%! moving_average (zeros (1, 0), 0, true)
%!error <^area_under_curve: y: expected 2 numbers, got 3$>
%! area_under_curve ([0, 1], [0, 1, 1])
%!error <^stream_seed: purpose: expected text, got 3$> stream_seed (1, 3, 0)
%!error <^optimizer_state: optimizer: expected an optimizer of new_optimizer, got adam$>
%! optimizer_state (struct ("W1", 1), "adam")
%!error <^optimizer_state: optimizer: expected learning_rate, got none$>
%! optimizer_state (struct ("W1", 1), struct ("name", "adam"))
%!error <^optimizer_state: parameters: expected at least 1 matrix, got none$>
%! optimizer_state (struct (), new_optimizer ("adam", 0.1))
%!error <^optimizer_state: parameters: expected named matrices, got a list$>
%! optimizer_state ({1}, new_optimizer ("adam", 0.1))
%!error <^new_network: layer_sizes: expected at least 2 sizes, got 1$>
%! new_network (2, {"softmax"}, "categorical_cross_entropy")
%!error <^new_network: activations: expected a list of words, got softmax$>
%! new_network ([2, 2], "softmax", "categorical_cross_entropy")
