## Run the test blocks of all functions, or of the stems named:
##
##   octave-cli run_tests.m
##   octave-cli run_tests.m losses training
##
## Ends with "N passed, N failed"; exits with 1 if a block failed, if a file
## has none, or if a stem does not exist.

# Where the folder of the history file cannot be made, Octave complains at its
# end; tests need no history.  A file that begins with a command is a script.
history_save (false);
# No block reads the usage that follows "Invalid call to"; makeinfo takes long.
makeinfo_program ("true");

function files = function_files (folder, stems)
  files = {};
  for stem = stems(:)'
    found = glob (fullfile (folder, stem{1}, "*.m"));
    if (isempty (found))
      error ("run_tests: no functions in %s\n", fullfile (folder, stem{1}));
    endif
    files = [files; found];
  endfor
endfunction

function [n_passed, n_failed] = run_file (file)
  [n_passed, n_blocks] = test (file, "quiet", stdout);
  n_failed = n_blocks - n_passed;
  if (n_blocks == 0)
    printf ("%s has no test\n", file);
    n_failed = 1;
  endif
endfunction

function status = run_stems (folder, stems)
  addpath (genpath (folder));
  n_passed = n_failed = 0;
  for file = function_files (folder, stems)'
    [passed, failed] = run_file (file{1});
    n_passed += passed;
    n_failed += failed;
  endfor
  printf ("%d passed, %d failed\n", n_passed, n_failed);
  status = double (n_failed > 0 || n_passed == 0);
endfunction

folder = fullfile (fileparts (mfilename ("fullpath")), "inst");
stems = argv ();
if (isempty (stems))
  stems = {"*"};
endif
exit (run_stems (folder, stems));
