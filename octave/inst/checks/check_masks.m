## -*- texinfo -*-
## @deftypefn {} {} check_masks (@var{caller}, @var{masks}, @
##   @var{network}, @var{X})
## Refuse dropout masks that are neither none nor one a hidden layer.
## @seealso{check_mask, network_masks}
## @end deftypefn

function check_masks (caller, masks, network, X)
  names = arrayfun (@(n) sprintf ("M%d", n),
                    1:numel (network.activations) - 1,
                    "UniformOutput", false);
  check_entries (caller, "masks", masks, {});
  if (! isempty (fieldnames (masks)))
    check_entries (caller, "masks", masks, names);
  endif
  check_no_others (caller, "masks", fieldnames (masks), names);
  for layer = find (isfield (masks, names))
    check_mask (caller, names{layer}, masks.(names{layer}),
                [network.layer_sizes(layer + 1), columns(X)]);
  endfor
endfunction

%!test # none, or all
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! check_masks ("f", struct (), network, ones (2, 4));
%! check_masks ("f", struct ("M1", ones (3, 4)), network, ones (2, 4));
%!error <^f: masks: expected M1, got none$>
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! check_masks ("f", struct ("m1", ones (3, 4)), network, ones (2, 4))
%!error <^f: M1: expected 3 x 4, got 3 x 5$>
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! check_masks ("f", struct ("M1", ones (3, 5)), network, ones (2, 4))
