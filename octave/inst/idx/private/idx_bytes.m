## Content of a file, unpacked where it is gzip, n_bytes x 1.

function content = idx_bytes (caller, file)
  __fp_check_file__ (caller, file);
  content = read_bytes (file, "rb");
  if (numel (content) < 2 || any (content(1:2) != [0x1f; 0x8b]))
    return;
  endif
  content = unpack_gzip (caller, file, content);
endfunction

## Content of a gzip file; its last four bytes say how long it is.
function content = unpack_gzip (caller, file, packed)
  last = double (packed(max (end - 3, 1):end));
  n_bytes = 256 .^ (0:numel (last) - 1) * last;
  try
    content = read_bytes (file, "rbz");
  catch
    content = [];
  end_try_catch
  if (numel (content) != n_bytes)
    __fp_refuse__ (caller, file, "a whole gzip file", "a damaged one");
  endif
endfunction

function bytes = read_bytes (file, mode)
  stream = fopen (file, mode);
  closer = onCleanup (@() fclose (stream));
  bytes = fread (stream, Inf, "uint8=>uint8");
endfunction
