## -*- texinfo -*-
## @deftypefn {} {@var{number} =} n_classes (@var{network})
## Number of classes; one sigmoid output tells two.
## @seealso{new_network}
## @end deftypefn

function number = n_classes (network)
  number = max (2, network.layer_sizes(end));
endfunction

%!assert (n_classes (struct ("layer_sizes", [2, 1])), 2)
%!assert (n_classes (struct ("layer_sizes", [2, 5])), 5)
