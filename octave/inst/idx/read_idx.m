## -*- texinfo -*-
## @deftypefn {} {@var{array} =} read_idx (@var{file})
## Read an array from an IDX file, plain or gzip.
##
## An IDX file holds two zero bytes, the type of its values, the number of its
## dimensions, their sizes, and then the values, the last dimension the
## fastest; all numbers are big-endian.
##
## @var{file} is a path; the values may be of any IDX type, in one to three
## dimensions.  @var{array} has the file's shape; a vector becomes a column.
##
## Raises an error if the file is missing, is not an IDX file, or is shorter or
## longer than its header says.
##
## Source: LeCun, Cortes and Burges, "The MNIST database of handwritten
## digits".
## @seealso{read_mnist, read_npy}
## @end deftypefn

function array = read_idx (file)
  __fp_check_arguments__ ();
  [values, shape] = idx_values ("read_idx", file);
  shape = [shape, ones(1, 2 - numel (shape))];
  array = permute (reshape (values, fliplr (shape)), numel (shape):-1:1);
endfunction

%!function array = read_bytes (bytes, mode)
%!  file = tempname ();
%!  remover = onCleanup (@() delete (file));
%!  stream = fopen (file, mode);
%!  fwrite (stream, bytes);
%!  fclose (stream);
%!  try
%!    array = read_idx (file);
%!  catch caught
%!    array = strrep (caught.message, file, "FILE");
%!  end_try_catch
%!endfunction

%!function bytes = images ()
%!  bytes = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0:10, 255];
%!endfunction

%!function assert_refused (bytes, words)
%!  assert (read_bytes (bytes, "wb"), ["read_idx: FILE: expected " words]);
%!endfunction

%!test # the last dimension is the fastest
%! array = read_bytes (images (), "wb");
%! assert (size (array), [2, 2, 3]);
%! assert (squeeze (array(2,1,:)), [6; 7; 8]);
%! assert (array(2,2,3), 255);
%! assert (class (array), "double");
%! assert (read_bytes ([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1:6], "wb"),
%!         [1, 2, 3; 4, 5, 6]);
%!test # gzip
%! assert (read_bytes (images (), "wbz"), read_bytes (images (), "wb"));
%!test # the length of a long gzip file is exact
%! long = zeros (1, 2^24 + 1, "uint8");
%! bytes = [uint8([0, 0, 8, 1, 1, 0, 0, 1]), long];
%! assert (numel (read_bytes (bytes, "wbz")), 2^24 + 1);
%!test # every type is read exactly
%! read = @(type, n, bytes) read_bytes (
%!   [0, 0, type, 1, 0, 0, 0, n, bytes], "wb");
%! assert (read (8, 3, [0, 128, 255]), [0; 128; 255]);
%! assert (read (9, 3, [0, 128, 255]), [0; -128; -1]);
%! assert (read (11, 2, [1, 0, 128, 0]), [256; -32768]);
%! assert (read (12, 2, [127, 255, 255, 255, 128, 0, 0, 0]), [2^31-1; -2^31]);
%! assert (read (13, 2, [191, 192, 0, 0, 0, 0, 0, 1]), [-1.5; 2^-149]);
%! assert (read (14, 1, [63, 213, repmat(85, 1, 6)]), 1 / 3);
%!test # a broken file is refused
%! assert_refused ([], "an IDX file of 1 to 3 dimensions, got no bytes");
%! idx = "an IDX file of 1 to 3 dimensions, got one that begins with";
%! assert_refused ([137, 80, 78, 71, 13], [idx " 89 50 4e 47"]);
%! assert_refused ([0, 0, 8], [idx " 00 00 08"]);
%! assert_refused ([0, 0, 10, 1, 0, 0, 0, 1, 0], [idx " 00 00 0a 01"]);
%! assert_refused ([0, 0, 8, 0, 0], [idx " 00 00 08 00"]);
%! assert_refused ([0, 0, 8, 4, 0, 0, 0, 1], [idx " 00 00 08 04"]);
%! assert_refused ([31, 0, 8, 1], [idx " 1f 00 08 01"]);
%! assert_refused ([1, 0, 8, 1, 0, 0, 0, 1, 7], [idx " 01 00 08 01"]);
%! assert_refused ([0, 1, 8, 1, 0, 0, 0, 1, 7], [idx " 00 01 08 01"]);
%! assert_refused (images ()(1:9), "16 bytes, got 9");
%! assert_refused ([0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 0],
%!                 "sizes of at least 1, got 3 x 0");
%! assert_refused (images ()(1:27), "28 bytes, got 27");
%! assert_refused ([images(), 0], "28 bytes, got 29");
%! assert_refused ([0, 0, 8, 1, 255, 255, 255, 255, 0],
%!                 "4294967303 bytes, got 9");
%!test # a damaged gzip file is refused
%! damaged = "a whole gzip file, got a damaged one";
%! assert_refused ([31, 139], damaged);
%! assert_refused ([31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 99, 96], damaged);
%! assert_refused ([31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 255, 255, 1, 0, 0, 0],
%!                 damaged);
%!error <Invalid call to read_idx> read_idx ()
%!error <^read_idx: no/such/file: expected a file, got none$>
%! read_idx ("no/such/file")
%!error <expected a file, got a folder$> read_idx (tempdir ())
%!error <^read_idx: file: expected a path, got 3$> read_idx (3)
