## -*- texinfo -*-
## @deftypefn {} {[@var{x}, @var{y}, @var{marked}, @var{ring}, @var{scales}, @
##   @var{words}] =} plot_trials (@var{search}, @var{space}, @var{name}, @var{file})
## Plot the scores of a search's trials against one hyper-parameter.
##
## Each round has its colour and mark; the winner has a ring.  The axis is
## logarithmic on a log scale, and shows 1 - value on a log_one_minus scale.
## Trials without a score are left out.
##
## @var{search} is from @code{random_search}, @var{space} the one that was
## searched, and @var{name} that of the hyper-parameter.  @var{file} is as for
## @code{plot_data}.
##
## What is returned is read back from the picture.  @var{x}, @var{y} and
## @var{marked} are n_drawn x 1, round by round: where the trials stand (a
## choice by its number, from 0), their scores, and their rounds, as the legend
## says.  @var{ring} has 2 values: where the ring of the winner stands.
## @var{scales} is a cell with the scales of both axes, linear or log.
## @var{words} is a cell with the title, the words of both axes and the choices
## on the axis.
##
## Source: Bergstra and Bengio (2012), "Random search for hyper-parameter
## optimization".
## @seealso{random_search, plot_losses}
## @end deftypefn

function [x, y, marked, ring, scales, words] = plot_trials (search, space, name, file)
  __fp_check_arguments__ ();
  if (! isfield (search.trials, name))
    __fp_refuse__ ("plot_trials", "search.trials", name, "none");
  endif
  range = space.(name);
  [ax, guard] = new_picture ("plot_trials", "Trials of a random search",
                             axis_label (range, name),
                             "score on validation data");
  values = search.trials.(name);              # n_trials x 1
  ticks = {};
  if (strcmp (range.scale, "choice"))
    [~, values] = ismember (values, range.choices);
    values -= 1;
    set (ax, "xtick", 0:numel (range.choices) - 1,
         "xticklabel", range.choices,
         "xlim", [-0.5, numel(range.choices) - 0.5]);
    ticks = get (ax, "xticklabel");
  elseif (strcmp (range.scale, "log_one_minus"))
    values = 1 - values;
  endif
  if (any (strcmp (range.scale, {"log", "log_one_minus"})))
    set (ax, "xscale", "log");
  endif
  set (get (ax, "xlabel"), "interpreter", "none");
  marks = draw_trials (ax, values, search.rounds, search.scores, search.score);
  add_grid (ax);
  save_picture ("plot_trials", ax, file);
  [points, marked] = drawn_marks (marks(1:end-1));
  [x, y] = deal (points(1,:)', points(2,:)');
  ring = [get(marks(end), "xdata"), get(marks(end), "ydata")];
  scales = drawn_scales (ax);
  words = drawn_words (ax, ticks);
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
%!     plot_trials (search, space, name{1}, file);
%!     picture = imread (file);
%!     assert (size (picture), [675, 900, 3]);
%!     assert (numel (unique (picture)) > 10);
%!   unwind_protect_cleanup
%!     unlink (file);
%!   end_unwind_protect
%! endfor
%!test # a trial without a score is not there
%! search.trials.optimizer = {"rmsprop"; "adam"; "adam"; "rmsprop"};
%! search.rounds = [1; 0; 0; 0];
%! file = [tempname() ".png"];
%! unwind_protect
%!   [x, y, marked, ring, scales, words] = ...
%!     plot_trials (search, space, "optimizer", file);
%!   assert ([x, y, marked], [0, 0.2, 0; 1, 0.3, 0; 1, 0.5, 1]);
%!   assert (ring, [0, 0.2]);
%!   assert (words(4:5), {"adam", "rmsprop"});
%! unwind_protect_cleanup
%!   unlink (file);
%! end_unwind_protect
%!error <Invalid call to plot_trials> plot_trials (1, 2)
%!error <^plot_trials: name: expected one of learning_rate, beta1, optimizer, got rate$>
%! plot_trials (search, space, "rate", "a.png")
%!error <^plot_trials: search.trials: expected beta1, got none$>
%! search.trials = rmfield (search.trials, "beta1");
%! plot_trials (search, space, "beta1", "a.png")
%!error <^plot_trials: file: expected a name that ends in .png, .svg or .pdf, got a.gif$>
%! plot_trials (search, space, "learning_rate", "a.gif")
