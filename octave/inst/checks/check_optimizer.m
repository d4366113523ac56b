## -*- texinfo -*-
## @deftypefn {} {} check_optimizer (@var{caller}, @var{optimizer})
## Refuse what is not an optimizer that @code{new_optimizer} makes.
## @seealso{check_hyper_parameters, new_optimizer}
## @end deftypefn

function check_optimizer (caller, optimizer)
  check_fields_of (caller, "optimizer", optimizer, {"name", "learning_rate"});
  optimizer = with_defaults (optimizer, "optimizer");
  check_hyper_parameters (caller, optimizer.name, optimizer.learning_rate,
                          optimizer.beta1, optimizer.beta2, optimizer.epsilon,
                          optimizer.schedule, optimizer.decay_rate,
                          optimizer.decay_epochs);
endfunction

%!test
%! check_optimizer ("f", new_optimizer ("adam", 0.1));
%! check_optimizer ("f", struct ("name", "adam", "learning_rate", 0.1));
%!error <^f: optimizer: expected learning_rate, got none$>
%! check_optimizer ("f", struct ("name", "adam"))
%!error <^f: beta1: expected a number of at least 0 and below 1, got 1$>
%! check_optimizer ("f", struct ("name", "adam", "learning_rate", 0.1,
%!                               "beta1", 1))
