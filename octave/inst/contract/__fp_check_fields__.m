## -*- texinfo -*-
## @deftypefn  {} {} __fp_check_fields__ (@var{caller}, @var{operation}, @
##   @var{fields})
## @deftypefnx {} {@var{record} =} __fp_check_fields__ (@dots{})
## Refuse fields, by name, as arguments of @var{operation}, in the name of
## @var{caller}; then make @var{record} of them, others by default.
## @seealso{__fp_check_value__}
## @end deftypefn

function record = __fp_check_fields__ (caller, operation, fields)
  entry = operation_entry (operation);
  check_call (caller, entry, fields);
  if (nargout > 0)
    values = entry.defaults;
    for k = find (isfield (fields, entry.names))
      values{k} = fields.(entry.names{k});
    endfor
    guard = __fp_unchecked__ ();
    record = feval (operation, values{:});
  endif
endfunction

%!test # what is left out has defaults
%! fields = struct ("name", "adam", "learning_rate", 0.1);
%! assert (__fp_check_fields__ ("f", "new_optimizer", fields),
%!         new_optimizer ("adam", 0.1));
%!error <^f: beta1: expected a number of at least 0 and below 1, got 1$>
%! __fp_check_fields__ ("f", "new_optimizer", struct ("beta1", 1))
%!error <^f: layer_sizes: expected an array of less than 2\^31 entries, got 1e\+12$>
%! __fp_check_fields__ ("f", "initialize_parameters",
%!                      struct ("layer_sizes", [1e6, 1e6]))
