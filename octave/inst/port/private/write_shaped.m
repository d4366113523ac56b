## Write an array under a shape of the file's own: Octave knows neither
## vectors nor a last axis of length 1.

function write_shaped (array, shape, file)
  facts = sprintf ("{'descr': '<f8', 'fortran_order': True, 'shape': (%s), }",
                   sprintf ("%d, ", shape));
  padding = blanks (mod (-(10 + numel (facts) + 1), 64));
  text = [facts padding "\n"];
  stream = fopen (file, "w", "ieee-le");
  if (stream < 0)
    __fp_refuse__ ("write_npy", file, "a file that can be written", "none");
  endif
  closer = onCleanup (@() fclose (stream));
  fwrite (stream, [147, double("NUMPY"), 1, 0]);
  fwrite (stream, numel (text), "uint16");
  fwrite (stream, text);
  fwrite (stream, double (array), "double");
endfunction
