## Put a trial's values in the place of those they stand for.

function settings = trial_settings (settings, trial)
  settings.network = trial_network (settings.network, trial);
  settings.optimizer = put (settings.optimizer, trial,
                            {"learning_rate", "beta1", "beta2", "decay_rate"});
  if (isfield (trial, "optimizer"))
    settings.optimizer.name = trial.optimizer;
  endif
  settings = put (settings, trial, {"batch_size", "initialization"});
endfunction

function network = trial_network (network, trial)
  sizes = network.layer_sizes;
  hidden = network.activations(1:end - 1);
  output = network.activations(end);
  if (any (isfield (trial, {"n_hidden", "n_hidden_layers"})))
    alike = put (struct ("n_hidden", sizes(2),
                         "n_hidden_layers", numel (hidden)),
                 trial, {"n_hidden", "n_hidden_layers"});
    sizes = [sizes(1), repmat(alike.n_hidden, 1, alike.n_hidden_layers), ...
             sizes(end)];
    hidden = repmat (hidden(1), 1, alike.n_hidden_layers);
  endif
  if (isfield (trial, "hidden_activation"))
    hidden(:) = {trial.hidden_activation};
  endif
  network.layer_sizes = sizes;
  network.activations = [hidden, output];
  network = put (network, trial, {"l2_penalty", "keep_prob"});
endfunction

function fields = put (fields, trial, names)
  for name = names(isfield (trial, names))
    fields.(name{1}) = trial.(name{1});
  endfor
endfunction
