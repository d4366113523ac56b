## Put the package on the path, without installing it, and make the folder of
## the lesson's pictures, from the repository's root.

function folder = start_lesson (part)
  # A script leaves no history.  Octave would complain at its end where the
  # folder for it is missing: "ignoring const execution_exception&".
  history_save (false);
  addpath (genpath ("octave/inst"));
  folder = fullfile ("build", "examples", part, "octave");
  if (! isfolder (folder))
    mkdir (folder);
  endif
endfunction
