## -*- texinfo -*-
## @deftypefn {} {} run_port (@var{case_file}, @var{output_folder}, @
##   @var{description})
## Do the task of a case file and leave the results in a folder.
##
## This is the protocol of Lockstep from the side of a port; docs/protocol.md
## of its repository specifies it.  Files in, files out: nothing here knows of
## a judge.
##
## @var{case_file} is the path of a case; its field @code{run} names the task:
## train (also if there is no such field), replay or echo.  Or it is a list of
## operation cases.  @var{output_folder} exists; arrays are written there as
## NAME.npy.  @var{description} is the path of the port.json to answer for; a
## copy of it becomes trace.json.
## @seealso{train_case, replay_case, read_case, write_npy}
## @end deftypefn

function run_port (case_file, output_folder, description)
  __fp_check_arguments__ ();
  fields = jsondecode (fileread (case_file), "makeValidName", false);
  here = fileparts (case_file);
  if (isfield (fields, "kind") && strcmp (fields.kind, "operations"))
    for name = fields.cases(:)'
      answer (fullfile (here, name{1}), fullfile (output_folder, name{1}));
    endfor
  else
    training_case = read_case (case_file);
    switch (task_of (fields))
      case "echo"
        values = echo_case (training_case, fields.weights);
        write_all (values, output_folder, "");
      case "replay"
        trace = replay_starts (training_case, fields.run, here);
        write_trace (trace, output_folder);
      otherwise
        train_in_chunks (training_case, output_folder);
    endswitch
  endif
  copyfile (description, fullfile (output_folder, "trace.json"));
endfunction

function task = task_of (fields)
  task = "train";
  if (isfield (fields, "run"))
    task = fields.run.task;
  endif
endfunction

## Train in chunks, each in a folder named by its first step: memory does not
## grow with the number of steps.
function train_in_chunks (training_case, folder)
  steps_per_chunk = 1000;
  parameters = training_case.parameters;
  state = optimizer_state (parameters, training_case.optimizer);
  for first_step = 0:steps_per_chunk:(training_case.steps - 1)
    n_steps = min (steps_per_chunk, training_case.steps - first_step);
    trace = train_case (training_case, first_step, n_steps, parameters, state);
    parameters = last_step (trace, parameters, n_steps);
    state = last_step (trace, state, n_steps);
    chunk = fullfile (folder, sprintf ("%07d", first_step));
    mkdir (chunk);
    write_trace (trace, chunk);
  endfor
endfunction

function part = last_step (trace, part, n_steps)
  for [~, name] = part
    part.(name) = trace.(name)(:,:,n_steps);
  endfor
endfunction

## Replay steps whose starts stand in files, the step first.
function trace = replay_starts (training_case, run, here)
  folder = fullfile (here, run.starts);
  parameters = training_case.parameters;
  zero = optimizer_state (parameters, training_case.optimizer);
  trace = replay_case (training_case, run.first_step,
                       read_stacks (folder, parameters),
                       read_stacks (folder, zero), run.intermediates);
endfunction

function stacks = read_stacks (folder, part)
  stacks = part;
  for [~, name] = part
    stack = read_npy (fullfile (folder, [name ".npy"]));
    stacks.(name) = permute (stack, [2, 3, 1]);
  endfor
endfunction

## Everything that was read; drawn weights were not.
function values = echo_case (training_case, weights)
  values = struct ("X", training_case.X, "labels", training_case.labels,
                   "steps", training_case.steps, "seed", training_case.seed,
                   "batch_size", training_case.batch_size);
  parts = {training_case.network, training_case.optimizer};
  if (ischar (weights))
    parts{3} = training_case.parameters;
  endif
  for part = parts
    for [value, name] = part{1}
      if (isnumeric (value))
        values.(name) = value;
      endif
    endfor
  endfor
endfunction

## Write a trace; the loss is a number a step, the others are matrices.
function write_trace (trace, folder)
  n_steps = numel (trace.loss);
  for [value, name] = trace
    file = fullfile (folder, [name ".npy"]);
    if (strcmp (name, "loss"))
      write_shaped (value, n_steps, file);
    else
      write_shaped (value, [rows(value), columns(value), n_steps], file);
    endif
  endfor
endfunction

## Call one operation; an error of it becomes a file, too.
function answer (asked, answered)
  mkdir (answered);
  text = fileread (fullfile (asked, "case.json"));
  fields = jsondecode (text, "makeValidName", false);
  try
    write_all (call_operation (asked, fields), answered, "");
  catch failure
    stream = fopen (fullfile (answered, "error.txt"), "w");
    fputs (stream, failure.message);
    fclose (stream);
  end_try_catch
endfunction

function results = call_operation (asked, fields)
  names = fieldnames (fields.arguments)';
  inputs = cellfun (@(name) argument (asked, name, fields.arguments.(name)),
                    names, "UniformOutput", false);
  outputs = cell (1, numel (fields.run.returns));
  [outputs{:}] = feval (fields.operation, inputs{:});
  results = counted_from_0 (
    fields.operation, cell2struct (outputs, fields.run.returns, 2));
endfunction

## Octave counts samples from 1, files count them from 0.
function results = counted_from_0 (operation, results)
  returns = __fp_contract__ ().operations.(operation).returns;
  if (isstruct (returns))
    returns = num2cell (returns);
  endif
  for item = reshape (returns, 1, [])
    if (strcmp (item{1}.kind, "indices"))
      results.(item{1}.name) -= 1;
    endif
  endfor
endfunction

