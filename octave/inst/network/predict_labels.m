## -*- texinfo -*-
## @deftypefn {} {@var{labels} =} predict_labels (@var{X}, @var{parameters}, @
##   @var{network})
## Labels that a network gives to samples.
##
## @var{X} is n_features x n_samples; @var{parameters} is a struct of matrices
## W1, b1, ...: W_l is n_l x n_@{l-1@}, b_l is n_l x 1.  @var{network} comes
## from @code{new_network}.  @var{labels} is n_samples x 1, 0-based: the most
## probable class, the first of equals; for a sigmoid or step output 1 where it
## is above 0.5, so 0 at a score of 0.
##
## Source: Ganesh, "Deep Learning from first principles", part 4.
## @seealso{predict_probabilities, accuracy, confusion_matrix}
## @end deftypefn

function labels = predict_labels (X, parameters, network)
  __fp_check_arguments__ ();
  P = predict_probabilities (X, parameters, network);  # n_outputs x n_samples
  if (strcmp (network.activations{end}, "softmax"))
    [~, row] = max (P, [], 1);                # 1 x n_samples
    labels = row' - 1;                        # n_samples x 1
  else
    labels = double (P(1,:)' > 0.5);          # n_samples x 1
  endif
endfunction

%!test # the most probable class; of equals the first
%! network = new_network ([3, 3], {"softmax"}, "categorical_cross_entropy");
%! X = [1, 0, 2, 0; 0, 0, 2, 1; 0, 3, 1, 1];
%! parameters = struct ("W1", eye (3), "b1", zeros (3, 1));
%! assert (predict_labels (X, parameters, network), [0; 2; 0; 1]);
%!test # exactly 0.5 is label 0; biases count
%! network = new_network ([1, 1], {"sigmoid"}, "binary_cross_entropy");
%! parameters = struct ("W1", 1, "b1", -1);
%! assert (predict_labels ([1, 1 + eps, 0, 2], parameters, network),
%!         [0; 1; 0; 1]);
%!test # a perceptron: a score of exactly 0 is label 0
%! network = new_network ([1, 1], {"step"}, "perceptron_loss");
%! parameters = struct ("W1", 1, "b1", -1);
%! assert (predict_labels ([1, 1 + eps, 0, 2], parameters, network),
%!         [0; 1; 0; 1]);
%!error <Invalid call to predict_labels> predict_labels (1, 2)
%!error <^predict_labels: X: expected 1 x 2, got 2 x 2$>
%! network = new_network ([1, 1], {"sigmoid"}, "binary_cross_entropy");
%! predict_labels (ones (2, 2), struct ("W1", 1, "b1", -1), network)
