## -*- texinfo -*-
## @deftypefn {} {} check_network (@var{caller}, @var{network})
## Refuse what is not a network, or is none that @code{new_network} makes.
## @seealso{check_settings, new_network}
## @end deftypefn

function check_network (caller, network)
  check_fields_of (caller, "network", network,
                   {"layer_sizes", "activations", "loss"});
  network = with_defaults (network, "network");
  check_settings (caller, network.layer_sizes, network.activations,
                  network.loss, network.reduction, network.l2_penalty,
                  network.keep_prob);
endfunction

%!test # a network may lack what has a default
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! check_network ("f", network);
%! check_network ("f", rmfield (network, "keep_prob"));
%!error <^f: network: expected a network of new_network, got net$>
%! check_network ("f", "net")
%!error <^f: keep_prob: expected a number above 0 and at most 1, got 2$>
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! network.keep_prob = 2;
%! check_network ("f", network)
