## -*- texinfo -*-
## @deftypefn {} {} check_beta (@var{caller}, @var{name}, @var{value})
## Refuse what is not the weight of the past in an average.
## @seealso{check_keep_prob, refuse}
## @end deftypefn

function check_beta (caller, name, value)
  is_number = isnumeric (value) && isreal (value) && isscalar (value);
  if (! is_number || ! (value >= 0 && value < 1))
    refuse (caller, name, "a number of at least 0 and below 1",
            describe (value));
  endif
endfunction

%!test # zero passes, and so does the greatest double below one
%! check_beta ("f", "beta1", 0);
%! check_beta ("f", "beta1", 1 - eps / 2);
%!error <^f: beta1: expected a number of at least 0 and below 1, got 1$>
%! check_beta ("f", "beta1", 1)
%!error <^f: beta1: expected a number of at least 0 and below 1, got -0.1$>
%! check_beta ("f", "beta1", -0.1)
%!error <^f: beta1: expected a number of at least 0 and below 1, got nan$>
%! check_beta ("f", "beta1", NaN)
%!error <^f: beta1: expected a number of at least 0 and below 1, got most$>
%! check_beta ("f", "beta1", "most")
%!error <^f: beta1: expected a number of at least 0 and below 1, got false$>
%! check_beta ("f", "beta1", false)
