## -*- texinfo -*-
## @deftypefn {} {@var{scales} =} hyper_parameters ()
## Scales that fit each hyper-parameter, a struct of cells of words.
##
## The hyper-parameters stand in the order in which they matter, see
## @code{tuning_trials}.
## @seealso{check_space, tuning_trials}
## @end deftypefn

function scales = hyper_parameters ()
  persistent real = {"linear", "log", "log_one_minus", "choice"};
  persistent whole = {"integer", "choice"};
  persistent word = {"choice"};
  scales = struct ("learning_rate", {real}, "beta1", {real},
                   "n_hidden", {whole}, "batch_size", {whole},
                   "n_hidden_layers", {whole}, "decay_rate", {real},
                   "l2_penalty", {real}, "keep_prob", {real},
                   "initialization", {word}, "hidden_activation", {word},
                   "optimizer", {word}, "beta2", {real});
endfunction

%!assert (hyper_parameters ().batch_size, {"integer", "choice"})
%!assert (fieldnames (hyper_parameters ()){1}, "learning_rate")
