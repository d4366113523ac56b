## -*- texinfo -*-
## @deftypefn {} {} check_hyper_parameters (@var{caller}, @var{name}, @
##   @var{learning_rate}, @var{beta1}, @var{beta2}, @var{epsilon}, @
##   @var{schedule}, @var{decay_rate}, @var{decay_epochs})
## Refuse what no optimizer can be made of.
## @seealso{check_optimizer, new_optimizer}
## @end deftypefn

function check_hyper_parameters (caller, name, learning_rate, beta1, beta2,
                                 epsilon, schedule, decay_rate, decay_epochs)
  check_choice (caller, "name", name, known_choices ("optimizers"));
  check_positive (caller, "learning_rate", learning_rate);
  check_beta (caller, "beta1", beta1);
  check_beta (caller, "beta2", beta2);
  check_positive (caller, "epsilon", epsilon);
  check_choice (caller, "schedule", schedule, known_choices ("schedules"));
  check_positive (caller, "decay_rate", decay_rate);
  check_count (caller, "decay_epochs", decay_epochs);
endfunction

%!error <^f: schedule: expected one of constant, exponential, step, inverse_time, got cosine$>
%! check_hyper_parameters ("f", "adam", 0.1, 0.9, 0.999, 1e-8, "cosine", 1, 1)
