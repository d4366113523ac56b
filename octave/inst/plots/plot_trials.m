## -*- texinfo -*-
## @deftypefn {} {@var{file} =} plot_trials (@var{search}, @var{space}, @
##   @var{name}, @var{file})
## Plot the scores of a search's trials against one hyper-parameter.
##
## Each round has its colour and mark; the winner has a ring.  The axis is
## logarithmic on a log scale, and shows 1 - value on a log_one_minus scale.
## Trials without a score are left out.
##
## @var{search} is from @code{random_search}, @var{space} the one that was
## searched, and @var{name} that of the hyper-parameter.  @var{file} is as for
## @code{plot_data}, and is returned.
##
## Source: Bergstra and Bengio (2012), "Random search for hyper-parameter
## optimization".
## @seealso{random_search, plot_losses}
## @end deftypefn

function file = plot_trials (search, space, name, file)
  __fp_check_arguments__ ();
  if (! isfield (search.trials, name))
    __fp_refuse__ ("plot_trials", "search.trials", name, "none");
  endif
  range = space.(name);
  [ax, guard] = new_picture ("plot_trials", "Trials of a random search",
                             axis_label (range, name),
                             "score on validation data");
  values = search.trials.(name);              # n_trials x 1
  if (strcmp (range.scale, "choice"))
    [~, values] = ismember (values, range.choices);
    set (ax, "xtick", 1:numel (range.choices), "xticklabel", range.choices,
         "xlim", [0.5, numel(range.choices) + 0.5]);
  elseif (strcmp (range.scale, "log_one_minus"))
    values = 1 - values;
  endif
  if (any (strcmp (range.scale, {"log", "log_one_minus"})))
    set (ax, "xscale", "log");
  endif
  set (get (ax, "xlabel"), "interpreter", "none");
  draw_trials (ax, values, search.rounds, search.scores, search.score);
  add_grid (ax);
  save_picture ("plot_trials", ax, file);
endfunction

function label = axis_label (range, name)
  label = name;
  if (strcmp (range.scale, "log"))
    label = [name " (log scale)"];
  elseif (strcmp (range.scale, "log_one_minus"))
    label = ["1 - " name];
  endif
endfunction

%!shared space, search
%! space.learning_rate = struct ("scale", "log", "low", 1e-3, "high", 1);
%! space.beta1 = struct ("scale", "log_one_minus", "low", 0.5, "high", 0.99);
%! space.optimizer = struct ("scale", "choice", "choices", {{"adam", "rmsprop"}});
%! search.trials = tuning_trials (space, 4, 0, 0);
%! search.rounds = [0; 0; 1; 1];
%! search.scores = [0.5; NaN; 0.2; 0.3];
%! search.score = 0.2;
%!test # a PNG of many colours is written for each scale
%! for name = fieldnames (space)'
%!   file = [tempname() ".png"];
%!   unwind_protect
%!     assert (plot_trials (search, space, name{1}, file), file);
%!     picture = imread (file);
%!     assert (size (picture), [675, 900, 3]);
%!     assert (numel (unique (picture)) > 10);
%!   unwind_protect_cleanup
%!     unlink (file);
%!   end_unwind_protect
%! endfor
%!error <Invalid call to plot_trials> plot_trials (1, 2)
%!error <^plot_trials: name: expected one of learning_rate, beta1, optimizer, got rate$>
%! plot_trials (search, space, "rate", "a.png")
%!error <^plot_trials: search.trials: expected beta1, got none$>
%! search.trials = rmfield (search.trials, "beta1");
%! plot_trials (search, space, "beta1", "a.png")
%!error <^plot_trials: file: expected a name that ends in .png, .svg or .pdf, got a.gif$>
%! plot_trials (search, space, "learning_rate", "a.gif")
