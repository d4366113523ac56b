## -*- texinfo -*-
## @deftypefn {} {} write_npy (@var{array}, @var{file})
## Write an array of doubles to a .npy file.
##
## @var{array} is any array of numbers and @var{file} a path.  The first axis
## is the fastest, as Octave has it, and the file says so.  Readers see the
## shape that @code{size} gives.
##
## Source: NumPy's documentation, "NPY format", version 1.0.
## @seealso{read_npy, run_port}
## @end deftypefn

function write_npy (array, file)
  __fp_check_arguments__ ();
  write_shaped (array, size (array), file);
endfunction

%!test # every bit and the shape come back
%! file = [tempname() ".npy"];
%! for array = {[pi, -0, NaN; Inf, -Inf, 2^-1074], 7, zeros(0, 3), ...
%!              reshape(1:24, 4, 2, 3)}
%!   write_npy (array{1}, file);
%!   found = read_npy (file);
%!   assert (size (found), size (array{1}));
%!   assert (typecast (found(:), "uint64"), typecast (array{1}(:), "uint64"));
%! endfor
%! delete (file);
%!error <Invalid call to write_npy> write_npy (1)
