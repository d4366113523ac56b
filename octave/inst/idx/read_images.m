## -*- texinfo -*-
## @deftypefn {} {[@var{X}, @var{labels}] =} read_images (@var{caller}, @
##   @var{images_file}, @var{labels_file})
## Read what @code{read_mnist} does for another public function.
## @seealso{read_mnist}
## @end deftypefn

function [X, labels] = read_images (caller, images_file, labels_file)
  [pixels, shape] = idx_values (caller, images_file);
  [labels, labels_shape] = idx_values (caller, labels_file);
  check_dimensions (caller, images_file, shape, 3);
  check_dimensions (caller, labels_file, labels_shape, 1);
  __fp_check_value__ (caller, labels_file, labels, struct (
    "kind", "labels", "range", "labels", "shape", sprintf ("%d", shape(1))));
  right = pixels >= 0 & pixels <= 255;
  if (! all (right))
    __fp_refuse__ (caller, images_file, "pixels from 0 to 255",
                   __fp_describe__ (pixels(! right)(1)));
  endif
  X = reshape (pixels, [], shape(1)) / 255;   # n_pixels x n_samples
endfunction

function check_dimensions (caller, file, shape, n_dimensions)
  if (numel (shape) != n_dimensions)
    __fp_refuse__ (caller, file, sprintf ("%d dimensions", n_dimensions),
                   sprintf ("%d", numel (shape)));
  endif
endfunction

%!error <^read_case: none: expected a file, got none$>
%! read_images ("read_case", "none", "none")
