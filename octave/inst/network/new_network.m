## -*- texinfo -*-
## @deftypefn  {} {@var{network} =} new_network (@var{layer_sizes}, @
##   @var{activations}, @var{loss})
## @deftypefnx {} {@var{network} =} new_network (@var{layer_sizes}, @
##   @var{activations}, @var{loss}, @var{reduction}, @var{l2_penalty}, @
##   @var{keep_prob})
## Describe a network of dense layers.
##
## @var{layer_sizes} is a row of counts: the number of features, then the
## units of each layer.  @var{activations} is a row of cells, one word a
## layer: @qcode{"relu"}, @qcode{"tanh"} or @qcode{"sigmoid"} for hidden
## layers, @qcode{"softmax"}, @qcode{"sigmoid"} or @qcode{"step"} for the last.
## @var{loss} is @qcode{"categorical_cross_entropy"}, which goes with softmax,
## @qcode{"binary_cross_entropy"}, which goes with sigmoid, or
## @qcode{"perceptron_loss"}, which goes with step; a perceptron is one layer
## of it.  @var{reduction} is @qcode{"mean"} (over samples, the default) or
## @qcode{"sum"}.
## @var{l2_penalty}, of the weights, is at least 0 (the default).
## @var{keep_prob} is the probability that dropout keeps a hidden unit, above
## 0 and at most 1 (the default).
##
## @var{network} is a struct with the six arguments as its fields.
##
## Source: Ganesh, "Deep Learning from first principles", part 4.
## @seealso{network_masks, network_forward, train}
## @end deftypefn

function network = new_network (layer_sizes, activations, loss,
                                reduction = "mean", l2_penalty = 0,
                                keep_prob = 1)
  __fp_check_arguments__ ();
  network = struct ("layer_sizes", double (layer_sizes(:)'),
                    "activations", {reshape(activations, 1, [])},
                    "loss", loss, "reduction", reduction,
                    "l2_penalty", double (l2_penalty),
                    "keep_prob", double (keep_prob));
endfunction

%!test # the description holds what was given, in rows
%! network = new_network ([2; 9; 4; 3], {"relu"; "tanh"; "softmax"},
%!                        "categorical_cross_entropy", "sum", 0.1, 0.8);
%! assert (network, struct ("layer_sizes", [2, 9, 4, 3],
%!                          "activations", {{"relu", "tanh", "softmax"}},
%!                          "loss", "categorical_cross_entropy",
%!                          "reduction", "sum", "l2_penalty", 0.1,
%!                          "keep_prob", 0.8));
%!test # one layer is a network; what is left out has defaults
%! network = new_network ([30, 1], {"sigmoid"}, "binary_cross_entropy");
%! assert (network.activations, {"sigmoid"});
%! assert (network.reduction, "mean");
%! assert (network.l2_penalty, 0);
%! assert (network.keep_prob, 1);
%!error <Invalid call to new_network> new_network ([2, 3], {"softmax"})
%!error <^new_network: layer_sizes: expected a whole number of at least 1, got 0$>
%! new_network ([2, 0, 3], {"relu", "softmax"}, "categorical_cross_entropy")
%!error <^new_network: layer_sizes: expected a list of whole numbers, got a list$>
%! new_network ({2, 3}, {"softmax"}, "categorical_cross_entropy")
%!error <^new_network: activations: expected one a layer, got 1 for 2 layers$>
%! new_network ([2, 4, 3], {"softmax"}, "categorical_cross_entropy")
%!error <^new_network: layer_sizes: expected a list of whole numbers, got nothing$>
%! new_network ([], {}, "categorical_cross_entropy")
%!error <^new_network: layer_sizes: expected at least 2 sizes, got 1$>
%! new_network (2, {}, "categorical_cross_entropy")
%!error <^new_network: activations: expected a list of words, got relu$>
%! new_network ([2, 4, 3], "relu", "categorical_cross_entropy")
%!error <^new_network: activations: expected one of relu, tanh, sigmoid, got softmax$>
%! new_network ([2, 4, 3], {"softmax", "softmax"}, "categorical_cross_entropy")
%!error <^new_network: activations: expected one of sigmoid, softmax, step, got relu$>
%! new_network ([2, 3], {"relu"}, "categorical_cross_entropy")
%!error <^new_network: loss: expected one of categorical_cross_entropy, binary_cross_entropy, perceptron_loss, got mse$>
%! new_network ([2, 3], {"softmax"}, "mse")
%!error <^new_network: reduction: expected one of mean, sum, got average$>
%! new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy", "average")
%!error <^new_network: l2_penalty: expected a finite number of at least 0, got -1$>
%! new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy", "mean", -1)
%!error <^new_network: keep_prob: expected a number above 0 and at most 1, got 0$>
%! new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy", "mean", 0, 0)
%!error <^new_network: activations: expected one of sigmoid, softmax, step, got 1$>
%! new_network ([2, 3], {1}, "categorical_cross_entropy")
%!error <^new_network: layer_sizes: expected 1 sigmoid output, got 3$>
%! new_network ([2, 3], {"sigmoid"}, "binary_cross_entropy")
%!error <^new_network: layer_sizes: expected 1 step output, got 2$>
%! new_network ([2, 2], {"step"}, "perceptron_loss")
%!error <^new_network: loss: expected one that fits step, got binary_cross_entropy$>
%! new_network ([2, 1], {"step"}, "binary_cross_entropy")
%!error <^new_network: loss: expected one that fits softmax, got binary_cross_entropy$>
%! new_network ([2, 3], {"softmax"}, "binary_cross_entropy")
