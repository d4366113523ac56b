## Sizes of a shape's names; a new name is what was found here.
function [known, sizes] = sizes_of (known, axes, sizes)
  for k = 1:numel (axes)
    axis = axes{k};
    if (isnumeric (axis))
      sizes(k) = axis;
    elseif (isfield (known, axis))
      sizes(k) = known.(axis);
    else
      known.(axis) = sizes(k);
    endif
  endfor
endfunction
