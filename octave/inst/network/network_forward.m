## -*- texinfo -*-
## @deftypefn  {} {[@var{output}, @var{cache}] =} network_forward (@var{X}, @
##   @var{parameters}, @var{network})
## @deftypefnx {} {[@var{output}, @var{cache}] =} network_forward (@var{X}, @
##   @var{parameters}, @var{network}, @var{masks})
## Run samples through all layers.
##
## Z_l = W_l A_@{l-1@} + b_l, A_l = g_l(Z_l), A_0 = X.  With dropout,
## G_l = g_l(Z_l) and A_l = G_l M_l / keep_prob in hidden layers.
##
## @var{X} is n_features x n_samples.  @var{parameters} is a struct of matrices
## W1, b1, ...: W_l is n_l x n_@{l-1@}, b_l is n_l x 1.  @var{network} comes
## from @code{new_network}.  @var{masks} is a struct of matrices from
## @code{network_masks}, in training; none in prediction.
##
## @var{output} is n_outputs x n_samples.  @var{cache} is a struct of matrices
## A0, Z1, A1, Z2, A2, ...; with masks Z1, G1, M1, A1, ...
##
## Source: Ganesh, "Deep Learning from first principles", parts 4 and 6.
## @seealso{network_masks, network_loss, network_backward, predict_labels}
## @end deftypefn

function [output, cache] = network_forward (X, parameters, network,
                                            masks = struct ())
  __fp_check_arguments__ ();
  cache.A0 = A = X;
  for layer = 1:numel (network.activations)
    n = sprintf ("%d", layer);
    Z = dense_forward (A, parameters.(["W" n]), parameters.(["b" n]));
    A = activation_forward (Z, network.activations{layer});
    cache.(["Z" n]) = Z;                      # n_l x n_samples
    if (isfield (masks, ["M" n]))
      cache.(["G" n]) = A;
      cache.(["M" n]) = masks.(["M" n]);
      A = dropout_forward (A, masks.(["M" n]), network.keep_prob);
    endif
    cache.(["A" n]) = A;                      # n_l x n_samples
  endfor
  output = A;
endfunction

%!shared X, parameters, network
%! X = [1, 2; -1, 3];
%! parameters = struct ("W1", [1, 1; -1, 0; 0, 2], "b1", [0; 1; -1],
%!                      "W2", [1, 2, 3; 0, 1, -1], "b2", [0.5; -0.5]);
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%!test # worked by hand
%! [output, cache] = network_forward (X, parameters, network);
%! assert (fieldnames (cache), {"A0"; "Z1"; "A1"; "Z2"; "A2"});
%! assert (cache.A0, X);
%! assert (cache.Z1, [0, 5; 0, -1; -3, 5]);
%! assert (cache.A1, [0, 5; 0, 0; 0, 5]);
%! assert (cache.Z2, [0.5, 20.5; -0.5, -5.5]);
%! assert (cache.A2, softmax (cache.Z2));
%! assert (output, cache.A2);
%!test # without a hidden layer
%! single = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy");
%! [output, cache] = network_forward (X, struct ("W1", [2, 1], "b1", -1),
%!                                    single);
%! assert (cache.Z1, [0, 6]);
%! assert (output, sigmoid ([0, 6]));
%!test # masks drop hidden units and scale up the others
%! dropped = setfield (network, "keep_prob", 0.5);
%! masks = struct ("M1", [1, 0; 1, 1; 0, 1]);
%! [output, cache] = network_forward (X, parameters, dropped, masks);
%! assert (fieldnames (cache), {"A0"; "Z1"; "G1"; "M1"; "A1"; "Z2"; "A2"});
%! assert (cache.G1, [0, 5; 0, 0; 0, 5]);
%! assert (cache.M1, masks.M1);
%! assert (cache.A1, [0, 0; 0, 0; 0, 10]);
%! assert (output, softmax (parameters.W2 * cache.A1 + parameters.b2));
%!test # without masks nothing is dropped
%! dropped = setfield (network, "keep_prob", 0.5);
%! [~, expected] = network_forward (X, parameters, network);
%! [~, cache] = network_forward (X, parameters, dropped);
%! assert (cache, expected);
%!error <Invalid call to network_forward> network_forward (1, 2)
%!error <^network_forward: M1: expected 3 x 2, got 1 x 2$>
%! network_forward (X, parameters, network, struct ("M1", [1, 0]))
%!error <^network_forward: X: expected 2 x 3, got 3 x 2: samples stand in columns, pass X'$>
%! network_forward ([X; 0, 0], parameters, network)
%!error <^network_forward: W2: expected 2 x 3, got 3 x 2$>
%! network_forward (X, setfield (parameters, "W2", ones (3, 2)), network)
%!error <^network_forward: b1: expected 3 x 1, got 1 x 3$>
%! network_forward (X, setfield (parameters, "b1", ones (1, 3)), network)
%!error <^network_forward: parameters: expected b2, got none$>
%! network_forward (X, rmfield (parameters, "b2"), network)
%!error <^network_forward: parameters: expected named matrices, got a list$>
%! network_forward (X, {}, network)
%!error <^network_forward: W1: expected finite values, got NaN or Inf$>
%! network_forward (X, setfield (parameters, "W1", NaN (3, 2)), network)
