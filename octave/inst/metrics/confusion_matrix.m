## -*- texinfo -*-
## @deftypefn {} {@var{counts} =} confusion_matrix (@var{labels}, @
##   @var{predicted}, @var{n_classes})
## Count samples by true label (row) and predicted label (column).
##
## @var{labels} and @var{predicted} are the true and the predicted labels,
## n_samples x 1, 0-based.  @var{counts} is @var{n_classes} x @var{n_classes};
## label 0 is the first row and the first column.
##
## Raises an error if @var{n_classes} is not a whole number of at least 1, a
## label is not a whole number in 0..n_classes - 1, or the two are not of one
## length.
##
## Source: Ganesh, "Deep Learning from first principles", part 5.
## @seealso{accuracy, one_hot}
## @end deftypefn

function counts = confusion_matrix (labels, predicted, n_classes)
  if (nargin != 3)
    print_usage ();
  endif
  if (checks_enabled ())
    check_input ("confusion_matrix", labels, predicted, n_classes);
  endif
  truth = one_hot (labels, n_classes);        # n_classes x n_samples
  counts = truth * one_hot (predicted, n_classes)';
endfunction

function check_input (caller, labels, predicted, n_classes)
  check_count (caller, "n_classes", n_classes);
  check_labels (caller, "labels", labels, n_classes);
  check_labels (caller, "predicted", predicted, n_classes);
  check_n_labels (caller, "predicted", predicted, numel (labels));
  check_room (caller, "n_classes", [n_classes, n_classes]);
  check_room (caller, "n_classes", [n_classes, numel(labels)]);
endfunction

%!test # true labels down, predicted labels across; a class may be missing
%! assert (confusion_matrix ([0; 2; 2; 0; 2], [0; 1; 2; 0; 0], 4),
%!         [2, 0, 0, 0; 0, 0, 0, 0; 1, 1, 1, 0; 0, 0, 0, 0]);
%!error <Invalid call to confusion_matrix> confusion_matrix (1, 2)
%!error <^confusion_matrix: predicted: expected whole numbers from 0 to 1, got 2$>
%! confusion_matrix ([0; 1], [0; 2], 2)
%!error <^confusion_matrix: n_classes: expected a whole number of at least 1, got 0$>
%! confusion_matrix (0, 0, 0)
%!error <^confusion_matrix: predicted: expected 2 labels, got 1$>
%! confusion_matrix ([0; 1], 0, 2)
