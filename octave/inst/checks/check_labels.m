## -*- texinfo -*-
## @deftypefn  {} {} check_labels (@var{caller}, @var{name}, @var{labels})
## @deftypefnx {} {} check_labels (@var{caller}, @var{name}, @var{labels}, @
##   @var{n_classes})
## Refuse labels that are not whole numbers in 0..@var{n_classes} - 1.
##
## Labels stand in a column, n_samples x 1.  Without @var{n_classes} there is
## no largest one.
## @seealso{check_n_labels, refuse}
## @end deftypefn

function check_labels (caller, name, labels, n_classes = Inf)
  if (! isnumeric (labels) || ndims (labels) > 2 || ! any (size (labels) == 1))
    refuse (caller, name, "a vector of labels", describe (labels));
  endif
  if (columns (labels) != 1)
    refuse (caller, name, "a column of labels", "a row");
  endif
  if (isempty (labels))
    refuse (caller, name, "at least 1 label", "0");
  endif
  right = (labels == fix (labels) & labels >= 0
           & labels < min (n_classes, 2^31));
  if (! all (right))
    wrong = labels(! right)(1);
    refuse (caller, name, expected_labels (wrong, n_classes),
            describe (wrong));
  endif
endfunction

function expected = expected_labels (wrong, n_classes)
  expected = "whole numbers of at least 0";
  if (n_classes < Inf)
    expected = ["whole numbers from 0 to " describe(n_classes - 1)];
  elseif (isfinite (wrong) && wrong >= 2^31)
    expected = "whole numbers below 2^31";
  endif
endfunction

%!test # all labels in range pass, in any order
%! check_labels ("f", "labels", [2; 0; 1; 2], 3);
%! check_labels ("f", "labels", 0, 1);
%! check_labels ("f", "labels", [0; 1e9]);
%!error <^f: labels: expected whole numbers from 0 to 2, got 3$>
%! check_labels ("f", "labels", [0; 3; 5], 3)
%!error <^f: labels: expected whole numbers from 0 to 2, got -1$>
%! check_labels ("f", "labels", [-1; 0], 3)
%!error <^f: labels: expected whole numbers from 0 to 2, got 0.5$>
%! check_labels ("f", "labels", [0; 0.5], 3)
%!error <^f: labels: expected whole numbers from 0 to 2, got nan$>
%! check_labels ("f", "labels", [0; NaN], 3)
%!error <^f: labels: expected whole numbers of at least 0, got -2$>
%! check_labels ("f", "labels", [7; -2])
%!error <^f: labels: expected at least 1 label, got 0$>
%! check_labels ("f", "labels", zeros (0, 1), 3)
%!error <^f: labels: expected a column of labels, got a row$>
%! check_labels ("f", "labels", [0, 1], 3)
%!error <^f: labels: expected a vector of labels, got 2 x 2 numbers$>
%! check_labels ("f", "labels", zeros (2, 2), 3)
%!error <^f: labels: expected a vector of labels, got a list$>
%! check_labels ("f", "labels", {0; 1}, 3)
%!error <^f: labels: expected whole numbers below 2\^31, got 1e\+10$>
%! check_labels ("f", "labels", [0; 1e10])
