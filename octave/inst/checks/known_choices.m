## -*- texinfo -*-
## @deftypefn {} {@var{names} =} known_choices (@var{option})
## Words that an option may have, a row of cells.
##
## @var{option} is @qcode{"activations"}, @qcode{"hidden_activations"},
## @qcode{"output_activations"}, @qcode{"losses"}, @qcode{"reductions"},
## @qcode{"optimizers"}, @qcode{"schedules"}, @qcode{"initializers"} or
## @qcode{"distributions"}.
## @seealso{check_choice}
## @end deftypefn

function names = known_choices (option)
  persistent choices = struct (
    "activations", {{"relu", "tanh", "sigmoid", "softmax", "step"}},
    "hidden_activations", {{"relu", "tanh", "sigmoid"}},
    "output_activations", {{"sigmoid", "softmax", "step"}},
    "losses", {{"categorical_cross_entropy", "binary_cross_entropy", ...
                 "perceptron_loss"}},
    "reductions", {{"mean", "sum"}},
    "optimizers", {{"gradient_descent", "momentum", "classical_momentum", ...
                     "rmsprop", "adam"}},
    "schedules", {{"constant", "exponential", "step", "inverse_time"}},
    "initializers", {{"zeros", "random", "he", "xavier"}},
    "distributions", {{"normal", "uniform"}});
  names = choices.(option);
endfunction

%!assert (known_choices ("reductions"), {"mean", "sum"})
%!test # a network has every activation either inside or at its end
%! assert (sort (known_choices ("activations")),
%!         union (known_choices ("hidden_activations"),
%!                known_choices ("output_activations")));
