## -*- texinfo -*-
## @deftypefn {} {@var{fields} =} with_defaults (@var{fields}, @var{kind})
## Fill in what the description of a network or an optimizer leaves out.
##
## @var{fields} is a struct; @var{kind} is @qcode{"network"} or
## @qcode{"optimizer"}.  The fields and their defaults are the optional
## arguments of @code{new_network} and @code{new_optimizer}.
## @seealso{new_network, new_optimizer}
## @end deftypefn

function fields = with_defaults (fields, kind)
  persistent defaults = struct (
    "network", struct ("reduction", "mean", "l2_penalty", 0, "keep_prob", 1),
    "optimizer", struct ("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8,
                         "schedule", "constant", "decay_rate", 1,
                         "decay_epochs", 1));
  persistent names = structfun (@(values) fieldnames (values)', defaults,
                                "UniformOutput", false);
  persistent n_fields = struct ("network", 6, "optimizer", 8);
  if (numfields (fields) == n_fields.(kind))
    return;                                   # as complete as can be
  endif
  there = isfield (fields, names.(kind));
  if (! all (there))
    for name = names.(kind)(! there)
      fields.(name{1}) = defaults.(kind).(name{1});
    endfor
  endif
endfunction

%!test # the defaults of new_network
%! network = new_network ([2, 3], {"softmax"}, "categorical_cross_entropy");
%! assert (with_defaults (struct ("layer_sizes", [2, 3],
%!                                "activations", {{"softmax"}},
%!                                "loss", "categorical_cross_entropy"),
%!                        "network"), network);
%!test # the defaults of new_optimizer
%! assert (with_defaults (struct ("name", "adam", "learning_rate", 0.1),
%!                        "optimizer"), new_optimizer ("adam", 0.1));
%!test # what is given stays
%! optimizer = new_optimizer ("adam", 0.1, 0.5, 0.6, 0.7, "step", 0.8, 9);
%! assert (with_defaults (optimizer, "optimizer"), optimizer);
