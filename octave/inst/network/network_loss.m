## -*- texinfo -*-
## @deftypefn {} {@var{loss} =} network_loss (@var{Y}, @var{parameters}, @
##   @var{cache}, @var{network})
## Loss of a forward pass, with the L2 penalty of the weights.
##
## @var{Y} holds targets, n_outputs x n_samples; @var{parameters} is a struct of
## matrices W1, b1, ...: W_l is n_l x n_@{l-1@}, b_l is n_l x 1; @var{cache}
## comes from @code{network_forward} and @var{network} from @code{new_network}.
## @var{loss} is a number.
##
## Source: Ganesh, "Deep Learning from first principles", parts 5 and 6.
## @seealso{categorical_cross_entropy, binary_cross_entropy, perceptron_loss,
## l2_loss}
## @end deftypefn

function loss = network_loss (Y, parameters, cache, network)
  __fp_check_arguments__ ();
  Z = cache.(sprintf ("Z%d", numel (network.activations)));
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

%!shared one, weights, cache, Y
%! one = {[2, 1], {"sigmoid"}, "binary_cross_entropy"};
%! weights = struct ("W1", [3, -4], "b1", 7);
%! cache = struct ("A0", ones (2, 2), "Z1", [-2, 3], "A1", [0.1, 0.9]);
%! Y = [0, 1];
%!test # the scores of the last layer are used, and the reduction
%! Z = [1, -2; 3, 0];
%! network = new_network ([2, 2, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy", "sum");
%! parameters = initialize_parameters ([2, 2, 2], "he", "normal", 0);
%! [~, two] = network_forward (ones (2, 2), parameters, network);
%! two.Z2 = Z;
%! assert (network_loss (double (Y == [1; 0]), parameters, two, network),
%!         categorical_cross_entropy (Z, double (Y == [1; 0]), "sum"));
%!test # a sigmoid output
%! assert (network_loss (Y, weights, cache, new_network (one{:})),
%!         binary_cross_entropy ([-2, 3], Y));
%!test # a perceptron
%! network = new_network ([2, 1], {"step"}, "perceptron_loss", "sum");
%! assert (network_loss (Y, weights, setfield (cache, "Z1", [-2, -3]), network),
%!         3);
%!test # the penalty of the weights is divided like the loss
%! for reduction = {"mean", "sum"; 2, 1}
%!   network = new_network (one{:}, reduction{1}, 0.5);
%!   assert (network_loss (Y, weights, cache, network),
%!           binary_cross_entropy ([-2, 3], Y, reduction{1})
%!           + 0.5 / (2 * reduction{2}) * 25, -4 * eps);
%! endfor
%!test # a penalty of 0 asks for no weights, and a small one does
%! penalized = @(W, l2_penalty) network_loss (
%!   Y, struct ("W1", W, "b1", 7), cache, new_network (one{:}, "mean", l2_penalty));
%! guard = __fp_unchecked__ ();
%! assert (penalized ([Inf, 1], 0), binary_cross_entropy ([-2, 3], Y));
%! assert (penalized ([3e5, -4e5], 1e-10),
%!         binary_cross_entropy ([-2, 3], Y) + 6.25, -4 * eps);
%! clear guard
%!error <Invalid call to network_loss> network_loss (1, 2, 3)
%!error <^network_loss: cache: expected Z1, got none$>
%! network_loss (Y, weights, struct ("A0", 1), new_network (one{:}))
%!error <^network_loss: Y: expected 1 x 1, got 2 x 1$>
%! network_loss (Y', weights, cache, new_network (one{:}))
%!error <^network_loss: parameters: expected W1, got none$>
%! network_loss (Y, struct (), cache, new_network (one{:}))
