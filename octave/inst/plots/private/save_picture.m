## Write a picture in the format that the file's ending names.

function save_picture (caller, ax, file)
  [~, ~, ending] = fileparts (file);
  try
    print (ancestor (ax, "figure"), file, ["-d" ending(2:end)],
           sprintf ("-r%d", style ().resolution));
  catch failure
    if (strfind (tolower (failure.message), "ghostscript"))
      machine_lacks (caller, "Ghostscript", "ghostscript");
    endif
    rethrow (failure);
  end_try_catch
endfunction
