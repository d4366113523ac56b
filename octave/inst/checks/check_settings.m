## -*- texinfo -*-
## @deftypefn {} {} check_settings (@var{caller}, @var{layer_sizes}, @
##   @var{activations}, @var{loss}, @var{reduction}, @var{l2_penalty}, @
##   @var{keep_prob})
## Refuse what no network can be made of.
## @seealso{check_network, new_network}
## @end deftypefn

function check_settings (caller, layer_sizes, activations, loss, reduction,
                         l2_penalty, keep_prob)
  check_sizes (caller, "layer_sizes", layer_sizes);
  check_activations (caller, activations, numel (layer_sizes) - 1);
  check_choice (caller, "loss", loss, known_choices ("losses"));
  check_choice (caller, "reduction", reduction, known_choices ("reductions"));
  if (! strcmp (output_of_loss (loss), activations{end}))
    refuse (caller, "loss", ["one that fits " activations{end}], loss);
  endif
  if (! strcmp (activations{end}, "softmax") && layer_sizes(end) != 1)
    refuse (caller, "layer_sizes", ["1 " activations{end} " output"],
            describe (layer_sizes(end)));
  endif
  check_not_negative (caller, "l2_penalty", l2_penalty);
  check_keep_prob (caller, "keep_prob", keep_prob);
endfunction

function check_activations (caller, activations, n_layers)
  check_list (caller, "activations", activations, "words");
  if (numel (activations) != n_layers)
    refuse (caller, "activations", "one a layer",
            sprintf ("%d for %d layers", numel (activations), n_layers));
  endif
  for name = reshape (activations(1:end-1), 1, [])
    check_choice (caller, "activations", name{1},
                  known_choices ("hidden_activations"));
  endfor
  check_choice (caller, "activations", activations{end},
                known_choices ("output_activations"));
endfunction

function activation = output_of_loss (loss)
  switch (loss)
    case "categorical_cross_entropy"
      activation = "softmax";
    case "binary_cross_entropy"
      activation = "sigmoid";
    case "perceptron_loss"
      activation = "step";
  endswitch
endfunction

%!test # one sigmoid output
%! check_settings ("f", [2, 1], {"sigmoid"}, "binary_cross_entropy", "sum",
%!                 0.1, 0.5);
%!error <^f: activations: expected one a layer, got 1 for 2 layers$>
%! check_settings ("f", [2, 3, 1], {"sigmoid"}, "binary_cross_entropy",
%!                 "mean", 0, 1)
%!error <^f: loss: expected one that fits sigmoid, got categorical_cross_entropy$>
%! check_settings ("f", [2, 1], {"sigmoid"}, "categorical_cross_entropy",
%!                 "mean", 0, 1)
