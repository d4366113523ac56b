## -*- texinfo -*-
## @deftypefn {} {} check_fields_of (@var{caller}, @var{name}, @
##   @var{value}, @var{required})
## Refuse the description of a network or an optimizer that lacks a field or
## has one that its maker does not know.
##
## @var{name} is "network" or "optimizer".
## @seealso{check_network, check_optimizer, with_defaults}
## @end deftypefn

function check_fields_of (caller, name, value, required)
  if (! isstruct (value) || ! isscalar (value))
    article = {"a", "an"}{1 + any(name(1) == "aeiou")};
    refuse (caller, name, sprintf ("%s %s of new_%s", article, name, name),
            describe (value));
  endif
  check_entries (caller, name, value, required);
  optional = fieldnames (with_defaults (struct (), name))';
  check_no_others (caller, name, fieldnames (value), [required, optional]);
endfunction

%!test # what has a default may be left out
%! check_fields_of ("f", "optimizer", struct ("name", "adam"), {"name"});
%!error <^f: network: expected a network of new_network, got 3$>
%! check_fields_of ("f", "network", 3, {"loss"})
%!error <^f: optimizer: expected an optimizer of new_optimizer, got adam$>
%! check_fields_of ("f", "optimizer", "adam", {"name"})
%!error <^f: network: expected loss, got none$>
%! check_fields_of ("f", "network", struct (), {"loss"})
%!error <^f: network: expected loss, reduction, l2_penalty, keep_prob, got los$>
%! check_fields_of ("f", "network", struct ("loss", 1, "los", 1), {"loss"})
