## -*- texinfo -*-
## @deftypefn {} {@var{guard} =} __fp_unchecked__ ()
## Switch all checks of this package off for as long as @var{guard} exists.
##
## A training loop checks its input once: NaN and Inf that training itself makes
## must reach the trace, and a check at each step would only cost time.
## @seealso{__fp_check_arguments__}
## @end deftypefn

function guard = __fp_unchecked__ ()
  global __fp_checks_enabled__ = true;
  guard = onCleanup (@() set_enabled (__fp_checks_enabled__));
  __fp_checks_enabled__ = false;
endfunction

## Loops call __fp_check_arguments__ at every step: a variable costs less there
## than one more argument.
function set_enabled (enabled)
  global __fp_checks_enabled__
  __fp_checks_enabled__ = enabled;
endfunction

%!function answer = is_checked ()
%!  answer = false;
%!  try
%!    heaviside (NaN);
%!  catch
%!    answer = true;
%!  end_try_catch
%!endfunction
%!test # off while the guard exists, on afterwards
%! guard = __fp_unchecked__ ();
%! assert (! is_checked ());
%! clear guard
%! assert (is_checked ());
%!test # nested guards restore one another
%! outer = __fp_unchecked__ ();
%! inner = __fp_unchecked__ ();
%! clear inner
%! assert (! is_checked ());
%! clear outer
%! assert (is_checked ());
%!function fail_unchecked ()
%!  guard = __fp_unchecked__ ();
%!  error ("broken inside");
%!endfunction
%!test # restored after an error
%! try
%!   fail_unchecked ();
%!   error ("no error came out");
%! catch caught
%!   assert (caught.message, "broken inside");
%! end_try_catch
%! assert (is_checked ());
