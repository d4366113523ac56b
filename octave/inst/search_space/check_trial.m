## -*- texinfo -*-
## @deftypefn {} {} check_trial (@var{caller}, @var{space}, @var{trial})
## Refuse what is not one trial of a space.
## @seealso{check_space, narrow_space}
## @end deftypefn

function check_trial (caller, space, trial)
  if (! isstruct (trial))
    refuse (caller, "trial", "values by name", describe (trial));
  endif
  for [range, name] = space
    if (! isfield (trial, name))
      refuse (caller, "trial", name, "none");
    endif
    if (strcmp (range.scale, "choice"))
      continue;
    endif
    value = trial.(name);
    check_hyper_parameter (caller, name, name, value);
    if (value < range.low || value > range.high)
      expected = ["a number from " describe(range.low) " to " ...
                  describe(range.high)];
      refuse (caller, name, expected, describe (value));
    endif
  endfor
endfunction

%!shared space
%! space.beta1 = struct ("scale", "linear", "low", 0.5, "high", 0.75);
%! space.optimizer = struct ("scale", "choice", "choices", {{"adam"}});
%!test # a value inside or at an end passes
%! check_trial ("f", space, struct ("beta1", 0.75, "optimizer", "adam"));
%!error <^f: trial: expected values by name, got 0.5$>
%! check_trial ("f", space, 0.5)
%!error <^f: trial: expected optimizer, got none$>
%! check_trial ("f", space, struct ("beta1", 0.75))
%!error <^f: beta1: expected a number from 0.5 to 0.75, got 0.9$>
%! check_trial ("f", space, struct ("beta1", 0.9, "optimizer", "adam"))
