## Which numbers are finite and within a rule.
function kept = keeps_rule (rule, x)
  kept = isfinite (x);
  for [bound, name] = rule
    switch (name)
      case "least"
        kept &= x >= bound;
      case "above"
        kept &= x > bound;
      case "most"
        kept &= x <= bound;
      case "below"
        kept &= x < bound;
      case "whole"
        kept &= x == fix (x);
    endswitch
  endfor
endfunction
