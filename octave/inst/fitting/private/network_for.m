## Describe the network that fit_network trains.

function network = network_for (n_features, hidden, n_classes,
                                hidden_activation, l2_penalty, keep_prob)
  n_outputs = n_classes;
  output = "softmax";
  loss = "categorical_cross_entropy";
  if (n_classes == 2)
    n_outputs = 1;
    output = "sigmoid";
    loss = "binary_cross_entropy";
  endif
  hidden = double (hidden(:)');
  activations = [repmat({hidden_activation}, 1, numel (hidden)), {output}];
  network = new_network ([n_features, hidden, n_outputs], activations, loss,
                         "mean", l2_penalty, keep_prob);
endfunction
