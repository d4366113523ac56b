## -*- texinfo -*-
## @deftypefn {} {@var{mask} =} dropout_mask (@var{n_units}, @
##   @var{n_samples}, @var{keep_prob}, @var{seed}, @var{layer}, @var{step})
## Which units of a layer a training step keeps, for each sample.
##
## A uniform below keep_prob makes a 1, else a 0.  The uniforms are those of
## the purpose @qcode{"dropout"} followed by the number of the layer
## (@qcode{"dropout1"}, @qcode{"dropout2"}, ...) at the training step, filled
## row by row.
##
## @var{n_units}, @var{n_samples} and @var{layer} are whole numbers of at
## least 1; @var{keep_prob} is above 0 and at most 1, and 1 keeps every unit;
## @var{seed} and @var{step} are whole numbers from 0 to 2^53 - 1.
## @var{mask} is n_units x n_samples, of 0 and 1.
##
## Source: Srivastava et al. (2014), "Dropout: a simple way to prevent neural
## networks from overfitting".
## @seealso{dropout_forward, dropout_backward, random_uniforms}
## @end deftypefn

function mask = dropout_mask (n_units, n_samples, keep_prob, seed, layer, step)
  __fp_check_arguments__ ();
  purpose = sprintf ("dropout%.0f", layer);
  uniforms = random_uniforms (seed, purpose, step, n_units * n_samples);
  kept = reshape (uniforms < keep_prob, n_samples, n_units);
  mask = double (kept');                      # n_units x n_samples
endfunction

%!test # uniforms of the layer and the step, row by row
%! uniforms = random_uniforms (7, "dropout2", 5, 12);
%! assert (dropout_mask (3, 4, 0.6, 7, 2, 5),
%!         double (reshape (uniforms, 4, 3)' < 0.6));
%!test # a uniform that is keep_prob itself drops its unit
%! uniforms = random_uniforms (7, "dropout2", 5, 12);
%! assert (dropout_mask (3, 4, uniforms(7), 7, 2, 5),
%!         double (reshape (uniforms, 4, 3)' < uniforms(7)));
%!test # keep_prob = 1 keeps every unit
%! assert (dropout_mask (20, 50, 1, 7, 1, 0), ones (20, 50));
%!test # the share kept is keep_prob, within 5 standard errors
%! for keep_prob = [0.1, 0.5, 0.8]
%!   kept = mean (dropout_mask (100, 200, keep_prob, 3, 1, 9)(:));
%!   assert (kept, keep_prob, 5 * sqrt (keep_prob * (1 - keep_prob) / 2e4));
%! endfor
%!test # every layer and every step has a mask of its own
%! mask = dropout_mask (5, 8, 0.5, 7, 1, 0);
%! assert (! isequal (mask, dropout_mask (5, 8, 0.5, 7, 2, 0)));
%! assert (! isequal (mask, dropout_mask (5, 8, 0.5, 7, 1, 1)));
%! assert (! isequal (mask, dropout_mask (5, 8, 0.5, 8, 1, 0)));
%! assert (mask, dropout_mask (5, 8, 0.5, 7, 1, 0));
%!error <Invalid call to dropout_mask> dropout_mask (2, 3)
%!error <^dropout_mask: n_units: expected a whole number of at least 1, got 0$>
%! dropout_mask (0, 3, 0.5, 0, 1, 0)
%!error <^dropout_mask: n_samples: expected a whole number of at least 1, got 2.5$>
%! dropout_mask (2, 2.5, 0.5, 0, 1, 0)
%!error <^dropout_mask: keep_prob: expected a number above 0 and at most 1, got 0$>
%! dropout_mask (2, 3, 0, 0, 1, 0)
%!error <^dropout_mask: seed: expected a whole number from 0 to 2\^53 - 1, got 0.5$>
%! dropout_mask (2, 3, 0.5, 0.5, 1, 0)
%!error <^dropout_mask: layer: expected a whole number of at least 1, got 0$>
%! dropout_mask (2, 3, 0.5, 0, 0, 0)
%!error <^dropout_mask: step: expected a whole number from 0 to 2\^53 - 1, got -1$>
%! dropout_mask (2, 3, 0.5, 0, 1, -1)
