## -*- texinfo -*-
## @deftypefn {} {} check_flag (@var{caller}, @var{name}, @var{value})
## Refuse what is neither true nor false.
## @seealso{refuse}
## @end deftypefn

function check_flag (caller, name, value)
  if (! islogical (value) || ! isscalar (value))
    refuse (caller, name, "true or false", describe (value));
  endif
endfunction

%!test
%! check_flag ("f", "corrected", true);
%! check_flag ("f", "corrected", false);
%!error <^f: corrected: expected true or false, got 1$>
%! check_flag ("f", "corrected", 1)
%!error <^f: corrected: expected true or false, got yes$>
%! check_flag ("f", "corrected", "yes")
%!error <^f: corrected: expected true or false, got 2 flags$>
%! check_flag ("f", "corrected", [true, false])
