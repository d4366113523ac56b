## -*- texinfo -*-
## @deftypefn {} {} check_no_others (@var{caller}, @var{name}, @
##   @var{entries}, @var{known})
## Refuse entries that nothing would read, such as a misspelt one.
## @seealso{check_entries, refuse}
## @end deftypefn

function check_no_others (caller, name, entries, known)
  others = entries(! ismember (entries, known));
  if (! isempty (others))
    expected = strjoin (known(:)', ", ");
    if (isempty (known))
      expected = "no entry";
    endif
    refuse (caller, name, expected, describe (others{1}));
  endif
endfunction

%!test # some of what is known, or nothing, passes
%! check_no_others ("f", "masks", {"M1"}, {"M1", "M2"});
%! check_no_others ("f", "masks", {}, {});
%!error <^f: masks: expected M1, M2, got m1$>
%! check_no_others ("f", "masks", {"M1"; "m1"}, {"M1", "M2"})
%!error <^f: state: expected no entry, got vW1$>
%! check_no_others ("f", "state", {"vW1"}, {})
