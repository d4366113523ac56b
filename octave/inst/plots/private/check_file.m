## Refuse a file that no picture can be written to.

function check_file (caller, file)
  check_path (caller, "file", file);
  [folder, name, ending] = fileparts (file);
  if (! any (strcmp (ending, {".png", ".svg", ".pdf"})))
    refuse (caller, "file", "a name that ends in .png, .svg or .pdf", ...
            describe ([name ending]));
  endif
  if (! isempty (folder) && ! isfolder (folder))
    refuse (caller, "file", "a folder that exists", folder);
  endif
  if (isfolder (file))
    refuse (caller, "file", "a file", "a folder");
  endif
endfunction
