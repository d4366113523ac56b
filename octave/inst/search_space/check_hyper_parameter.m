## -*- texinfo -*-
## @deftypefn {} {} check_hyper_parameter (@var{caller}, @
##   @var{hyper_parameter}, @var{name}, @var{value})
## Refuse what a hyper-parameter can not be.
## @seealso{hyper_parameters, check_space}
## @end deftypefn

function check_hyper_parameter (caller, hyper_parameter, name, value)
  switch (hyper_parameter)
    case {"learning_rate", "decay_rate"}
      check_positive (caller, name, value);
    case {"beta1", "beta2"}
      check_beta (caller, name, value);
    case {"n_hidden", "batch_size"}
      check_count (caller, name, value);
    case "n_hidden_layers"
      check_count (caller, name, value, 0);
    case "l2_penalty"
      check_not_negative (caller, name, value);
    case "keep_prob"
      check_keep_prob (caller, name, value);
    case "initialization"
      check_choice (caller, name, value, known_choices ("initializers"));
    case "hidden_activation"
      check_choice (caller, name, value, known_choices ("hidden_activations"));
    case "optimizer"
      check_choice (caller, name, value, known_choices ("optimizers"));
  endswitch
endfunction

%!test # what each may be passes
%! check_hyper_parameter ("f", "learning_rate", "x", 0.1);
%! check_hyper_parameter ("f", "n_hidden_layers", "x", 0);
%! check_hyper_parameter ("f", "optimizer", "x", "adam");
%!error <^f: beta2.high: expected a number of at least 0 and below 1, got 1$>
%! check_hyper_parameter ("f", "beta2", "beta2.high", 1)
