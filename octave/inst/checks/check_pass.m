## -*- texinfo -*-
## @deftypefn {} {} check_pass (@var{caller}, @var{Y}, @var{parameters}, @
##   @var{cache}, @var{network})
## Refuse targets and a cache that are not of one forward pass.
## @seealso{network_backward, network_loss}
## @end deftypefn

function check_pass (caller, Y, parameters, cache, network)
  check_matrix (caller, "Y", Y);
  check_targets (caller, Y, [network.layer_sizes(end), columns(Y)],
                 network.loss);
  check_parameters (caller, parameters, network);
  check_cache (caller, cache, network, columns (Y));
endfunction

function check_cache (caller, cache, network, n_samples)
  layers = 1:numel (network.activations);
  needed = [{"A0"}, names_of("ZA", layers)];
  check_entries (caller, "cache", cache, needed);
  dropped = names_of ("GM", layers(1:end-1));
  checked = needed;
  if (any (isfield (cache, dropped)))
    check_entries (caller, "cache", cache, dropped);
    checked = [needed, dropped];
  endif
  check_no_others (caller, "cache", fieldnames (cache), [needed, dropped]);
  for name = checked
    n_units = network.layer_sizes(str2double (name{1}(2:end)) + 1);
    check_shape (caller, name{1}, cache.(name{1}), n_units, n_samples);
  endfor
endfunction

function names = names_of (letters, layers)
  [layer, letter] = meshgrid (layers, letters);
  names = arrayfun (@(c, n) sprintf ("%c%d", c, n), letter(:)', layer(:)',
                    "UniformOutput", false);
endfunction

%!test # what network_forward gives
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! parameters = initialize_parameters ([2, 3, 2], "he", "normal", 0);
%! [~, cache] = network_forward (ones (2, 4), parameters, network);
%! check_pass ("f", [ones(1, 4); zeros(1, 4)], parameters, cache, network);
%!error <^f: cache: expected A1, got none$>
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! parameters = initialize_parameters ([2, 3, 2], "he", "normal", 0);
%! check_pass ("f", [1; 0], parameters, struct ("A0", 1, "Z1", 1), network)
%!error <^f: A0: expected 2 x 3, got 2 x 4$>
%! network = new_network ([2, 3, 2], {"relu", "softmax"},
%!                        "categorical_cross_entropy");
%! parameters = initialize_parameters ([2, 3, 2], "he", "normal", 0);
%! [~, cache] = network_forward (ones (2, 4), parameters, network);
%! check_pass ("f", [ones(1, 3); zeros(1, 3)], parameters, cache, network);
