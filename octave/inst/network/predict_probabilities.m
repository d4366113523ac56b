## -*- texinfo -*-
## @deftypefn {} {@var{P} =} predict_probabilities (@var{X}, @
##   @var{parameters}, @var{network})
## Probabilities that a network gives to samples.
##
## @var{X} is n_features x n_samples; @var{parameters} is a struct of matrices
## W1, b1, ...: W_l is n_l x n_@{l-1@}, b_l is n_l x 1.  @var{network} comes
## from @code{new_network}.  @var{P} is n_outputs x n_samples; for a sigmoid
## output it is the probability of label 1; for a step output, label 1 or 0
## itself.
##
## Source: Ganesh, "Deep Learning from first principles", part 4.
## @seealso{predict_labels, network_forward}
## @end deftypefn

function P = predict_probabilities (X, parameters, network)
  __fp_check_arguments__ ();
  P = network_forward (X, parameters, network);  # n_outputs x n_samples
endfunction

%!test # the network's output; biases count
%! network = new_network ([1, 2], {"softmax"}, "categorical_cross_entropy");
%! parameters = struct ("W1", [1; -1], "b1", [0.5; 0]);
%! assert (predict_probabilities ([0, 2], parameters, network),
%!         softmax ([0.5, 2.5; 0, -2]));
%!error <Invalid call to predict_probabilities> predict_probabilities (1, 2)
%!error <^predict_probabilities: parameters: expected W1, got none$>
%! network = new_network ([1, 1], {"sigmoid"}, "binary_cross_entropy");
%! predict_probabilities (1, struct (), network)
