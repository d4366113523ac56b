## -*- texinfo -*-
## @deftypefn {} {} check_choice (@var{caller}, @var{name}, @var{value}, @
##   @var{choices})
## Refuse a word that is not among @var{choices}, and say which exist.
## @seealso{known_choices, refuse}
## @end deftypefn

function check_choice (caller, name, value, choices)
  if (! ischar (value) || ! any (strcmp (value, choices)))
    refuse (caller, name, ["one of " strjoin(choices, ", ")], ...
            describe (value));
  endif
endfunction

%!test # a known word passes
%! check_choice ("f", "reduction", "sum", {"mean", "sum"});
%!error <^f: reduction: expected one of mean, sum, got Mean$>
%! check_choice ("f", "reduction", "Mean", {"mean", "sum"})
%!error <^f: reduction: expected one of mean, sum, got 1$>
%! check_choice ("f", "reduction", 1, {"mean", "sum"})
%!error <^f: reduction: expected one of mean, sum, got a list$>
%! check_choice ("f", "reduction", {"mean"}, {"mean", "sum"})
