## -*- texinfo -*-
## @deftypefn {} {@var{Y} =} one_hot (@var{labels}, @var{n_classes})
## One-hot columns of a vector of labels.
##
## @var{labels} is n_samples x 1, whole numbers in 0..@var{n_classes} - 1, in
## any order.  @var{Y} is n_classes x n_samples: 1 where the row is the label
## of the column, else 0.  Label 0 is the first row.
##
## Source: Roelants, "How to implement a neural network, Intermezzo 2".
## @seealso{network_targets, confusion_matrix}
## @end deftypefn

function Y = one_hot (labels, n_classes)
  __fp_check_arguments__ ();
  classes = (0:n_classes - 1)';               # n_classes x 1
  Y = double (classes == labels');            # n_classes x n_samples
endfunction

%!test # labels in no order
%! assert (one_hot ([2; 0; 1; 2], 3), [0, 1, 0, 0; 0, 0, 1, 0; 1, 0, 0, 1]);
%!test # the last of ten classes has its row
%! assert (one_hot (9, 10), [zeros(9, 1); 1]);
%!test # a class that is missing has a row of zeros
%! assert (one_hot ([0; 2], 3)(2,:), [0, 0]);
%!assert (one_hot ([0; 0], 1), [1, 1])
%!error <Invalid call to one_hot> one_hot (1)
%!error <^one_hot: n_classes: expected a whole number of at least 1, got 0$>
%! one_hot (0, 0)
%!error <^one_hot: labels: expected whole numbers from 0 to 2, got 3$>
%! one_hot ([0; 3], 3)
