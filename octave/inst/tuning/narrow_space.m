## -*- texinfo -*-
## @deftypefn {} {@var{space} =} narrow_space (@var{space}, @var{trial}, @
##   @var{factor})
## Narrow every range about the value that a trial has there.
##
## On its scale, the new range is @var{factor} times as wide and centred at the
## value, but never leaves the old one.  Whole numbers keep their neighbours,
## choices stay as they are.
##
## @var{space} is as for @code{tuning_trials}; @var{trial} is a struct with a
## value within its range for each hyper-parameter; @var{factor} is above 0 and
## at most 1.
##
## Raises an error if @var{factor} leaves no range.
##
## Source: Ng, "Improving deep neural networks", week 3 (coarse to fine).
## @seealso{tuning_trials, random_search}
## @end deftypefn

function space = narrow_space (space, trial, factor)
  __fp_check_arguments__ ();
  for name = fieldnames (space)'
    range = narrow_range (space.(name{1}), trial.(name{1}), factor);
    if (! strcmp (range.scale, "choice") && range.low >= range.high)
      __fp_refuse__ ("narrow_space", "factor",
                     ["a factor that leaves " name{1} " a range"],
                     __fp_describe__ (factor));
    endif
    space.(name{1}) = range;
  endfor
endfunction

%!shared space, trial
%! space.learning_rate = struct ("scale", "log", "low", 1e-4, "high", 1);
%! space.n_hidden = struct ("scale", "integer", "low", 2, "high", 9);
%! space.optimizer = struct ("scale", "choice",
%!                           "choices", {{"momentum", "adam"}});
%! trial = struct ("learning_rate", 0.01, "n_hidden", 9, "optimizer", "adam");
%!test # half the decades, cut at the end, choices as they were
%! narrowed = narrow_space (space, trial, 0.5);
%! assert (narrowed.learning_rate.low, 1e-3, 1e-15);
%! assert (narrowed.learning_rate.high, 0.1, 1e-15);
%! assert ([narrowed.n_hidden.low, narrowed.n_hidden.high], [8, 9]);
%! assert (narrowed.optimizer, space.optimizer);
%!test # whole numbers keep their neighbours
%! narrowed = narrow_space (space, setfield (trial, "n_hidden", 5), 1e-3);
%! assert ([narrowed.n_hidden.low, narrowed.n_hidden.high], [4, 6]);
%!error <Invalid call to narrow_space> narrow_space (1, 2)
%!error <^narrow_space: trial: expected n_hidden, got none$>
%! narrow_space (space, struct ("learning_rate", 0.1), 0.5)
%!error <^narrow_space: learning_rate: expected a number from 0.0001 to 1, got 2$>
%! narrow_space (space, setfield (trial, "learning_rate", 2), 0.5)
%!error <^narrow_space: factor: expected a number above 0 and at most 1, got 0$>
%! narrow_space (space, trial, 0)
%!error <^narrow_space: factor: expected a factor that leaves learning_rate a range, got 1e-30$>
%! narrow_space (space, trial, 1e-30)
%!error <^narrow_space: trial: expected values by name, got 0.5$>
%! narrow_space (space, 0.5, 0.5)
