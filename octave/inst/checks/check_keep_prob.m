## -*- texinfo -*-
## @deftypefn {} {} check_keep_prob (@var{caller}, @var{name}, @var{value})
## Refuse what is not a probability above zero.
## @seealso{check_positive, refuse}
## @end deftypefn

function check_keep_prob (caller, name, value)
  is_number = isnumeric (value) && isreal (value) && isscalar (value);
  if (! is_number || ! (value > 0 && value <= 1))
    refuse (caller, name, "a number above 0 and at most 1", describe (value));
  endif
endfunction

%!test # one is a probability, and so is the least double
%! check_keep_prob ("f", "keep_prob", 1);
%! check_keep_prob ("f", "keep_prob", realmin);
%!error <^f: keep_prob: expected a number above 0 and at most 1, got 0$>
%! check_keep_prob ("f", "keep_prob", 0)
%!error <^f: keep_prob: expected a number above 0 and at most 1, got 1.5$>
%! check_keep_prob ("f", "keep_prob", 1.5)
%!error <^f: keep_prob: expected a number above 0 and at most 1, got nan$>
%! check_keep_prob ("f", "keep_prob", NaN)
%!error <^f: keep_prob: expected a number above 0 and at most 1, got half$>
%! check_keep_prob ("f", "keep_prob", "half")
