## -*- texinfo -*-
## @deftypefn {} {@var{gradients} =} network_backward (@var{Y}, @
##   @var{parameters}, @var{cache}, @var{network})
## Gradients of the loss with respect to everything in the network.
##
## @var{Y} holds targets, n_outputs x n_samples; @var{parameters} is a struct of
## matrices W1, b1, ...: W_l is n_l x n_@{l-1@}, b_l is n_l x 1; @var{cache}
## comes from @code{network_forward} and @var{network} from @code{new_network}.
##
## @var{gradients} is a struct of matrices in order of computation: dZ_L,
## dW_L, db_L, dA_@{L-1@}, dZ_@{L-1@}, ...; with dropout dG_@{L-1@} between
## dA_@{L-1@} and dZ_@{L-1@}.  The output layer has no dA: the loss is taken
## back to dZ_L in one stable step, P - Y.
##
## Source: Ganesh, "Deep Learning from first principles", parts 5 and 6.
## @seealso{network_forward, dense_gradients, l2_gradient, dropout_backward}
## @end deftypefn

function gradients = network_backward (Y, parameters, cache, network)
  __fp_check_arguments__ ();
  n_layers = numel (network.activations);
  dZ = output_gradient (cache.(sprintf ("A%d", n_layers)), Y, network);
  for layer = n_layers:-1:1
    n = sprintf ("%d", layer);
    prev = sprintf ("%d", layer - 1);
    W = parameters.(["W" n]);
    [dW, db] = dense_gradients (dZ, cache.(["A" prev]));
    gradients.(["dZ" n]) = dZ;                # n_l x n_samples
    gradients.(["dW" n]) = penalized (dW, W, Y, network);
    gradients.(["db" n]) = db;
    if (layer > 1)
      dA = dense_backward (dZ, W);            # n_{l-1} x n_samples
      hidden = hidden_backward (dA, cache, network, layer - 1);
      for [value, name] = hidden
        gradients.(name) = value;
      endfor
      dZ = hidden.(["dZ" prev]);
    endif
  endfor
endfunction

## dA, with dropout dG, and dZ of a hidden layer.
function gradients = hidden_backward (dA, cache, network, layer)
  n = sprintf ("%d", layer);
  gradients.(["dA" n]) = dA;
  G = cache.(["A" n]);
  if (isfield (cache, ["M" n]))
    G = cache.(["G" n]);
    dA = dropout_backward (dA, cache.(["M" n]), network.keep_prob);
    gradients.(["dG" n]) = dA;
  endif
  gradients.(["dZ" n]) = activation_backward (dA, cache.(["Z" n]), G,
                                              network.activations{layer});
endfunction

## Add the gradient of the L2 penalty, if there is one.
function dW = penalized (dW, W, Y, network)
  if (network.l2_penalty > 0)
    dW += l2_gradient (W, network.l2_penalty, divisor (Y, network.reduction));
  endif
endfunction

