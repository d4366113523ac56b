## The averages that an optimizer keeps: "v" of gradients, "s" of squares.

function letters = state_letters (name)
  persistent kept = struct ("gradient_descent", "", "momentum", "v",
                            "classical_momentum", "v", "rmsprop", "s",
                            "adam", "vs");
  letters = kept.(name);
endfunction
