function reply = lockstep_serve (method, request)
  # The judge's side of the Octave bridge.  Values cross it as 64-bit patterns
  # with their sizes, text as bytes of UTF-8: a MAT file alone would turn -0
  # into 0, drop dimensions and garble letters that are not English.
  persistent training_case
  reply = struct ("done", true);
  try
    switch (method)
      case "load"
        leave_no_dumps ();
        places = unpack (request);
        addpath (genpath (places.folder));
        if (isfield (places, "working"))
          cd (places.working);
        endif
      case "open"
        training_case = read_case (unpack (request).file);
      case "train"
        asked = unpack (request);
        leave_trace (); # sets the clock
        train_case (training_case, 0, asked.n_steps, [], [],
                    asked.chunk_steps,
                    @(trace) leave_trace (trace, asked.folder));
      case "replay_case"
        inputs = unpack (request);
        started = tic ();
        trace = replay_case (training_case, inputs{:});
        reply.seconds = toc (started);
        reply.value = pack (trace);
      case "call"
        reply.value = cellfun (@call_one, request, "UniformOutput", false);
      case "echo"
        reply.value = pack (unpack (request));
      case "describe"
        reply.value = describe ();
    endswitch
  catch failure
    reply = struct ("error", pack (failure.message));
  end_try_catch
endfunction

function reply = call_one (request)
  inputs = unpack (request.arguments);
  outputs = cell (1, request.n_returns);
  try
    started = tic ();
    [outputs{:}] = feval (request.operation, inputs{:});
    reply = struct ("seconds", toc (started));
    reply.value = pack (outputs);
  catch failure
    reply = struct ("error", pack (failure.message));
  end_try_catch
endfunction

## Leave a trace as a file for the judge, who reads it while training goes on
## (see octave_traces.py).
function leave_trace (trace, folder)
  persistent started number
  if (nargin == 0)
    number = 0;
  else
    trace.seconds = toc (started); # of training, not of waiting for the judge
    file = fullfile (folder, sprintf ("trace-%d", ++number));
    await (fullfile (folder, sprintf ("trace-%d", number - 1)), folder);
    write_trace ([file ".part"], trace);
    rename ([file ".part"], file);
  endif
  started = tic ();
endfunction

## Wait until the judge has read a file.
function await (file, folder)
  while (exist (file, "file") == 2)
    pause (0.002);
  endwhile
  if (exist (fullfile (folder, "stop"), "file") == 2)
    error ("lockstep has seen enough");
  endif
endfunction

function write_trace (name, trace)
  file = fopen (name, "w");
  for [value, quantity] = trace
    fprintf (file, "%s%s\n", quantity, sprintf (" %d", size (value)));
  endfor
  fprintf (file, "\n");
  for [value, quantity] = trace
    if (iscomplex (value))
      value = NaN (size (value)); # the root of a negative number
    endif
    fwrite (file, double (value), "double", "ieee-le");
  endfor
  fclose (file);
endfunction

function packed = pack (value)
  if (isstruct (value) && numfields (value) == 0)
    packed = struct ("empty", true); # oct2py would make a list of it
  elseif (isstruct (value))
    packed = structfun (@pack, value, "UniformOutput", false);
  elseif (iscell (value))
    packed = cellfun (@pack, value(:).', "UniformOutput", false);
  elseif (ischar (value))
    packed = struct ("utf8", uint8 (value));
  else
    if (iscomplex (value))
      value = NaN (size (value)); # the root of a negative number
    endif
    bits = typecast (double (value(:)), "uint64");
    packed = struct ("bits", bits, "size", size (value));
  endif
endfunction

function value = unpack (packed)
  if (isstruct (packed) && isfield (packed, "bits"))
    value = reshape (typecast (packed.bits(:), "double"), packed.size(:).');
  elseif (isstruct (packed) && isfield (packed, "flag"))
    value = logical (packed.flag);
  elseif (isstruct (packed) && isfield (packed, "utf8"))
    value = char (packed.utf8(:).');
  elseif (isstruct (packed))
    value = structfun (@unpack, packed, "UniformOutput", false);
  elseif (iscell (packed))
    value = cellfun (@unpack, packed(:).', "UniformOutput", false);
  endif
endfunction

function versions = describe ()
  versions.language = ["GNU Octave " version()];
  versions.blas = version ("-blas");
  versions.lapack = version ("-lapack");
endfunction

## An Octave that is ended would write octave-workspace where the user stands.
function leave_no_dumps ()
  crash_dumps_octave_core (false);
  sighup_dumps_octave_core (false);
  sigterm_dumps_octave_core (false);
endfunction
