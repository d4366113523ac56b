## -*- texinfo -*-
## @deftypefn {} {} __fp_check_file__ (@var{caller}, @var{file})
## Refuse a path at which no file is.
## @end deftypefn

function __fp_check_file__ (caller, file)
  if (! isfile (file))
    got = {"none", "a folder"}{1 + isfolder(file)};
    __fp_refuse__ (caller, file, "a file", got);
  endif
endfunction

%!test # this file is one
%! __fp_check_file__ ("f", which ("__fp_check_file__"));
%!error <^f: /no/such.csv: expected a file, got none$>
%! __fp_check_file__ ("f", "/no/such.csv")
%!error <^f: /: expected a file, got a folder$> __fp_check_file__ ("f", "/")
