## -*- texinfo -*-
## @deftypefn {} {@var{step} =} train_step (@var{X}, @var{Y}, @
##   @var{parameters}, @var{network}, @var{optimizer})
## One step: forward, loss, backward, update.
##
## @var{X} is n_features x n_samples and @var{Y} n_outputs x n_samples;
## @var{parameters} is a struct of matrices, those before the update.
##
## @var{step} is a struct with the fields @code{cache}, @code{loss},
## @code{gradients}, and @code{parameters}, those after the update.
##
## Raises an error if a parameter is missing, a shape does not fit or a matrix
## is not finite.
## @seealso{train, network_forward, network_backward, optimizer_update}
## @end deftypefn

function step = train_step (X, Y, parameters, network, optimizer)
  if (nargin != 5)
    print_usage ();
  endif
  [~, step.cache] = network_forward (X, parameters, network);
  step.loss = network_loss (Y, step.cache, network);
  step.gradients = network_backward (Y, parameters, step.cache, network);
  step.parameters = optimizer_update (parameters, step.gradients, optimizer);
endfunction

%!test # one unit, worked by hand
%! network = new_network ([1, 1], {"sigmoid"}, "binary_cross_entropy");
%! optimizer = new_optimizer ("gradient_descent", 2);
%! parameters = struct ("W1", 0, "b1", 0);
%! step = train_step ([1, 3], [0, 1], parameters, network, optimizer);
%! assert (fieldnames (step), {"cache"; "loss"; "gradients"; "parameters"});
%! assert (step.cache.A1, [0.5, 0.5]);
%! assert (step.loss, log (2), eps);
%! assert (step.gradients, struct ("dZ1", [0.25, -0.25], "dW1", -0.5,
%!                                 "db1", 0));
%! assert (step.parameters, struct ("W1", 1, "b1", 0));
%!error <Invalid call to train_step> train_step (1, 2, 3, 4)
%!error <^network_forward: parameters: expected b1, got none$>
%! network = new_network ([1, 1], {"sigmoid"}, "binary_cross_entropy");
%! optimizer = new_optimizer ("gradient_descent", 2);
%! train_step (1, 1, struct ("W1", 0), network, optimizer)
