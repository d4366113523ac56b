## -*- texinfo -*-
## @deftypefn {} {@var{counts} =} confusion_matrix (@var{labels}, @
##   @var{predicted}, @var{n_classes})
## Count samples by true label (row) and predicted label (column).
##
## @var{labels} and @var{predicted} are the true and the predicted labels,
## n_samples x 1, 0-based.  @var{counts} is @var{n_classes} x @var{n_classes};
## label 0 is the first row and the first column.
##
## Source: Ganesh, "Deep Learning from first principles", part 5.
## @seealso{accuracy, one_hot}
## @end deftypefn

function counts = confusion_matrix (labels, predicted, n_classes)
  __fp_check_arguments__ ();
  truth = one_hot (labels, n_classes);        # n_classes x n_samples
  counts = truth * one_hot (predicted, n_classes)';
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
