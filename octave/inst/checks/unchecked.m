## -*- texinfo -*-
## @deftypefn {} {@var{guard} =} unchecked ()
## Switch the checks of this package off while @var{guard} exists.
##
## A training loop validates its input once and then runs the equations
## unchecked: NaN and Inf that training itself makes must reach the trace,
## and a check at each step would only cost time.  The checks come back
## when @var{guard} is cleared, which is when the function that holds it
## ends, with an error or without.
##
## @example
## guard = unchecked ();
## @end example
## @seealso{checks_enabled, onCleanup}
## @end deftypefn

function guard = unchecked ()
  old_state = checks_enabled (false);
  guard = onCleanup (@() checks_enabled (old_state));
endfunction

%!test # off while the guard exists, on afterwards
%! guard = unchecked ();
%! assert (! checks_enabled ());
%! clear guard
%! assert (checks_enabled ());
%!test # nested guards restore one another
%! outer = unchecked ();
%! inner = unchecked ();
%! clear inner
%! assert (! checks_enabled ());
%! clear outer
%! assert (checks_enabled ());
%!function fail_unchecked ()
%!  guard = unchecked ();
%!  error ("broken inside");
%!endfunction
%!test # restored after an error
%! try
%!   fail_unchecked ();
%!   error ("no error came out");
%! catch caught
%!   assert (caught.message, "broken inside");
%! end_try_catch
%! assert (checks_enabled ());
