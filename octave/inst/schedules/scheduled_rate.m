## -*- texinfo -*-
## @deftypefn {} {@var{learning_rate} =} scheduled_rate (@var{schedule}, @
##   @var{learning_rate}, @var{decay_rate}, @var{decay_epochs}, @var{epoch})
## Learning rate of an epoch.
##
## With rate r, decay rate d and n = decay_epochs: constant, r; exponential,
## r d^epoch; step, r d^floor(epoch / n); inverse_time, r / (1 + d epoch).
##
## @var{schedule} is @qcode{"constant"}, @qcode{"exponential"},
## @qcode{"step"} or @qcode{"inverse_time"}.  @var{learning_rate} is the rate
## of epoch 0 and @var{decay_rate} what the formula says, both finite and above
## 0; @qcode{"constant"} ignores the second.  @var{decay_epochs}, a whole
## number of at least 1, are the epochs between two drops of @qcode{"step"};
## the other schedules ignore them.  @var{epoch} is a whole number from 0 to
## 2^53 - 1, not the total number of epochs.  The rate is what the formula
## gives: 0 or Inf where doubles end.
##
## Source: Ganesh, "Deep Learning from first principles", part 7
## (exponential); CS231n, "Annealing the learning rate" (all but constant).
## @seealso{new_optimizer, batch_count}
## @end deftypefn

function learning_rate = scheduled_rate (schedule, learning_rate, decay_rate,
                                         decay_epochs, epoch)
  __fp_check_arguments__ ();
  learning_rate = double (learning_rate);
  epoch = double (epoch);
  switch (schedule)
    case "exponential"
      learning_rate *= scalar_power (decay_rate, epoch);
    case "step"
      n_drops = floor (epoch / double (decay_epochs));
      learning_rate *= scalar_power (decay_rate, n_drops);
    case "inverse_time"
      learning_rate /= 1 + double (decay_rate) * epoch;
  endswitch
endfunction

%!assert (scheduled_rate ("constant", 0.3, 0.5, 1, 100), 0.3)
%!assert (scheduled_rate ("exponential", 0.5, 0.5, 1, 3), 0.0625)
%!assert (scheduled_rate ("exponential", 1, 0.9999, 1, 5000),
%!        exp (5000 * log (0.9999)), 1e-12)
%!assert (arrayfun (@(epoch) scheduled_rate ("step", 8, 0.5, 3, epoch), 0:7),
%!        [8, 8, 8, 4, 4, 4, 2, 2])
%!assert (scheduled_rate ("inverse_time", 6, 0.5, 1, 0), 6)
%!assert (scheduled_rate ("inverse_time", 6, 0.5, 1, int32 (4)), 2)
%!assert (scheduled_rate ("exponential", int32 (3), 0.5, 1, 1), 1.5)
%!test # a rate goes to where doubles end
%! assert (scheduled_rate ("exponential", 1, 0.5, 1, 1e6), 0);
%! assert (scheduled_rate ("exponential", 1, 2, 1, 1e6), Inf);
%!error <Invalid call to scheduled_rate> scheduled_rate ("constant", 1)
%!error <^scheduled_rate: schedule: expected one of constant, exponential, step, inverse_time, got linear$>
%! scheduled_rate ("linear", 1, 0.9, 1, 0)
%!error <^scheduled_rate: learning_rate: expected a finite number above 0, got 0$>
%! scheduled_rate ("step", 0, 0.9, 1, 0)
%!error <^scheduled_rate: decay_rate: expected a finite number above 0, got nan$>
%! scheduled_rate ("step", 1, NaN, 1, 0)
%!error <^scheduled_rate: decay_epochs: expected a whole number of at least 1, got 0$>
%! scheduled_rate ("step", 1, 0.9, 0, 0)
%!error <^scheduled_rate: epoch: expected a whole number from 0 to 2\^53 - 1, got 0.5$>
%! scheduled_rate ("step", 1, 0.9, 1, 0.5)
