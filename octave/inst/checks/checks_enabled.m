## -*- texinfo -*-
## @deftypefn  {} {@var{enabled} =} checks_enabled ()
## @deftypefnx {} {@var{enabled} =} checks_enabled (@var{new_state})
## Whether functions of this package check their input.
##
## With an argument, set the new state and return the old one.  Use
## @code{unchecked}, which restores the state, rather than this function.
## @seealso{unchecked}
## @end deftypefn

function enabled = checks_enabled (new_state)
  persistent state = true;
  enabled = state;
  if (nargin > 0)
    state = new_state;
  endif
endfunction

%!assert (checks_enabled ())
%!test # setting returns the old state
%! old = checks_enabled (false);
%! unwind_protect
%!   assert (old);
%!   assert (! checks_enabled ());
%! unwind_protect_cleanup
%!   checks_enabled (old);
%! end_unwind_protect
%! assert (checks_enabled ());
