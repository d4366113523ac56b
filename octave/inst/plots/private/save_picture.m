## Write a picture in the format that the file's ending names.

function save_picture (ax, file)
  [~, ~, ending] = fileparts (file);
  print (ancestor (ax, "figure"), file, ["-d" ending(2:end)],
         sprintf ("-r%d", style ().resolution));
endfunction
