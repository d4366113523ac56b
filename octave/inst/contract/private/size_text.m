function text = size_text (value)
  text = sprintf (" x %d", size (value))(4:end);  # as in 2 x 3
endfunction
