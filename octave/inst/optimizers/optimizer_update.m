## -*- texinfo -*-
## @deftypefn {} {[@var{parameters}, @var{state}] =} optimizer_update @
##   (@var{parameters}, @var{gradients}, @var{state}, @var{optimizer}, @
##   @var{learning_rate}, @var{count})
## Update all parameters once with the chosen optimizer.
##
## @var{parameters} is a struct of matrices W1, b1, W2, b2, ...; @var{gradients}
## is a struct of matrices dW1, db1, dW2, db2, ..., each of the shape of its
## parameter, of which other fields are ignored; @var{state} comes from
## @code{optimizer_state} or the update before, @var{optimizer} from
## @code{new_optimizer}.  @var{learning_rate} is that of this update; the
## optimizer's own is that of epoch 0.  @var{count} is the number of this
## update, from 1.  Parameters and state after the update are returned: the
## parameters in their order, then every v before every s.
##
## Source: Ganesh, "Deep Learning from first principles", part 7.
## @seealso{new_optimizer, optimizer_state, gradient_descent, adam}
## @end deftypefn

function [parameters, state] = optimizer_update (parameters, gradients,
                                                 state, optimizer,
                                                 learning_rate, count)
  __fp_check_arguments__ ();
  averages = struct ();
  for letter = state_letters (optimizer.name)  # every v before every s
    for [value, name] = parameters
      averages.([letter name]) = state.([letter name]);
    endfor
  endfor
  rate = learning_rate;
  beta1 = optimizer.beta1;
  beta2 = optimizer.beta2;
  epsilon = optimizer.epsilon;
  for [P, name] = parameters
    dP = gradients.(["d" name]);
    v = ["v" name];
    s = ["s" name];
    switch (optimizer.name)
      case "gradient_descent"
        P = gradient_descent (P, dP, rate);
      case "momentum"
        [P, averages.(v)] = momentum (P, dP, averages.(v), rate, beta1);
      case "classical_momentum"
        [P, averages.(v)] = classical_momentum (P, dP, averages.(v), rate,
                                                beta1);
      case "rmsprop"
        [P, averages.(s)] = rmsprop (P, dP, averages.(s), rate, beta2,
                                     epsilon);
      case "adam"
        [P, averages.(v), averages.(s)] = adam (
          P, dP, averages.(v), averages.(s), rate, beta1, beta2, epsilon,
          count);
    endswitch
    parameters.(name) = P;
  endfor
  state = averages;
endfunction

%!function [W1, b1] = three_updates (name)
%!  # Three updates of one weight and one bias at the rate 0.5; beta1 is 0.5,
%!  # beta2 0.75 and epsilon 0.25, so that most of it is exact.
%!  optimizer = new_optimizer (name, 9, 0.5, 0.75, 0.25);
%!  parameters = struct ("W1", 1, "b1", -2);
%!  state = optimizer_state (parameters, optimizer);
%!  slopes = [4, -2; 0, 8; 2, 2];
%!  for count = 1:3
%!    gradients = struct ("dZ1", 7, "dW1", slopes(count,1),
%!                        "db1", slopes(count,2));
%!    [parameters, state] = optimizer_update (parameters, gradients, state,
%!                                            optimizer, 0.5, count);
%!    W1(count) = parameters.W1;
%!    b1(count) = parameters.b1;
%!  endfor
%!endfunction
%!test # by hand: the rate given is used, not the optimizer's own
%! [W1, b1] = three_updates ("gradient_descent");
%! assert (W1, [-1, -1, -2]);
%! assert (b1, [-1, -5, -6]);
%!test # by hand: v = 2, 1, 1.5 and -1, 3.5, 2.75
%! [W1, b1] = three_updates ("momentum");
%! assert (W1, [0, -0.5, -1.25]);
%! assert (b1, [-1.5, -3.25, -4.625]);
%!test # by hand: v = 4, 2, 3 and -2, 7, 5.5
%! [W1, b1] = three_updates ("classical_momentum");
%! assert (W1, [-1, -2, -3.5]);
%! assert (b1, [-1, -4.5, -7.25]);
%!test # by hand: s = 4, 3, 3.25 and 1, 16.75, 13.5625
%! [W1, b1] = three_updates ("rmsprop");
%! steps = 0.5 * [4, 0, 2; -2, 8, 2] ./ (sqrt ([4, 3, 3.25; ...
%!                                              1, 16.75, 13.5625]) + 0.25);
%! assert ([W1; b1], [1; -2] - cumsum (steps, 2), 8 * eps);
%!test # by hand: both averages over 1 - 0.5^count and 1 - 0.75^count
%! [W1, b1] = three_updates ("adam");
%! v = [2, 1, 1.5; -1, 3.5, 2.75] ./ [0.5, 0.75, 0.875];
%! s = [4, 3, 3.25; 1, 16.75, 13.5625] ./ [0.25, 0.4375, 0.578125];
%! assert ([W1; b1], [1; -2] - cumsum (0.5 * v ./ (sqrt (s) + 0.25), 2),
%!         4 * eps);
%!test # gradient descent has no state; what an optimizer lacks has defaults
%! one = struct ("W1", 1);
%! [~, state] = optimizer_update (one, struct ("dW1", 1), struct (),
%!                                new_optimizer ("gradient_descent", 1), 0.5, 1);
%! assert (state, struct ());
%! inputs = {one, struct("dW1", 1), struct("vW1", 1)};
%! short = struct ("name", "momentum", "learning_rate", 0.5);
%! parameters = optimizer_update (inputs{:}, short, 0.5, 1);
%! assert (parameters.W1, momentum (1, 1, 1, 0.5, 0.9));
%!error <Invalid call to optimizer_update> optimizer_update (1, 2, 3)
%!error <^optimizer_update: state: expected sW1, got none$>
%! optimizer_update (struct ("W1", 1), struct ("dW1", 1), struct ("vW1", 1),
%!                   new_optimizer ("adam", 0.1), 0.1, 1)
%!error <^optimizer_update: learning_rate: expected a finite number above 0, got 0$>
%! optimizer_update (struct ("W1", 1), struct ("dW1", 1), struct (),
%!                   new_optimizer ("gradient_descent", 0.25), 0, 1)
%!error <^optimizer_update: count: expected a whole number of at least 1, got 0$>
%! optimizer_update (struct ("W1", 1), struct ("dW1", 1),
%!                   struct ("vW1", 1, "sW1", 1), new_optimizer ("adam", 0.1),
%!                   0.1, 0)
%!error <^optimizer_update: dW1: expected 1 x 2, got 2 x 1$>
%! optimizer_update (struct ("W1", [1, 2]), struct ("dW1", [1; 2]), struct (),
%!                   new_optimizer ("gradient_descent", 0.25), 0.25, 1)