## An argument: numbers from their files, for jsondecode changes last bits.
function value = argument (asked, name, value)
  file = fullfile (asked, [name ".npy"]);
  if (isfile (file))
    value = read_npy (file);
  elseif (isstruct (value))
    for [item, key] = value
      value.(key) = argument (asked, [name "." key], item);
    endfor
    value = described (value);
  endif
endfunction

## A network's lists are rows.
function value = described (value)
  for name = {"layer_sizes", "activations"}
    if (isfield (value, name{1}))
      value.(name{1}) = reshape (value.(name{1}), 1, []);
    endif
  endfor
endfunction

## Write every array among nested values, by its dotted name.
function write_all (values, folder, prefix)
  for [value, name] = values
    if (isstruct (value))
      write_all (value, folder, [prefix name "."]);
    else
      write_npy (value, fullfile (folder, [prefix name ".npy"]));
    endif
  endfor
endfunction

%!function write (file, text)
%!  stream = fopen (file, "w");
%!  fputs (stream, text);
%!  fclose (stream);
%!endfunction
%!function [training_case, out] = run_small (run)
%!  folder = tempname ();
%!  out = fullfile (folder, "out");
%!  for name = {folder, out, fullfile(folder, "weights"), ...
%!              fullfile(folder, "starts")}
%!    mkdir (name{1});
%!  endfor
%!  write (fullfile (folder, "weights", "W1.csv"), "1,2\n3,4\n");
%!  write (fullfile (folder, "weights", "b1.csv"), "0\n0.5\n");
%!  write (fullfile (folder, "points.csv"), "1,2,0\n3,4,1\n");
%!  write (fullfile (folder, "port.json"), "{}");
%!  write_npy (reshape ([1, 3, 2, 4], 1, 2, 2),
%!             fullfile (folder, "starts", "W1.npy"));
%!  write_npy (reshape ([0, 0.5], 1, 2), fullfile (folder, "starts", "b1.npy"));
%!  file = fullfile (folder, "small.json");
%!  write (file, ['{"data": "points.csv", "weights": "weights", "network": ' ...
%!                '{"layer_sizes": [2, 2], "activations": ["softmax"], ' ...
%!                '"loss": "categorical_cross_entropy"}, "optimizer": ' ...
%!                '{"name": "gradient_descent", "learning_rate": 0.1}, ' ...
%!                '"steps": 3, "run": {' run '}}']);
%!  run_port (file, out, fullfile (folder, "port.json"));
%!  training_case = read_case (file);
%!endfunction
%!test # a free run leaves the trace of train_case
%! [training_case, out] = run_small ('"task": "train"');
%! trace = train_case (training_case);
%! for [value, name] = trace
%!   found = read_npy (fullfile (out, "0000000", [name ".npy"]));
%!   assert (found(:), value(:));
%! endfor
%! assert (isfile (fullfile (out, "trace.json")));
%!test # replay starts from files, the step first
%! run = ['"task": "replay", "first_step": 0, "starts": "starts", ' ...
%!        '"intermediates": true'];
%! [training_case, out] = run_small (run);
%! trace = train_case (training_case);
%! assert (read_npy (fullfile (out, "W1.npy")), trace.W1(:,:,1));
%! assert (isfile (fullfile (out, "Z1.npy")));
%!test # an echo gives back what was read
%! [training_case, out] = run_small ('"task": "echo"');
%! assert (read_npy (fullfile (out, "X.npy")), training_case.X);
%! assert (read_npy (fullfile (out, "learning_rate.npy")), 0.1);
%! assert (! isfile (fullfile (out, "loss.npy")));
%!test # samples count from 1 here, from 0 in files
%! asked = struct ("n_samples", 5, "test_share", 0.4, "seed", 0);
%! folder = tempname ();
%! for name = {folder, fullfile(folder, "out"), fullfile(folder, "split")}
%!   mkdir (name{1});
%! endfor
%! returns = {"train", "test"};
%! text = jsonencode (struct ("operation", "train_test_split", "arguments", ...
%!                            asked, "run", struct ("returns", {returns})));
%! write (fullfile (folder, "split", "case.json"), text);
%! write (fullfile (folder, "port.json"), "{}");
%! file = fullfile (folder, "operations.json");
%! write (file, '{"kind": "operations", "cases": ["split"]}');
%! run_port (file, fullfile (folder, "out"), fullfile (folder, "port.json"));
%! [train, test] = train_test_split (5, 0.4, 0);
%! out = fullfile (folder, "out", "split");
%! assert (read_npy (fullfile (out, "train.npy")), train - 1);
%! assert (read_npy (fullfile (out, "test.npy")), test - 1);
%!test # an operation is answered, and its error becomes a file
%! folder = tempname ();
%! for name = {folder, fullfile(folder, "out"), fullfile(folder, "good"), ...
%!             fullfile(folder, "bad")}
%!   mkdir (name{1});
%! endfor
%! text = ['{"operation": "relu", "arguments": {"Z": "text"}, ' ...
%!         '"run": {"returns": ["A"]}}'];
%! write (fullfile (folder, "good", "case.json"), text);
%! write (fullfile (folder, "bad", "case.json"), text);
%! write_npy ([-1, 2], fullfile (folder, "good", "Z.npy"));
%! write (fullfile (folder, "port.json"), "{}");
%! file = fullfile (folder, "operations.json");
%! write (file, '{"kind": "operations", "cases": ["good", "bad"]}');
%! run_port (file, fullfile (folder, "out"), fullfile (folder, "port.json"));
%! assert (read_npy (fullfile (folder, "out", "good", "A.npy")), [0, 2]);
%! assert (strncmp (fileread (fullfile (folder, "out", "bad", "error.txt")),
%!                  "relu: Z: expected", 17));
%!error <Invalid call to run_port> run_port (1)
