## Refuse a file that no picture can be written to.

function check_file (caller, file)
  if (! ischar (file) || rows (file) != 1)
    refuse (caller, "file", "a path", describe (file));
  endif
  [folder, name, ending] = fileparts (file);
  if (! any (strcmp (ending, {".png", ".svg", ".pdf"})))
    refuse (caller, "file", "a name that ends in .png, .svg or .pdf", ...
            [name ending]);
  endif
  if (! isempty (folder) && ! isfolder (folder))
    refuse (caller, "file", "a folder that exists", folder);
  endif
endfunction
