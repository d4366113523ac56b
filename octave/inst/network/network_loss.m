## -*- texinfo -*-
## @deftypefn {} {@var{loss} =} network_loss (@var{Y}, @var{cache}, @
##   @var{network})
## Loss of a forward pass.
##
## @var{Y} holds targets, n_outputs x n_samples; @var{cache} comes from
## @code{network_forward}.  @var{loss} is a number.
##
## Raises an error if the scores are missing, the shapes differ or a matrix is
## not finite.
## @seealso{network_targets, categorical_cross_entropy, binary_cross_entropy}
## @end deftypefn

function loss = network_loss (Y, cache, network)
  if (nargin != 3)
    print_usage ();
  endif
  name = sprintf ("Z%d", numel (network.activations));
  if (checks_enabled ())
    check_entries ("network_loss", "cache", cache, {name});
  endif
  Z = cache.(name);                           # n_outputs x n_samples
  switch (network.loss)
    case "categorical_cross_entropy"
      loss = categorical_cross_entropy (Z, Y, network.reduction);
    case "binary_cross_entropy"
      loss = binary_cross_entropy (Z, Y, network.reduction);
  endswitch
endfunction

%!test # the scores of the last layer are used, and the reduction
%! Z = [1, -2; 3, 0];
%! Y = [0, 1; 1, 0];
%! cache = struct ("Z1", [7, 7; 7, 7], "Z2", Z);
%! network = new_network ([2, 2, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy", "sum");
%! assert (network_loss (Y, cache, network),
%!         categorical_cross_entropy (Z, Y, "sum"));
%!test # a sigmoid output
%! network = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy");
%! assert (network_loss ([0, 1], struct ("Z1", [-2, 3]), network),
%!         binary_cross_entropy ([-2, 3], [0, 1]));
%!error <Invalid call to network_loss> network_loss (1, 2)
%!error <^network_loss: cache: expected Z1, got none$>
%! network = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy");
%! network_loss ([0, 1], struct ("A0", 1), network)
%!error <^binary_cross_entropy: Y: expected 1 x 2, got 2 x 1$>
%! network = new_network ([2, 1], {"sigmoid"}, "binary_cross_entropy");
%! network_loss ([0; 1], struct ("Z1", [-2, 3]), network)
