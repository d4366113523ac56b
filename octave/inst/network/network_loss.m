## -*- texinfo -*-
## @deftypefn {} {@var{loss} =} network_loss (@var{Y}, @var{parameters}, @
##   @var{cache}, @var{network})
## Loss of a forward pass, with the L2 penalty of the weights.
##
## @var{Y} holds targets, n_outputs x n_samples; @var{parameters} is a struct
## of matrices; @var{cache} comes from @code{network_forward}.  @var{loss} is a
## number.
##
## Raises an error if the scores are missing, the shapes differ or a matrix is
## not finite.
##
## Source: Ganesh, "Deep Learning from first principles", parts 5 and 6.
## @seealso{categorical_cross_entropy, binary_cross_entropy, perceptron_loss,
## l2_loss}
## @end deftypefn

function loss = network_loss (Y, parameters, cache, network)
  if (nargin != 4)
    print_usage ();
  endif
  name = sprintf ("Z%d", numel (network.activations));
  if (checks_enabled ())
    check_entries ("network_loss", "cache", cache, {name});
  endif
  network = with_defaults (network, "network");
  Z = cache.(name);                           # n_outputs x n_samples
  switch (network.loss)
    case "categorical_cross_entropy"
      loss = categorical_cross_entropy (Z, Y, network.reduction);
    case "binary_cross_entropy"
      loss = binary_cross_entropy (Z, Y, network.reduction);
    case "perceptron_loss"
      loss = perceptron_loss (Z, Y, network.reduction);
  endswitch
  if (network.l2_penalty > 0)
    loss += l2_loss (parameters, network.l2_penalty,
                     divisor (Y, network.reduction));
  endif
endfunction

%!test # the scores of the last layer are used, and the reduction
%! Z = [1, -2; 3, 0];
%! Y = [0, 1; 1, 0];
%! cache = struct ("Z1", [7, 7; 7, 7], "Z2", Z);
%! network = new_network ([2, 2, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy", "sum");
%! assert (network_loss (Y, struct (), cache, network),
%!         categorical_cross_entropy (Z, Y, "sum"));
%!test # a sigmoid output
%! network = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy");
%! assert (network_loss ([0, 1], struct (), struct ("Z1", [-2, 3]), network),
%!         binary_cross_entropy ([-2, 3], [0, 1]));
%!test # a perceptron
%! network = new_network ([2, 1], {"step"}, "perceptron_loss", "sum");
%! assert (network_loss ([0, 1], struct (), struct ("Z1", [-2, -3]), network), 3);
%!test # the penalty of the weights is divided like the loss
%! parameters = struct ("W1", [3, -4], "b1", 7);
%! cache = struct ("Z1", [-2, 3]);
%! for reduction = {"mean", "sum"; 2, 1}
%!   network = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy",
%!                          reduction{1}, 0.5);
%!   assert (network_loss ([0, 1], parameters, cache, network),
%!           binary_cross_entropy ([-2, 3], [0, 1], reduction{1})
%!           + 0.5 / (2 * reduction{2}) * 25, -4 * eps);
%! endfor
%!error <Invalid call to network_loss> network_loss (1, 2, 3)
%!error <^network_loss: cache: expected Z1, got none$>
%! network = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy");
%! network_loss ([0, 1], struct (), struct ("A0", 1), network)
%!error <^binary_cross_entropy: Y: expected 1 x 2, got 2 x 1$>
%! network = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy");
%! network_loss ([0; 1], struct (), struct ("Z1", [-2, 3]), network)
%!error <^l2_loss: parameters: expected W1, got none$>
%! network = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy", "mean",
%!                        0.1);
%! network_loss ([0, 1], struct (), struct ("Z1", [-2, 3]), network)
