## -*- texinfo -*-
## @deftypefn {} {} check_targets (@var{caller}, @var{Y}, @var{shape}, @
##   @var{loss})
## Refuse targets for which a loss is no cross-entropy.
##
## The formulas replace 1 - y, and the sum of a column, by what they are for
## probabilities.  One-hot targets and smoothed labels are such.
## @seealso{network_loss, refuse}
## @end deftypefn

function check_targets (caller, Y, shape, loss)
  check_shape (caller, "Y", Y, shape(1), shape(2));
  wrong = Y(Y < 0 | Y > 1);                   # the first sample's are first
  if (! isempty (wrong))
    refuse (caller, "Y", "entries from 0 to 1", describe (wrong(1)));
  endif
  sums = sum (Y, 1);                          # 1 x n_samples
  wrong = sums(abs (sums - 1) > 1e-9);        # more than rounding
  if (strcmp (loss, "categorical_cross_entropy") && ! isempty (wrong))
    refuse (caller, "Y", "columns that sum to 1",
            ["a sum of " describe(wrong(1))]);
  endif
endfunction

%!test # one-hot, smoothed, and any probability of a sigmoid
%! check_targets ("f", [1, 0; 0, 1], [2, 2], "categorical_cross_entropy");
%! check_targets ("f", [0.9; 0.1], [2, 1], "categorical_cross_entropy");
%! check_targets ("f", [0, 0.3], [1, 2], "binary_cross_entropy");
%!error <^f: Y: expected entries from 0 to 1, got 2$>
%! check_targets ("f", [0, 2], [1, 2], "binary_cross_entropy")
%!error <^f: Y: expected columns that sum to 1, got a sum of 2$>
%! check_targets ("f", [1, 1; 0, 1], [2, 2], "categorical_cross_entropy")
