## -*- texinfo -*-
## @deftypefn {} {@var{order} =} random_permutation (@var{seed}, @
##   @var{purpose}, @var{step}, @var{n_values})
## Whole numbers in a random order.
##
## It is the order that sorts @code{random_uniforms}; of equals, the first
## comes first.
##
## For @var{seed}, @var{purpose} and @var{step} see @code{stream_seed};
## @var{n_values} is at least 1.  @var{order}, n_values x 1, holds the numbers
## from 1 to @var{n_values}.
##
## Source: Knuth, "The Art of Computer Programming", volume 3 (sorting by random
## keys).
## @seealso{stream_seed, random_uniforms, batch_samples}
## @end deftypefn

function order = random_permutation (seed, purpose, step, n_values)
  __fp_check_arguments__ ();
  # sort leaves equals in their order
  [~, order] = sort (random_uniforms (seed, purpose, step, n_values));
endfunction

%!assert (random_permutation (0, "batches", 0, 8), [8; 5; 7; 6; 2; 1; 3; 4])
%!assert (random_permutation (0, "batches", 0, 1), 1)
%!test # it sorts the uniforms and holds every number once
%! order = random_permutation (0, "batches", 4, 1000);
%! uniforms = random_uniforms (0, "batches", 4, 1000);
%! assert (issorted (uniforms(order)));
%! assert (sort (order), (1:1000)');
%!error <Invalid call to random_permutation> random_permutation (0, "batches")
%!error <^random_permutation: seed: expected a whole number from 0 to 2\^53 - 1, got -7$>
%! random_permutation (-7, "batches", 0, 3)
%!error <^random_permutation: purpose: expected text, got 1$>
%! random_permutation (0, 1, 0, 3)
%!error <^random_permutation: step: expected a whole number from 0 to 2\^53 - 1, got inf$>
%! random_permutation (0, "batches", Inf, 3)
%!error <^random_permutation: n_values: expected a whole number of at least 1, got 0$>
%! random_permutation (0, "batches", 0, 0)
