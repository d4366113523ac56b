## octave-cli port.m CASE_FILE OUT_DIR: be a port of Lockstep.

here = fileparts (mfilename ("fullpath"));
if (isfolder (fullfile (here, "..", "inst")))
  addpath (genpath (fullfile (here, "..", "inst"))); # nothing is installed
else
  pkg load firstprinciples
endif
if (numel (argv ()) != 2)
  error ("usage: octave-cli port.m CASE_FILE OUT_DIR");
endif
run_port (argv (){:}, fullfile (here, "port.json"));
