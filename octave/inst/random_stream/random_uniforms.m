## -*- texinfo -*-
## @deftypefn {} {@var{uniforms} =} random_uniforms (@var{seed}, @
##   @var{purpose}, @var{step}, @var{n_values})
## Uniform numbers in [0, 1), multiples of 2^-53.
##
## Bit for bit NumPy's RandomState(stream_seed(...)).random_sample(n_values).
## The state of @code{rand} stays as it is.
##
## For @var{seed}, @var{purpose} and @var{step} see @code{stream_seed};
## @var{n_values} is at least 1.  @var{uniforms} is n_values x 1.
##
## Source: Matsumoto and Nishimura (1998), "Mersenne twister".
## @seealso{stream_seed, random_normals, random_permutation}
## @end deftypefn

function uniforms = random_uniforms (seed, purpose, step, n_values)
  __fp_check_arguments__ ();
  key = stream_key (double (seed), purpose, double (step));
  uniforms = twister_uniforms (key, n_values, 1);  # n_values x 1
endfunction

%!test # stream seed 0: the first numbers of NumPy's RandomState (0)
%! assert (stream_seed (0, "twister", 3197456453), 0);
%! assert (random_uniforms (0, "twister", 3197456453, 2),
%!         [0.5488135039273248; 0.7151893663724195]);
%!test # stream seed 5489, C++'s default: word 10000 is 4123659995
%! assert (stream_seed (0, "twister", 2435543421), 5489);
%! last = random_uniforms (0, "twister", 2435543421, 5000)(end);
%! assert (mod (last * 2^53, 2^26), floor (4123659995 / 2^6));
%!test # stream seed 2^31
%! assert (random_uniforms (0, "twister", 3425999015, 2),
%!         [0.15200287353446562; 0.8205427554297966]);
%!test # an address gives the same numbers again, whatever came between
%! addresses = [0:70, 63, 64, 65, 2^53 - 1, 0];
%! draw = @(step) random_uniforms (1, "weights", step, 3);
%! first = arrayfun (draw, addresses, "UniformOutput", false);
%! for layer = 1:20
%!   random_uniforms (1, sprintf ("dropout%d", layer), 0, 1);
%! endfor
%! for k = randperm (numel (addresses))
%!   assert (draw (addresses(k)), first{k});
%! endfor
%! assert (rows (unique ([first{:}]', "rows")), 72);
%!test # more numbers begin with the same ones
%! many = random_uniforms (1, "weights", 2, 1000);
%! assert (random_uniforms (1, "weights", 2, 7), many(1:7));

%!shared own
%! own = rand ("state");
%!test # the caller's twister goes on as if nothing had happened
%! rand ("twister", 42);
%! expected = rand (3, 1);
%! rand ("twister", 42);
%! random_uniforms (0, "weights", 1, 1000);
%! assert (rand (3, 1), expected);
%!test # so does the old generator
%! rand ("seed", 42);
%! expected = rand (3, 1);
%! rand ("seed", 42);
%! random_uniforms (0, "weights", 1, 1000);
%! assert (rand (3, 1), expected);
%!test # also after a refusal
%! rand ("twister", 42);
%! expected = rand (3, 1);
%! rand ("twister", 42);
%! fail ("random_uniforms (0, \"weights\", 1, 2^52)", "below 2\\^31");
%! assert (rand (3, 1), expected);
%!test # the test's own changes are undone
%! rand ("state", own);
%! assert (rand ("state"), own);

%!error <Invalid call to random_uniforms> random_uniforms (0, "weights", 1)
%!error <^random_uniforms: seed: expected a whole number from 0 to 2\^53 - 1, got inf$>
%! random_uniforms (Inf, "weights", 1, 3)
%!error <^random_uniforms: purpose: expected text, got a list$>
%! random_uniforms (0, {"weights"}, 1, 3)
%!error <^random_uniforms: step: expected a whole number from 0 to 2\^53 - 1, got -1$>
%! random_uniforms (0, "weights", -1, 3)
%!error <^random_uniforms: n_values: expected a whole number of at least 1, got 0$>
%! random_uniforms (0, "weights", 1, 0)
