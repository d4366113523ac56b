## -*- texinfo -*-
## @deftypefn {} {@var{masks} =} network_masks (@var{network}, @
##   @var{n_samples}, @var{seed}, @var{step})
## Dropout masks of all hidden layers for a training step.
##
## @var{network} comes from @code{new_network}; @var{n_samples} are those of the
## step's batch; @var{seed} and @var{step} say where in the random stream the
## masks stand, both whole numbers from 0 to 2^53 - 1.
##
## @var{masks} is a struct of matrices M1, M2, ..., n_l x n_samples; without
## fields if the network keeps every unit.
##
## Source: Ganesh, "Deep Learning from first principles", part 6.
## @seealso{dropout_mask, network_forward}
## @end deftypefn

function masks = network_masks (network, n_samples, seed, step)
  __fp_check_arguments__ ();
  masks = struct ();
  if (network.keep_prob == 1)
    return;
  endif
  for layer = 1:numel (network.activations) - 1
    masks.(sprintf ("M%d", layer)) = ...      # n_l x n_samples
      dropout_mask (network.layer_sizes(layer + 1), n_samples,
                    network.keep_prob, seed, layer, step);
  endfor
endfunction

%!function network = some_network (keep_prob)
%!  network = new_network ([2, 5, 4, 3], {"relu", "tanh", "softmax"},
%!                         "categorical_cross_entropy", "mean", 0, keep_prob);
%!endfunction
%!test # one mask a hidden layer, each from its own place in the stream
%! masks = network_masks (some_network (0.6), 7, 3, 8);
%! assert (masks, struct ("M1", dropout_mask (5, 7, 0.6, 3, 1, 8),
%!                        "M2", dropout_mask (4, 7, 0.6, 3, 2, 8)));
%!test # nothing to drop: every unit is kept, or none is hidden
%! assert (network_masks (some_network (1), 7, 3, 8), struct ());
%! network = new_network ([2, 3], {"softmax"}, "categorical_cross_entropy",
%!                        "mean", 0, 0.5);
%! assert (network_masks (network, 7, 3, 8), struct ());
%!error <Invalid call to network_masks> network_masks (1, 2, 3)
%!error <^network_masks: n_samples: expected a whole number of at least 1, got 0$>
%! network_masks (some_network (0.5), 0, 3, 8)
%!error <^network_masks: step: expected a whole number from 0 to 2\^53 - 1, got -1$>
%! network_masks (some_network (0.5), 7, 3, -1)
