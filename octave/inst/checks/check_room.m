## -*- texinfo -*-
## @deftypefn {} {} check_room (@var{caller}, @var{name}, @var{sizes})
## Refuse an array of more entries than each language can count.
## @seealso{check_count, refuse}
## @end deftypefn

function check_room (caller, name, sizes)
  n_entries = prod (double (sizes));
  if (n_entries >= 2^31)
    refuse (caller, name, "an array of less than 2^31 entries",
            describe (n_entries));
  endif
endfunction

%!test # the largest array
%! check_room ("f", "n_units", [1, 2^31 - 1]);
%!error <^f: n_units: expected an array of less than 2\^31 entries, got 1e\+12$>
%! check_room ("f", "n_units", [1e6, 1e6])
