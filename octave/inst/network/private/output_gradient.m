## Gradient of a network's loss with respect to the scores of its last layer.

function dZ = output_gradient (P, Y, network)
  switch (network.loss)
    case "categorical_cross_entropy"
      dZ = categorical_cross_entropy_gradient (P, Y, network.reduction);
    case "binary_cross_entropy"
      dZ = binary_cross_entropy_gradient (P, Y, network.reduction);
    case "perceptron_loss"
      dZ = perceptron_loss_gradient (P, Y, network.reduction);
  endswitch
endfunction