%!function loss = loss_at (X, Y, parameters, network, masks)
%!  [~, cache] = network_forward (X, parameters, network, masks);
%!  loss = network_loss (Y, parameters, cache, network);
%!endfunction
%!function slope = central_difference (X, Y, parameters, network, masks, name)
%!  h = 1e-5;
%!  slope = zeros (size (parameters.(name)));
%!  for k = 1:numel (slope)
%!    ahead = behind = parameters;
%!    ahead.(name)(k) += h;
%!    behind.(name)(k) -= h;
%!    slope(k) = (loss_at (X, Y, ahead, network, masks)
%!                - loss_at (X, Y, behind, network, masks)) / (2 * h);
%!  endfor
%!endfunction
%!function parameters = some_parameters (layer_sizes)
%!  for layer = 1:numel (layer_sizes) - 1
%!    n_in = layer_sizes(layer);
%!    n_out = layer_sizes(layer + 1);
%!    W = reshape (sin (layer + 5 * (1:n_out * n_in)), n_out, n_in);
%!    parameters.(sprintf ("W%d", layer)) = W;
%!    parameters.(sprintf ("b%d", layer)) = cos (layer * (1:n_out)') / 2;
%!  endfor
%!endfunction
%!function check_gradients (network, labels)
%!  # Central differences with this h are good to 1e-9 here.
%!  sizes = network.layer_sizes;
%!  X = reshape (cos (3 * (1:sizes(1) * numel (labels))), sizes(1), []);
%!  Y = network_targets (labels, network);
%!  parameters = some_parameters (sizes);
%!  masks = network_masks (network, numel (labels), 4, 2);
%!  [~, cache] = network_forward (X, parameters, network, masks);
%!  gradients = network_backward (Y, parameters, cache, network);
%!  for name = fieldnames (parameters)'
%!    slope = central_difference (X, Y, parameters, network, masks, name{1});
%!    assert (gradients.(["d" name{1}]), slope, 1e-8);
%!  endfor
%!endfunction
%!test # relu and softmax, classes in no order
%! check_gradients (new_network ([2, 5, 3], {"relu", "softmax"},
%!                               "categorical_cross_entropy"), [2; 0; 1; 1; 2]);
%!test # three hidden layers of one width, one of each kind; summed
%! check_gradients (new_network ([3, 4, 4, 4, 4],
%!                               {"tanh", "sigmoid", "relu", "softmax"},
%!                               "categorical_cross_entropy", "sum"),
%!                  [3; 0; 2; 1; 0; 3]);
%!test # no hidden layer, sigmoid output
%! check_gradients (new_network ([4, 1], {"sigmoid"}, "binary_cross_entropy"),
%!                  [1; 0; 0; 1; 1]);
%!test # L2 and dropout together, the masks held
%! for reduction = {"mean", "sum"}
%!   check_gradients (new_network ([3, 6, 5, 3], {"relu", "tanh", "softmax"},
%!                                 "categorical_cross_entropy", reduction{1},
%!                                 0.7, 0.6), [2; 0; 1; 1; 2]);
%!   check_gradients (new_network ([3, 6, 1], {"sigmoid", "sigmoid"},
%!                                 "binary_cross_entropy", reduction{1},
%!                                 0.7, 0.5), [1; 0; 0; 1]);
%! endfor
%!test # order of computation with dropout; a unit dropped has no gradient
%! network = new_network ([2, 3, 2, 1], {"relu", "tanh", "sigmoid"},
%!                        "binary_cross_entropy", "mean", 0.1, 0.5);
%! parameters = some_parameters ([2, 3, 2, 1]);
%! masks = struct ("M1", [1, 0; 0, 1; 1, 1], "M2", [0, 1; 1, 0]);
%! [~, cache] = network_forward ([1, 2; 3, 4], parameters, network, masks);
%! gradients = network_backward ([0, 1], parameters, cache, network);
%! assert (fieldnames (gradients),
%!         {"dZ3"; "dW3"; "db3"; "dA2"; "dG2"; "dZ2"; "dW2"; "db2"; ...
%!          "dA1"; "dG1"; "dZ1"; "dW1"; "db1"});
%! assert (gradients.dG2, gradients.dA2 .* masks.M2 / 0.5);
%! assert (gradients.dZ1(masks.M1 == 0), zeros (2, 1));
%! assert (gradients.dW3, gradients.dZ3 * cache.A2'
%!                        + 0.1 / 2 * parameters.W3);
%!test # a penalty counts however small it is
%! network = new_network ([1, 1], {"sigmoid"}, "binary_cross_entropy", "mean",
%!                        1e-11);
%! parameters = struct ("W1", 1e11, "b1", 0);
%! [~, cache] = network_forward (0, parameters, network);
%! assert (network_backward (1, parameters, cache, network).dW1, 1, 1e-15);
%!test # order of computation
%! network = new_network ([2, 3, 1], {"tanh", "sigmoid"},
%!                        "binary_cross_entropy");
%! parameters = some_parameters ([2, 3, 1]);
%! [~, cache] = network_forward ([1, 2; 3, 4], parameters, network);
%! gradients = network_backward ([0, 1], parameters, cache, network);
%! assert (fieldnames (gradients),
%!         {"dZ2"; "dW2"; "db2"; "dA1"; "dZ1"; "dW1"; "db1"});
%! assert (gradients.dZ2, (cache.A2 - [0, 1]) / 2);
%! assert (gradients.dA1, parameters.W2' * gradients.dZ2);
%!error <Invalid call to network_backward> network_backward (1, 2, 3)
%!error <^network_backward: parameters: expected b1, got none$>
%! network = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy");
%! network_backward ([0, 1], struct ("W1", [1, 2]), struct (), network)
%!error <^network_backward: cache: expected A1, got none$>
%! network = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy");
%! cache = struct ("A0", [1, 2; 3, 4], "Z1", [0, 0]);
%! network_backward ([0, 1], some_parameters ([2, 1]), cache, network)
%!error <^network_backward: A0: expected 2 x 3, got 2 x 2$>
%! network = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy");
%! cache = struct ("A0", [1, 2; 3, 4], "Z1", [0, 0], "A1", [0.5, 0.5]);
%! network_backward ([0, 1, 0], some_parameters ([2, 1]), cache, network)
