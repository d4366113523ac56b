## -*- texinfo -*-
## @deftypefn {} {} check_case (@var{caller}, @var{training_case})
## Refuse what is not a training case, or one that does not fit itself.
## @seealso{read_case, train_case}
## @end deftypefn

function check_case (caller, training_case)
  if (! isstruct (training_case) || ! isscalar (training_case))
    refuse (caller, "training_case", "a case of read_case",
            describe (training_case));
  endif
  fields = {"id", "X", "labels", "parameters", "network", "optimizer", ...
            "steps", "seed", "batch_size"};
  check_entries (caller, "training_case", training_case, fields);
  check_no_others (caller, "training_case", fieldnames (training_case), fields);
  network = training_case.network;
  X = training_case.X;
  check_network (caller, network);
  check_optimizer (caller, training_case.optimizer);
  check_inputs (caller, X, training_case.parameters, network);
  check_labels (caller, "labels", training_case.labels, n_classes (network));
  check_n_labels (caller, "labels", training_case.labels, columns (X));
  check_text (caller, "id", training_case.id);
  check_count (caller, "steps", training_case.steps);
  check_whole (caller, "seed", training_case.seed);
  check_count (caller, "batch_size", training_case.batch_size);
endfunction

%!error <^f: training_case: expected a case of read_case, got spiral$>
%! check_case ("f", "spiral")
%!error <^f: training_case: expected labels, got none$>
%! check_case ("f", struct ("id", "spiral", "X", 1))
