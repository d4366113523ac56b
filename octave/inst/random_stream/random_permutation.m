## -*- texinfo -*-
## @deftypefn {} {@var{order} =} random_permutation (@var{seed}, @
##   @var{purpose}, @var{step}, @var{n_values})
## The numbers 0..n_values - 1 in a random order.
##
## It is the order that sorts @code{random_uniforms}; of equals, the first
## comes first.
##
## For @var{seed}, @var{purpose} and @var{step} see @code{stream_seed};
## @var{n_values} is at least 1.  @var{order} is n_values x 1.
##
## Source: Knuth, "The Art of Computer Programming", volume 3 (sorting by random
## keys).
## @seealso{stream_seed, random_uniforms, batch_samples}
## @end deftypefn

function order = random_permutation (seed, purpose, step, n_values)
  __fp_check_arguments__ ();
  # sort leaves equals in their order
  [~, order] = sort (random_uniforms (seed, purpose, step, n_values));
  order -= 1;                                 # n_values x 1
endfunction

%!assert (random_permutation (0, "batches", 0, 8), [7; 4; 6; 5; 1; 0; 2; 3])
%!assert (random_permutation (0, "batches", 0, 1), 0)
%!test # it sorts the uniforms and holds every number once
%! order = random_permutation (0, "batches", 4, 1000);
%! uniforms = random_uniforms (0, "batches", 4, 1000);
%! assert (issorted (uniforms(order + 1)));
%! assert (sort (order), (0:999)');
%!error <Invalid call to random_permutation> random_permutation (0, "batches")
%!error <^random_permutation: seed: expected a whole number from 0 to 2\^53 - 1, got -7$>
%! random_permutation (-7, "batches", 0, 3)
%!error <^random_permutation: purpose: expected text, got 1$>
%! random_permutation (0, 1, 0, 3)
%!error <^random_permutation: step: expected a whole number from 0 to 2\^53 - 1, got inf$>
%! random_permutation (0, "batches", Inf, 3)
%!error <^random_permutation: n_values: expected a whole number of at least 1, got 0$>
%! random_permutation (0, "batches", 0, 0)
