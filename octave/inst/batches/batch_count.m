## -*- texinfo -*-
## @deftypefn {} {@var{n_batches} =} batch_count (@var{n_samples}, @
##   @var{batch_size})
## Number of batches in an epoch; the last one may be smaller.
##
## @var{n_samples} and @var{batch_size} are whole numbers of at least 1, and
## so is @var{n_batches}.
##
## Source: Ganesh, "Deep Learning from first principles", part 5.
## @seealso{batch_samples}
## @end deftypefn

function n_batches = batch_count (n_samples, batch_size)
  __fp_check_arguments__ ();
  n_batches = floor ((double (n_samples) - 1) / double (batch_size)) + 1;
endfunction

%!assert (batch_count (300, 64), 5)
%!assert (batch_count (300, 100), 3)
%!assert (batch_count (300, 300), 1)
%!assert (batch_count (300, 1000), 1)
%!assert (batch_count (1, 1), 1)
%!assert (batch_count (int32 (7), int32 (3)), 3)
%!error <Invalid call to batch_count> batch_count (1)
%!error <^batch_count: n_samples: expected a whole number of at least 1, got 0$>
%! batch_count (0, 5)
%!error <^batch_count: batch_size: expected a whole number of at least 1, got 0.5$>
%! batch_count (5, 0.5)
