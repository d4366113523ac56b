## -*- texinfo -*-
## @deftypefn  {} {@var{difference} =} gradient_check (@var{X}, @
##   @var{labels}, @var{parameters}, @var{network})
## @deftypefnx {} {@var{difference} =} gradient_check (@var{X}, @
##   @var{labels}, @var{parameters}, @var{network}, @var{epsilon}, @
##   @var{masks})
## Distance between a network's gradients and the slopes of its loss.
##
## Right gradients stay below 1e-6.  What is left is the error of the slopes
## (see @code{numerical_gradients}): only the size of this number has a
## meaning, not its digits.  Dropout is checked with fixed masks.
##
## A relu unit has no slope where its score is 0.  A sample of zeros makes such
## scores while biases are 0, as on the spiral at step 0, and raises this
## number however right the gradients are: move the biases, or check after some
## steps of training.
##
## @var{X} is n_features x n_samples; @var{labels} is n_samples x 1, 0-based;
## @var{parameters} is a struct of matrices W1, b1, ...; @var{network} comes
## from @code{new_network}; @var{epsilon} is above 0, 1e-7 by default;
## @var{masks} are dropout masks from @code{network_masks}, kept while
## parameters move, none by default.  @var{difference} is the
## @code{gradient_difference} of the two, a number from 0 to 1.
##
## Source: Ganesh, "Deep Learning from first principles", part 8.
## @seealso{numerical_gradients, gradient_difference, network_backward}
## @end deftypefn

function difference = gradient_check (X, labels, parameters, network,
                                      epsilon = 1e-7, masks = struct ())
  __fp_check_arguments__ ();
  Y = network_targets (labels, network);      # n_outputs x n_samples
  [~, cache] = network_forward (X, parameters, network, masks);
  analytical = network_backward (Y, parameters, cache, network);
  numerical = numerical_gradients (X, labels, parameters, network, epsilon,
                                   masks);
  difference = gradient_difference (numerical, analytical);
endfunction

%!function parameters = some_parameters (layer_sizes)
%!  for layer = 1:numel (layer_sizes) - 1
%!    n_in = layer_sizes(layer);
%!    n_out = layer_sizes(layer + 1);
%!    W = reshape (sin (layer + 5 * (1:n_out * n_in)), n_out, n_in);
%!    parameters.(sprintf ("W%d", layer)) = W;
%!    parameters.(sprintf ("b%d", layer)) = cos (layer * (1:n_out)') / 2;
%!  endfor
%!endfunction
%!shared X, labels, binary, honest
%! X = reshape (sin (7 * (1:12)), 2, 6);
%! labels = [2; 0; 1; 1; 0; 2];
%! binary = [0; 1; 1; 0; 1; 0];
%! # Two-sided differences leave 1e-9 to 1e-7.
%! honest = 1e-6;
%!test # honest softmax networks pass
%! for hidden = {"relu", "tanh", "sigmoid"}
%!   for inner = {[], 5, [5, 3], [5, 3, 4]}
%!     sizes = [2, inner{1}, 3];
%!     activations = [repmat(hidden, size (inner{1})), {"softmax"}];
%!     for reduction = {"mean", "sum"}
%!       network = new_network (sizes, activations,
%!                              "categorical_cross_entropy", reduction{1});
%!       found = gradient_check (X, labels, some_parameters (sizes), network);
%!       assert (found < honest);
%!     endfor
%!   endfor
%! endfor
%!test # honest sigmoid networks pass
%! for inner = {[], 4, [4, 3]}
%!   sizes = [2, inner{1}, 1];
%!   activations = [repmat({"relu"}, size (inner{1})), {"sigmoid"}];
%!   network = new_network (sizes, activations, "binary_cross_entropy");
%!   found = gradient_check (X, binary, some_parameters (sizes), network);
%!   assert (found < honest);
%! endfor
%!test # the L2 penalty is in the loss and in its gradients
%! network = new_network ([2, 5, 3], {"tanh", "softmax"},
%!                        "categorical_cross_entropy", "mean", 0.8);
%! parameters = some_parameters ([2, 5, 3]);
%! assert (gradient_check (X, labels, parameters, network) < honest);
%!test # dropout with fixed masks, together with the L2 penalty
%! network = new_network ([2, 5, 3], {"tanh", "softmax"},
%!                        "categorical_cross_entropy", "mean", 0.8, 0.6);
%! parameters = some_parameters ([2, 5, 3]);
%! masks = network_masks (network, 6, 0, 0);
%! found = gradient_check (X, labels, parameters, network, 1e-7, masks);
%! assert (found < honest);
%! assert (found != gradient_check (X, labels, parameters, network));
%!test # epsilon is 1e-7 unless it is given
%! network = new_network ([2, 4, 1], {"tanh", "sigmoid"},
%!                        "binary_cross_entropy");
%! check = @(varargin) gradient_check (X, binary, some_parameters ([2, 4, 1]),
%!                                     network, varargin{:});
%! assert (check (), check (1e-7));
%! assert (check () != check (2e-7));
%!test # a score of exact zero has no slope
%! network = new_network ([2, 4, 1], {"relu", "sigmoid"},
%!                        "binary_cross_entropy");
%! parameters = some_parameters ([2, 4, 1]);
%! X(:,1) = 0;
%! assert (gradient_check (X, binary, parameters, network) < honest);
%! parameters.b1(:) = 0;
%! assert (gradient_check (X, binary, parameters, network) > 100 * honest);
%!error <Invalid call to gradient_check> gradient_check (1, 2, 3)
%!error <^gradient_check: network: expected layer_sizes, got none$>
%! gradient_check (X, labels, struct (), struct (), 0)
%!error <^gradient_check: labels: expected 6 labels, got 5$>
%! network = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy");
%! gradient_check (X, binary(1:5), some_parameters ([2, 1]), network)
%!error <^gradient_check: X: expected 2 x 6, got 1 x 6$>
%! network = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy");
%! gradient_check (X(1,:), binary, some_parameters ([2, 1]), network)
