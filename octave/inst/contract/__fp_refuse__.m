## -*- texinfo -*-
## @deftypefn {} {} __fp_refuse__ (@var{caller}, @var{name}, @var{expected}, @var{got})
## Raise the one error that this package raises for bad input.
##
## The message is "@var{caller}: @var{name}: expected @var{expected}, got
## @var{got}", the same in Python and R; the identifier is
## @code{firstprinciples:invalid}.
## @seealso{__fp_describe__, __fp_check_arguments__}
## @end deftypefn

function __fp_refuse__ (caller, name, expected, got)
  error ("firstprinciples:invalid", "%s: %s: expected %s, got %s", ...
         caller, name, expected, got);
endfunction

%!error <^relu: Z: expected a matrix, got cell$>
%! __fp_refuse__ ("relu", "Z", "a matrix", "cell")
%!error id=firstprinciples:invalid __fp_refuse__ ("relu", "Z", "a matrix", "cell")
%!test # a path with format characters and escapes comes out as it is
%! try
%!   __fp_refuse__ ("read_matrix", 'C:\new\100%d', "a file", "none");
%! catch caught
%!   assert (caught.message,
%!           'read_matrix: C:\new\100%d: expected a file, got none');
%! end_try_catch
