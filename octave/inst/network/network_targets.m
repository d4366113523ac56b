## -*- texinfo -*-
## @deftypefn {} {@var{Y} =} network_targets (@var{labels}, @var{network})
## Targets that a network's output is compared with.
##
## @var{labels} is n_samples x 1, 0-based; @var{network} comes from
## @code{new_network}.  @var{Y} is n_outputs x n_samples: one-hot columns for
## softmax, else the labels 0 and 1.
##
## Source: Ganesh, "Deep Learning from first principles", part 4.
## @seealso{one_hot, network_loss}
## @end deftypefn

function Y = network_targets (labels, network)
  __fp_check_arguments__ ();
  if (strcmp (network.activations{end}, "softmax"))
    Y = one_hot (labels, network.layer_sizes(end));
    return;
  endif
  Y = double (labels');                       # 1 x n_samples
endfunction

%!shared classifier, detector
%! classifier = new_network ([2, 3], {"softmax"}, "categorical_cross_entropy");
%! detector = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy");
%!assert (network_targets ([2; 0], classifier), [0, 1; 0, 0; 1, 0])
%!assert (network_targets ([1; 0; 1], detector), [1, 0, 1])
%!error <Invalid call to network_targets> network_targets (1)
%!error <^network_targets: labels: expected whole numbers from 0 to 2, got 3$>
%! network_targets ([0; 3], classifier)
%!error <^network_targets: labels: expected whole numbers from 0 to 1, got 2$>
%! network_targets ([0; 2], detector)
