## Train a network with the settings of a trial.

function parameters = train_trial (data, settings, steps, seed)
  start = initialize_parameters (settings.network.layer_sizes,
                                 settings.initialization, "normal", seed);
  parameters = train (data.X, data.labels, start, settings.network,
                      settings.optimizer, steps, settings.batch_size, seed);
endfunction
