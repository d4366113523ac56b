## -*- texinfo -*-
## @deftypefn {} {} check_list (@var{caller}, @var{name}, @var{value}, @
##   @var{items})
## Refuse what is not a list of items, such as a single word.
##
## Words stand in a cell array, numbers in a numeric one; a single number is no
## list.
## @seealso{check_choice, refuse}
## @end deftypefn

function check_list (caller, name, value, items)
  is_list = (isnumeric (value) && ndims (value) == 2
             && any (size (value) == 1));
  if (strcmp (items, "words"))
    is_list = iscell (value);
  endif
  if (! is_list)
    refuse (caller, name, ["a list of " items], describe (value));
  endif
endfunction

%!test # words in cells, numbers in an array
%! check_list ("f", "activations", {"relu", "softmax"}, "words");
%! check_list ("f", "layer_sizes", [2, 3], "whole numbers");
%!error <^f: activations: expected a list of words, got relu$>
%! check_list ("f", "activations", "relu", "words")
%!error <^f: activations: expected a list of words, got 1$>
%! check_list ("f", "activations", 1, "words")
%!error <^f: layer_sizes: expected a list of whole numbers, got 2 x 2 numbers$>
%! check_list ("f", "layer_sizes", ones (2, 2), "whole numbers")
%!error <^f: layer_sizes: expected a list of whole numbers, got named values$>
%! check_list ("f", "layer_sizes", struct (), "whole numbers")
