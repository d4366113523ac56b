## Values of an IDX file in its own order, n_values x 1, and their shape.

function [values, shape] = idx_values (caller, file)
  content = idx_bytes (caller, file);         # n_bytes x 1
  [type, shape] = read_header (caller, file, content);
  n_header = 4 + 4 * numel (shape);
  width = sizeof (zeros (1, type));
  check_length (caller, file, content, n_header + prod (shape) * width);
  values = double (from_big_endian (content(n_header + 1:end), type, width));
endfunction

function [type, shape] = read_header (caller, file, content)
  start = content(1:min (end, 4));
  type = "";
  if (numel (start) == 4 && ! any (start(1:2)))
    type = idx_type (start(3));
  endif
  if (isempty (type) || start(4) < 1 || start(4) > 3)
    __fp_refuse__ (caller, file, "an IDX file of 1 to 3 dimensions",
                   described (start));
  endif
  n_bytes = 4 + 4 * double (start(4));
  if (numel (content) < n_bytes)
    check_length (caller, file, content, n_bytes);
  endif
  shape = double (from_big_endian (content(5:n_bytes), "uint32", 4))';
  if (any (shape == 0))
    sizes = arrayfun (@(n) sprintf ("%d", n), shape, "UniformOutput", false);
    __fp_refuse__ (caller, file, "sizes of at least 1", strjoin (sizes, " x "));
  endif
endfunction

function type = idx_type (code)
  codes = [0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e];
  types = {"uint8", "int8", "int16", "int32", "single", "double"};
  type = [types{codes == code}];
endfunction

function text = described (start)
  text = "no bytes";
  if (! isempty (start))
    text = ["one that begins with" sprintf(" %02x", start)];
  endif
endfunction

function values = from_big_endian (bytes, type, width)
  [~, ~, endian] = computer ();
  if (endian == "L")
    bytes = flipud (reshape (bytes, width, []));
  endif
  values = typecast (bytes(:), type);
endfunction

function check_length (caller, file, content, n_bytes)
  if (numel (content) != n_bytes)
    __fp_refuse__ (caller, file, sprintf ("%.0f bytes", n_bytes),
                   sprintf ("%d", numel (content)));
  endif
endfunction
