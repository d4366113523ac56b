## Refuse named values that lack one, or have one that nothing would read.
function check_names (call, name, value, needed, known = fieldnames (value))
  absent = needed(! isfield (value, needed(:)'));
  if (! isempty (absent))
    require (call, name, false, absent{1}, "none");
  endif
  others = fieldnames (value)(! ismember (fieldnames (value), known));
  if (! isempty (others))
    known(isempty (known)) = {"no entry"};
    require (call, name, false, strjoin (known(:)', ", "), others{1});
  endif
endfunction
