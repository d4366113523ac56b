## -*- texinfo -*-
## @deftypefn  {} {@var{optimizer} =} new_optimizer (@var{name}, @
##   @var{learning_rate})
## @deftypefnx {} {@var{optimizer} =} new_optimizer (@var{name}, @
##   @var{learning_rate}, @var{beta1}, @var{beta2}, @var{epsilon}, @
##   @var{schedule}, @var{decay_rate}, @var{decay_epochs})
## Describe an optimizer.
##
## @var{name} is @qcode{"gradient_descent"}, @qcode{"momentum"},
## @qcode{"classical_momentum"}, @qcode{"rmsprop"} or @qcode{"adam"};
## @var{learning_rate} is finite and above 0.  @var{beta1}, 0.9 by default, is
## the decay of the average of gradients (momentum and Adam) and @var{beta2},
## 0.999, that of the average of squares (RMSprop and Adam), both in [0, 1).
## @var{epsilon}, 1e-8, is added to the root of the average of squares; it is
## above 0.  @var{schedule} is @qcode{"constant"} (the default),
## @qcode{"exponential"}, @qcode{"step"} or @qcode{"inverse_time"};
## @var{decay_rate}, above 0, and @var{decay_epochs}, a whole number of at
## least 1, both 1 by default, are explained in @code{scheduled_rate}.
##
## @var{optimizer} is a struct with the eight arguments as its fields.
##
## Source: Ganesh, "Deep Learning from first principles", part 7.
## @seealso{optimizer_state, optimizer_update, scheduled_rate, train}
## @end deftypefn

function optimizer = new_optimizer (name, learning_rate, beta1 = 0.9,
                                    beta2 = 0.999, epsilon = 1e-8,
                                    schedule = "constant", decay_rate = 1,
                                    decay_epochs = 1)
  __fp_check_arguments__ ();
  optimizer = struct (
    "name", name, "learning_rate", double (learning_rate),
    "beta1", double (beta1), "beta2", double (beta2),
    "epsilon", double (epsilon), "schedule", schedule,
    "decay_rate", double (decay_rate), "decay_epochs", double (decay_epochs));
endfunction

%!assert (new_optimizer ("gradient_descent", 0.5),
%!        struct ("name", "gradient_descent", "learning_rate", 0.5,
%!                "beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8,
%!                "schedule", "constant", "decay_rate", 1, "decay_epochs", 1))
%!assert (new_optimizer ("adam", 0.5, 0.1, 0.2, 0.3, "step", 0.4, 5),
%!        struct ("name", "adam", "learning_rate", 0.5, "beta1", 0.1,
%!                "beta2", 0.2, "epsilon", 0.3, "schedule", "step",
%!                "decay_rate", 0.4, "decay_epochs", 5))
%!error <Invalid call to new_optimizer> new_optimizer ("gradient_descent")
%!error <^new_optimizer: name: expected one of gradient_descent, momentum, classical_momentum, rmsprop, adam, got sgd$>
%! new_optimizer ("sgd", 0.5)
%!error <^new_optimizer: learning_rate: expected a finite number above 0, got -1$>
%! new_optimizer ("gradient_descent", -1)
%!error <^new_optimizer: learning_rate: expected a finite number above 0, got nan$>
%! new_optimizer ("gradient_descent", NaN)
%!error <^new_optimizer: beta1: expected a number of at least 0 and below 1, got 1$>
%! new_optimizer ("momentum", 0.5, 1)
%!error <^new_optimizer: beta2: expected a number of at least 0 and below 1, got -0.1$>
%! new_optimizer ("adam", 0.5, 0.9, -0.1)
%!error <^new_optimizer: epsilon: expected a finite number above 0, got 0$>
%! new_optimizer ("adam", 0.5, 0.9, 0.999, 0)
%!error <^new_optimizer: schedule: expected one of constant, exponential, step, inverse_time, got linear$>
%! new_optimizer ("adam", 0.5, 0.9, 0.999, 1e-8, "linear")
%!error <^new_optimizer: decay_rate: expected a finite number above 0, got 0$>
%! new_optimizer ("adam", 0.5, 0.9, 0.999, 1e-8, "step", 0)
%!error <^new_optimizer: decay_epochs: expected a whole number of at least 1, got 2.5$>
%! new_optimizer ("adam", 0.5, 0.9, 0.999, 1e-8, "step", 0.5, 2.5)
