## Name the first value that breaks a rule, and the rule.
function check_entries (call, name, values, rules)
  kept = true (numel (rules), numel (values));
  for k = 1:numel (rules)
    kept(k,:) = keeps_rule (rules{k}, values(:));
  endfor
  first = find (! all (kept, 1), 1);
  if (! isempty (first))
    rule = rules{find(! kept(:,first), 1)};
    require (call, name, false, rule.says, values(first));
  endif
endfunction
