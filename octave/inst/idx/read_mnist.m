## -*- texinfo -*-
## @deftypefn {} {[@var{X}, @var{labels}] =} read_mnist (@var{images_file}, @
##   @var{labels_file})
## Read images and labels from the two IDX files of an MNIST set.
##
## @var{images_file} is a path of images of n_rows x n_columns pixels from 0 to
## 255, @var{labels_file} one of labels, one an image; either may be gzip.
## @var{X} is n_pixels x n_samples, pixels from 0 to 1, an image a column, row
## by row; n_pixels is n_rows n_columns, in MNIST 784.  @var{labels} is
## n_samples x 1, 0-based.
##
## Raises an error as @code{read_idx} does, or if the files do not hold images
## and labels, or not as many of one as of the other.
##
## Source: LeCun, Cortes and Burges, "The MNIST database of handwritten
## digits"; Ganesh, "Deep Learning from first principles", part 5.
## @seealso{read_idx, read_data}
## @end deftypefn

function [X, labels] = read_mnist (images_file, labels_file)
  __fp_check_arguments__ ();
  [X, labels] = read_images ("read_mnist", images_file, labels_file);
endfunction

%!function write_file (file, bytes, mode)
%!  stream = fopen (file, mode);
%!  fwrite (stream, bytes);
%!  fclose (stream);
%!endfunction

%!function bytes = header (type, shape)
%!  bytes = [0; 0; type; numel(shape); ([0; 0; 0; 1] .* shape)(:)]';
%!endfunction

%!function found = read_bytes (image_bytes, label_bytes, mode = "wb")
%!  files = {tempname(), tempname()};
%!  remover = onCleanup (@() delete (files{:}));
%!  write_file (files{1}, image_bytes, mode);
%!  write_file (files{2}, label_bytes, mode);
%!  try
%!    [found.X, found.labels] = read_mnist (files{:});
%!  catch caught
%!    found = strrep (caught.message, files{1}, "IMAGES");
%!    found = strrep (found, files{2}, "LABELS");
%!  end_try_catch
%!endfunction

%!shared images, labels
%! images = [header(8, [2, 2, 3]), 0:10, 255];
%! labels = [header(8, 2), 7, 0];
%!test # images become columns, row by row
%! for mode = {"wb", "wbz"}
%!   found = read_bytes (images, labels, mode{1});
%!   assert (found.X, reshape ([0:10, 255] / 255, 6, 2));
%!   assert (found.labels, [7; 0]);
%! endfor
%!test # images of one column stay images
%! found = read_bytes ([header(8, [2, 3, 1]), 0:5], labels);
%! assert (found.X, reshape (0:5, 3, 2) / 255);
%!assert (read_bytes (labels, labels),
%!        "read_mnist: IMAGES: expected 3 dimensions, got 1")
%!assert (read_bytes (images, images),
%!        "read_mnist: LABELS: expected 1 dimensions, got 3")
%!assert (read_bytes (images, [header(8, 3), 0:2]),
%!        "read_mnist: LABELS: expected 2 labels, got 3")
%!assert (read_bytes (images, [header(9, 2), 0, 255]),
%!        ["read_mnist: LABELS: expected whole numbers of at least 0, " ...
%!         "got -1"])
%!assert (read_bytes ([header(11, [2, 1, 1]), 0, 0, 1, 44], labels),
%!        "read_mnist: IMAGES: expected pixels from 0 to 255, got 300")
%!assert (read_bytes ([header(13, [2, 1, 1]), 0, 0, 0, 0, 127, 192, 0, 0],
%!                    labels),
%!        "read_mnist: IMAGES: expected pixels from 0 to 255, got nan")
%!assert (read_bytes (images(1:27), labels),
%!        "read_mnist: IMAGES: expected 28 bytes, got 27")
%!error <Invalid call to read_mnist> read_mnist ("images")
