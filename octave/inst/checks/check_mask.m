## -*- texinfo -*-
## @deftypefn {} {} check_mask (@var{caller}, @var{name}, @var{mask}, @
##   @var{shape})
## Refuse what is not a matrix of 0 and 1 of a shape.
## @seealso{check_masks, check_shape}
## @end deftypefn

function check_mask (caller, name, mask, shape)
  check_shape (caller, name, mask, shape(1), shape(2));
  wrong = mask(mask != 0 & mask != 1);
  if (! isempty (wrong))
    refuse (caller, name, "entries of 0 or 1", describe (wrong(1)));
  endif
endfunction

%!test
%! check_mask ("f", "M1", [0, 1; 1, 1], [2, 2]);
%!error <^f: M1: expected entries of 0 or 1, got 0.5$>
%! check_mask ("f", "M1", [0, 1; 0.5, 1], [2, 2])
%!error <^f: M1: expected 1 x 2, got 2 x 2$>
%! check_mask ("f", "M1", [0, 1; 1, 1], [1, 2])
