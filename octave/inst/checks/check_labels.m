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
  if (! isnumeric (labels) || (! iscolumn (labels) && ! isrow (labels)))
    refuse (caller, name, "a vector of labels", describe (labels));
  endif
  if (! iscolumn (labels))
    refuse (caller, name, "a column of labels", "a row");
  endif
  if (isempty (labels))
    refuse (caller, name, "at least 1 label", "0");
  endif
  right = labels == fix (labels) & labels >= 0 & labels < n_classes;
  if (! all (right))
    refuse (caller, name, expected_labels (n_classes),
            describe (labels(! right)(1)));
  endif
endfunction

function expected = expected_labels (n_classes)
  expected = "whole numbers of at least 0";
  if (n_classes < Inf)
    expected = ["whole numbers from 0 to " describe(n_classes - 1)];
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
%!error <^f: labels: expected a vector of labels, got 2 dimensions$>
%! check_labels ("f", "labels", zeros (2, 2), 3)
%!error <^f: labels: expected a vector of labels, got cell$>
%! check_labels ("f", "labels", {0; 1}, 3)
