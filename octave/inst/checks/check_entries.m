## -*- texinfo -*-
## @deftypefn {} {} check_entries (@var{caller}, @var{name}, @var{entries}, @
##   @var{needed})
## Refuse what is not a struct or lacks one of the fields @var{needed}.
## @seealso{check_shape, refuse}
## @end deftypefn

function check_entries (caller, name, entries, needed)
  if (! isstruct (entries) || ! isscalar (entries))
    refuse (caller, name, "named matrices", describe (entries));
  endif
  absent = needed(! isfield (entries, needed));
  if (! isempty (absent))
    refuse (caller, name, absent{1}, "none");
  endif
endfunction

%!test # all fields needed are there; more may be
%! check_entries ("f", "cache", struct ("A0", 1, "Z1", 2, "A1", 3), {"Z1"});
%! check_entries ("f", "cache", struct (), {});
%!error <^f: cache: expected Z2, got none$>
%! check_entries ("f", "cache", struct ("Z1", 1), {"Z1", "Z2", "Z3"})
%!error <^f: cache: expected named matrices, got a list$>
%! check_entries ("f", "cache", {1}, {"Z1"})
%!error <^f: cache: expected named matrices, got 3$>
%! check_entries ("f", "cache", 3, {})
