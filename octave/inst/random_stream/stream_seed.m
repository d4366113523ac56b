## -*- texinfo -*-
## @deftypefn {} {@var{mt_seed} =} stream_seed (@var{seed}, @var{purpose}, @
##   @var{step})
## Seed of the Mersenne twister for one address of the random stream.
##
## Numbers are addressed, not drawn in turn: the seed of a run, a purpose and
## a step name them, so a run can be taken up at any step.  The purposes of
## this package are @qcode{"weights"}, @qcode{"dropout1"},
## @qcode{"dropout2"}, ..., @qcode{"batches"}, @qcode{"split"} and
## @qcode{"tuning_"} with a hyper-parameter's name; any other text is free.
##
## The words stirred in are the low and the high 32 bits of the step, the
## UTF-8 bytes of the purpose, the low and the high 32 bits of the seed, and
## the number of bytes.  From state 0, each word makes
##
## @example
## state = state + word + 2654435769 mod 2^32
## @end example
##
## and then, for the multipliers 1664525 and 2031877,
##
## @example
## state = state * multiplier mod 2^32
## low 16 bits of state = low 16 bits xor high 16 bits
## @end example
##
## For one seed and purpose, steps below 2^32 have different stream seeds.
##
## @var{seed} and @var{step} are whole numbers from 0 to 2^53 - 1,
## @var{purpose} is text; @var{mt_seed} is a whole number from 0 to 2^32 - 1.
##
## Source: the construction is this project's; Knuth, "The Art of Computer
## Programming", volume 3, section 6.4 (multiplicative hashing).
## @seealso{random_uniforms, random_normals, random_permutation}
## @end deftypefn

function mt_seed = stream_seed (seed, purpose, step)
  __fp_check_arguments__ ();
  mt_seed = address_seed (double (seed), purpose, double (step));
endfunction

%!test # the addresses and seeds of the other languages' tests
%! assert (stream_seed (0, "weights", 1), 294259654);
%! assert (stream_seed (0, "weights", 2), 562430773);
%! assert (stream_seed (1, "weights", 1), 3355373880);
%! assert (stream_seed (0, "dropout1", 0), 3292183752);
%! assert (stream_seed (7, "batches", 2^32), 2323656776);
%! assert (stream_seed (2^53 - 1, "tuning", 2^53 - 1), 3555904023);
%! assert (stream_seed (0, "", 0), 2944927890);
%! assert (stream_seed (0, char ([195, 169]), 0), 1920185212);
%!test # integers are taken as numbers
%! assert (stream_seed (uint8 (1), "weights", int32 (1)), 3355373880);
%!error <Invalid call to stream_seed> stream_seed (0, "weights")
%!error <^stream_seed: seed: expected a whole number from 0 to 2\^53 - 1, got -1$>
%! stream_seed (-1, "weights", 0)
%!error <^stream_seed: purpose: expected text, got 3$>
%! stream_seed (0, 3, 0)
%!error <^stream_seed: step: expected a whole number from 0 to 2\^53 - 1, got 0.5$>
%! stream_seed (0, "weights", 0.5)
%!error <^stream_seed: step: expected a whole number from 0 to 2\^53 - 1, got nan$>
%! stream_seed (0, "weights", NaN)
