## -*- texinfo -*-
## @deftypefn {} {@var{normals} =} random_normals (@var{seed}, @
##   @var{purpose}, @var{step}, @var{n_values})
## Standard normal numbers by the polar method.
##
## A pair of uniforms gives the point (2 u_1 - 1, 2 u_2 - 1) = (x, y); with
## s = x^2 + y^2 and 0 < s < 1, f = sqrt(-2 log(s) / s) gives the normals
## f y and f x, in this order.  Other points are left out.
##
## Bit for bit NumPy's RandomState(stream_seed(...)).randn(n_values).  The
## state of @code{rand} stays as it is.
##
## For @var{seed}, @var{purpose} and @var{step} see @code{stream_seed};
## @var{n_values} is at least 1.  @var{normals} is n_values x 1.
##
## Source: Marsaglia and Bray (1964), "A convenient method for generating
## normal variables".
## @seealso{stream_seed, random_uniforms}
## @end deftypefn

function normals = random_normals (seed, purpose, step, n_values)
  __fp_check_arguments__ ();
  key = stream_key (double (seed), purpose, double (step));
  n_pairs = floor ((double (n_values) + 1) / 2);
  # Of all points pi / 4 lie inside: these are too few once in 10^30.
  n_points = 2 * n_pairs + 64;
  points = 2 * twister_uniforms (key, 2, n_points) - 1;  # 2 x n_points
  s = points(1,:) .* points(1,:) + points(2,:) .* points(2,:);
  inside = find (s > 0 & s < 1, n_pairs);     # 1 x n_pairs
  s = s(inside);
  pairs = sqrt (-2 * log (s) ./ s) .* points([2, 1],inside);  # 2 x n_pairs
  normals = pairs(:)(1:n_values);             # n_values x 1
endfunction

%!test # stream seed 0: the first numbers of NumPy's RandomState (0)
%! assert (random_normals (0, "twister", 3197456453, 3),
%!         [1.764052345967664; 0.4001572083672233; 0.9787379841057392]);
%!test # more numbers begin with the same ones
%! many = random_normals (1, "weights", 2, 1000);
%! for n_values = [1, 2, 999]
%!   assert (random_normals (1, "weights", 2, n_values), many(1:n_values));
%! endfor
%!test # mean 0 and variance 1, within 5 standard errors
%! normals = random_normals (1, "weights", 0, 1e5);
%! assert (mean (normals), 0, 5 / sqrt (1e5));
%! assert (var (normals), 1, 5 * sqrt (2 / 1e5));
%!test # the caller's generators go on as if nothing had happened
%! state = {rand("state"), randn("state")};
%! random_normals (0, "weights", 1, 1000);
%! assert ({rand("state"), randn("state")}, state);
%!error <Invalid call to random_normals> random_normals (0, "weights", 1)
%!error <^random_normals: seed: expected a whole number from 0 to 2\^53 - 1, got 0.5$>
%! random_normals (0.5, "weights", 1, 3)
%!error <^random_normals: purpose: expected text, got 7$>
%! random_normals (0, 7, 1, 3)
%!error <^random_normals: step: expected a whole number from 0 to 2\^53 - 1, got nan$>
%! random_normals (0, "weights", NaN, 3)
%!error <^random_normals: n_values: expected a whole number of at least 1, got 2.5$>
%! random_normals (0, "weights", 1, 2.5)
