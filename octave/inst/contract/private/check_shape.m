## Refuse another shape; Octave drops last axes of 1, which a shape may have.
function check_shape (call, name, value, shape)
  sizes = size (value);
  sizes(end + 1:numel (shape)) = 1;
  if (numel (sizes) != numel (shape) || any (sizes != shape))
    expected = sprintf (" x %d", shape)(4:end);
    require (call, name, false, expected, size_text (value));
  endif
endfunction
