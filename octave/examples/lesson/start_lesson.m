## Put the package on the path, without installing it, and make the folder of
## the lesson's pictures, from the repository's root.

function folder = start_lesson (part)
  addpath (genpath ("octave/inst"));
  folder = fullfile ("build", "examples", part, "octave");
  if (! isfolder (folder))
    mkdir (folder);
  endif
endfunction
