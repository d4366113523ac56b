## -*- texinfo -*-
## @deftypefn {} {} check_space (@var{caller}, @var{space})
## Refuse what is not a range for each of some hyper-parameters.
##
## A range is a struct: its scale, and low and high or, on the scale
## @qcode{"choice"}, its choices.
## @seealso{hyper_parameters, tuning_trials}
## @end deftypefn

function check_space (caller, space)
  if (! isstruct (space))
    refuse (caller, "space", "ranges by name", describe (space));
  endif
  if (isempty (fieldnames (space)))
    refuse (caller, "space", "at least 1 hyper-parameter", "0");
  endif
  known = fieldnames (hyper_parameters ())';
  for name = fieldnames (space)'
    check_choice (caller, "space", name{1}, known);
    check_range (caller, name{1}, space.(name{1}));
  endfor
endfunction

function check_range (caller, name, range)
  if (! isstruct (range))
    refuse (caller, name, "a range", describe (range));
  endif
  check_fields (caller, name, range, {"scale"}, false);
  check_choice (caller, [name ".scale"], range.scale,
                hyper_parameters ().(name));
  if (! strcmp (range.scale, "choice"))
    check_fields (caller, name, range, {"scale", "low", "high"}, true);
    check_ends (caller, name, range);
    return;
  endif
  check_fields (caller, name, range, {"scale", "choices"}, true);
  if (! iscell (range.choices) && ! isnumeric (range.choices))
    refuse (caller, [name ".choices"], "a list of choices",
            describe (range.choices));
  endif
  if (isempty (range.choices))
    refuse (caller, [name ".choices"], "at least 1 choice", "0");
  endif
  for number = 1:numel (range.choices)
    value = range.choices(number);
    if (iscell (value))
      value = value{1};
    endif
    check_hyper_parameter (caller, name, [name ".choices"], value);
  endfor
endfunction

function check_fields (caller, name, range, fields, no_others)
  for field = fields
    if (! isfield (range, field{1}))
      refuse (caller, name, field{1}, "none");
    endif
  endfor
  for field = fieldnames (range)'
    if (no_others && ! any (strcmp (field{1}, fields)))
      refuse (caller, name, strjoin (fields, ", "), field{1});
    endif
  endfor
endfunction

function check_ends (caller, name, range)
  low = range.low;
  high = range.high;
  check_hyper_parameter (caller, name, [name ".low"], low);
  check_hyper_parameter (caller, name, [name ".high"], high);
  if (low >= high)
    refuse (caller, [name ".low"], ["a number below " describe(high)],
            describe (low));
  endif
  if (strcmp (range.scale, "log") && low <= 0)
    refuse (caller, [name ".low"], "a number above 0 on a log scale",
            describe (low));
  endif
  if (strcmp (range.scale, "log_one_minus") && high >= 1)
    refuse (caller, [name ".high"],
            "a number below 1 on a log_one_minus scale", describe (high));
  endif
endfunction

%!function wrong (name, varargin)
%!  check_space ("f", struct (name, struct (varargin{:})));
%!endfunction
%!test # ranges on every scale pass
%! check_space ("f", struct (
%!   "learning_rate", struct ("scale", "log", "low", 1e-4, "high", 1),
%!   "beta1", struct ("scale", "log_one_minus", "low", 0, "high", 0.99),
%!   "keep_prob", struct ("scale", "linear", "low", 0.5, "high", 1),
%!   "n_hidden", struct ("scale", "integer", "low", 1, "high", 2),
%!   "batch_size", struct ("scale", "choice", "choices", [32, 64]),
%!   "optimizer", struct ("scale", "choice", "choices", {{"adam"}})));
%!error <^f: space: expected ranges by name, got log$> check_space ("f", "log")
%!error <^f: space: expected at least 1 hyper-parameter, got 0$>
%! check_space ("f", struct ())
%!error <^f: space: expected one of learning_rate, .*, beta2, got rate$>
%! wrong ("rate")
%!error <^f: beta1: expected a range, got 0.9$>
%! check_space ("f", struct ("beta1", 0.9))
%!error <^f: beta1: expected scale, got none$> wrong ("beta1", "low", 0)
%!error <^f: beta1: expected high, got none$>
%! wrong ("beta1", "scale", "linear", "low", 0)
%!error <^f: beta1: expected scale, low, high, got hi$>
%! wrong ("beta1", "scale", "linear", "low", 0, "high", 0.5, "hi", 0.9)
%!error <^f: n_hidden.scale: expected one of integer, choice, got log$>
%! wrong ("n_hidden", "scale", "log", "low", 1, "high", 5)
%!error <^f: beta1.high: expected a number of at least 0 and below 1, got 1$>
%! wrong ("beta1", "scale", "linear", "low", 0, "high", 1)
%!error <^f: beta1.low: expected a number below 0.5, got 0.5$>
%! wrong ("beta1", "scale", "linear", "low", 0.5, "high", 0.5)
%!error <^f: l2_penalty.low: expected a number above 0 on a log scale, got 0$>
%! wrong ("l2_penalty", "scale", "log", "low", 0, "high", 1)
%!error <^f: keep_prob.high: expected a number below 1 on a log_one_minus scale, got 1$>
%! wrong ("keep_prob", "scale", "log_one_minus", "low", 0.5, "high", 1)
%!error <^f: batch_size.choices: expected at least 1 choice, got 0$>
%! wrong ("batch_size", "scale", "choice", "choices", [])
%!error <^f: optimizer.choices: expected a list of choices, got adam$>
%! wrong ("optimizer", "scale", "choice", "choices", "adam")
%!error <^f: batch_size.choices: expected a whole number of at least 1, got 0.5$>
%! wrong ("batch_size", "scale", "choice", "choices", [32, 0.5])
