## -*- texinfo -*-
## @deftypefn {} {} check_text (@var{caller}, @var{name}, @var{value})
## Refuse what is not text in one line.
## @seealso{check_choice, refuse}
## @end deftypefn

function check_text (caller, name, value)
  if (! ischar (value) || rows (value) > 1)
    refuse (caller, name, "text", describe (value));
  endif
endfunction

%!test # any line passes, an empty one too
%! check_text ("f", "purpose", "weights");
%! check_text ("f", "purpose", "");
%!error <^f: purpose: expected text, got 3$> check_text ("f", "purpose", 3)
%!error <^f: purpose: expected text, got a list$>
%! check_text ("f", "purpose", {"weights"})
%!error <^f: purpose: expected text, got char$>
%! check_text ("f", "purpose", ["ab"; "cd"])
