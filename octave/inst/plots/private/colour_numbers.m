## Numbers of colours, one a row, in a palette, from 0; -1 for any other.

function numbers = colour_numbers (colours, palette)
  numbers = - ones (rows (colours), 1);
  for number = 1:rows (palette)
    alike = all (abs (colours - palette(number,:)) < 0.5 / 255, 2);
    numbers(alike) = number - 1;
  endfor
endfunction
