## -*- texinfo -*-
## @deftypefn {} {} check_not_negative (@var{caller}, @var{name}, @var{value})
## Refuse what is not a finite number of at least zero.
## @seealso{check_positive, refuse}
## @end deftypefn

function check_not_negative (caller, name, value)
  is_number = isnumeric (value) && isreal (value) && isscalar (value);
  if (! is_number || ! (value >= 0) || ! isfinite (value))
    refuse (caller, name, "a finite number of at least 0", describe (value));
  endif
endfunction

%!test # zero and above pass
%! check_not_negative ("f", "l2_penalty", 0);
%! check_not_negative ("f", "l2_penalty", 0.1);
%!error <^f: l2_penalty: expected a finite number of at least 0, got -0.1$>
%! check_not_negative ("f", "l2_penalty", -0.1)
%!error <^f: l2_penalty: expected a finite number of at least 0, got inf$>
%! check_not_negative ("f", "l2_penalty", Inf)
%!error <^f: l2_penalty: expected a finite number of at least 0, got nan$>
%! check_not_negative ("f", "l2_penalty", NaN)
%!error <^f: l2_penalty: expected a finite number of at least 0, got small$>
%! check_not_negative ("f", "l2_penalty", "small")
