## -*- texinfo -*-
## @deftypefn {} {} check_path (@var{caller}, @var{name}, @var{value})
## Refuse what does not name a file or a folder.
## @seealso{check_file_exists, refuse}
## @end deftypefn

function check_path (caller, name, value)
  if (! ischar (value) || rows (value) != 1 || isempty (value))
    refuse (caller, name, "a path", describe (value));
  endif
endfunction

%!test
%! check_path ("f", "file", "data.csv");
%!error <^f: file: expected a path, got 3$> check_path ("f", "file", 3)
%!error <^f: file: expected a path, got an empty text$>
%! check_path ("f", "file", "")
%!error <^f: file: expected a path, got a list$>
%! check_path ("f", "file", {"data.csv"})
