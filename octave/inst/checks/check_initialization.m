## -*- texinfo -*-
## @deftypefn {} {} check_initialization (@var{caller}, @
##   @var{layer_sizes}, @var{method}, @var{distribution}, @var{seed})
## Refuse what no parameters can be drawn for.
## @seealso{initialize_parameters}
## @end deftypefn

function check_initialization (caller, layer_sizes, method, distribution, seed)
  check_sizes (caller, "layer_sizes", layer_sizes);
  for layer = 2:numel (layer_sizes)
    check_room (caller, "layer_sizes", layer_sizes(layer-1:layer));
  endfor
  check_choice (caller, "method", method, known_choices ("initializers"));
  check_choice (caller, "distribution", distribution,
                known_choices ("distributions"));
  check_whole (caller, "seed", seed);
endfunction

%!test
%! check_initialization ("f", [2, 3], "he", "normal", 0);
%!error <^f: layer_sizes: expected an array of less than 2\^31 entries, got 1e\+12$>
%! check_initialization ("f", [1e6, 1e6], "he", "normal", 0)
