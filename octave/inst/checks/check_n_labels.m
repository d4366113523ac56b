## -*- texinfo -*-
## @deftypefn {} {} check_n_labels (@var{caller}, @var{name}, @var{labels}, @
##   @var{n_labels})
## Refuse a vector of labels that is not as long as another.
## @seealso{check_labels, refuse}
## @end deftypefn

function check_n_labels (caller, name, labels, n_labels)
  if (numel (labels) != n_labels)
    refuse (caller, name, sprintf ("%d labels", n_labels),
            sprintf ("%d", numel (labels)));
  endif
endfunction

%!test # as many pass
%! check_n_labels ("f", "predicted", [0; 1], 2);
%!error <^f: predicted: expected 3 labels, got 2$>
%! check_n_labels ("f", "predicted", [0; 1], 3)
