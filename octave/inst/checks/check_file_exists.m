## -*- texinfo -*-
## @deftypefn {} {} check_file_exists (@var{caller}, @var{name}, @var{file})
## Refuse what is not the path of a file that exists.
## @seealso{check_path, refuse}
## @end deftypefn

function check_file_exists (caller, name, file)
  check_path (caller, name, file);
  if (! isfile (file))
    got = {"none", "a folder"}{1 + isfolder(file)};
    refuse (caller, file, "a file", got);
  endif
endfunction

%!test # this file is one
%! check_file_exists ("f", "file", which ("check_file_exists"));
%!error <^f: /no/such.csv: expected a file, got none$>
%! check_file_exists ("f", "file", "/no/such.csv")
%!error <^f: /: expected a file, got a folder$>
%! check_file_exists ("f", "file", "/")
%!error <^f: file: expected a path, got 3$> check_file_exists ("f", "file", 3)
