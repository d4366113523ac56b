## -*- texinfo -*-
## @deftypefn {} {@var{state} =} optimizer_state (@var{parameters}, @
##   @var{optimizer})
## State of an optimizer before its first update: zeros.
##
## @var{parameters} is a struct of matrices W1, b1, W2, b2, ...;
## @var{optimizer} comes from @code{new_optimizer}.
##
## @var{state} is a struct of matrices vW1, vb1, ..., averages of gradients,
## then sW1, sb1, ..., averages of their squares, as far as the optimizer needs
## them, each of the shape of its parameter; without fields for gradient
## descent.
##
## Source: Ganesh, "Deep Learning from first principles", part 7.
## @seealso{optimizer_update, new_optimizer}
## @end deftypefn

function state = optimizer_state (parameters, optimizer)
  __fp_check_arguments__ ();
  state = struct ();
  for letter = state_letters (optimizer.name)
    for [value, name] = parameters
      state.([letter name]) = zeros (size (value));
    endfor
  endfor
endfunction

%!shared state_of
%! parameters = struct ("W1", [1, 2], "b1", 3, "W2", [4; 5], "b2", [6; 7]);
%! state_of = @(name) optimizer_state (parameters, new_optimizer (name, 0.1));
%!test # every average of gradients, then every average of squares
%! assert (state_of ("adam"),
%!         struct ("vW1", [0, 0], "vb1", 0, "vW2", [0; 0], "vb2", [0; 0],
%!                 "sW1", [0, 0], "sb1", 0, "sW2", [0; 0], "sb2", [0; 0]));
%! assert (fieldnames (state_of ("adam")),
%!         {"vW1"; "vb1"; "vW2"; "vb2"; "sW1"; "sb1"; "sW2"; "sb2"});
%!assert (fieldnames (state_of ("momentum")), {"vW1"; "vb1"; "vW2"; "vb2"})
%!assert (state_of ("classical_momentum"), state_of ("momentum"))
%!assert (fieldnames (state_of ("rmsprop")), {"sW1"; "sb1"; "sW2"; "sb2"})
%!assert (state_of ("gradient_descent"), struct ())
%!error <Invalid call to optimizer_state> optimizer_state (1)
%!error <^optimizer_state: parameters: expected named matrices, got a list$>
%! optimizer_state ({1}, new_optimizer ("adam", 0.1))
