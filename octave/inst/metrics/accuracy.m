## -*- texinfo -*-
## @deftypefn {} {@var{share} =} accuracy (@var{labels}, @var{predicted})
## Share of samples whose predicted label is the true one.
##
## @var{labels} and @var{predicted} are the true and the predicted labels,
## n_samples x 1, 0-based.  @var{share} is between 0 and 1.
##
## Source: Ganesh, "Deep Learning from first principles", part 5.
## @seealso{confusion_matrix, predict_labels}
## @end deftypefn

function share = accuracy (labels, predicted)
  __fp_check_arguments__ ();
  share = mean (labels == predicted);
endfunction

%!assert (accuracy ([2; 0; 1; 1], [2; 1; 1; 0]), 0.5)
%!assert (accuracy ([0; 0], [0; 0]), 1)
%!assert (accuracy (3, 0), 0)
%!error <Invalid call to accuracy> accuracy (1)
%!error <^accuracy: predicted: expected 3 labels, got 2$>
%! accuracy ([0; 1; 2], [0; 1])
%!error <^accuracy: labels: expected whole numbers of at least 0, got -1$>
%! accuracy ([-1; 0], [0; 1])
%!error <^accuracy: predicted: expected whole numbers of at least 0, got 1.5$>
%! accuracy ([0; 2], [0; 1.5])
%!error <^accuracy: labels: expected a column of labels, got a row$>
%! accuracy ([0, 1], [0; 1])
%!error <^accuracy: labels: expected a vector of labels, got a list$>
%! accuracy ({0; 1}, [0; 1])
