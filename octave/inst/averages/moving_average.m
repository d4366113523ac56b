## -*- texinfo -*-
## @deftypefn {} {@var{averages} =} moving_average (@var{values}, @
##   @var{beta1}, @var{corrected})
## Exponentially weighted moving average of a series.
##
## v_t = beta1 v_(t-1) + (1 - beta1) x_t from v_0 = 0; corrected for that
## start, v_t / (1 - beta1^t).
##
## @var{values} is a row or a column of n_values finite doubles, such as the
## losses of a training run; @var{beta1} is in [0, 1), and the average looks
## back over about 1 / (1 - beta1) values; @var{corrected} says whether to
## divide by 1 - beta1^t.  @var{averages} has the size of @var{values}.
##
## Source: Ganesh, "Deep Learning from first principles", part 7; Kingma and
## Ba (2015), "Adam: a method for stochastic optimization", section 3.
## @seealso{momentum, adam}
## @end deftypefn

function averages = moving_average (values, beta1, corrected)
  __fp_check_arguments__ ();
  beta1 = double (beta1);
  averages = zeros (size (values));           # n_values
  average = 0;
  share = 1;
  # Each value needs the one before: there is nothing to vectorize.
  for count = 1:numel (values)
    average = beta1 * average + (1 - beta1) * values(count);
    if (corrected)
      share = 1 - scalar_power (beta1, count);
    endif
    averages(count) = average / share;
  endfor
endfunction

%!assert (moving_average ([8; 4], 0.5, false), [4; 4])
%!assert (moving_average ([3, -1, 2], 0, true), [3, -1, 2])
%!test # old values fade by beta1
%! values = sin (1:20);
%! averages = moving_average (values, 0.9, false);
%! assert (averages(20), sum (0.1 * 0.9 .^ (19:-1:0) .* values), 1e-14);
%!test # a beta1 of single precision makes no such averages
%! found = moving_average ([0.1, 0.7], single (0.9), false);
%! assert (class (found), "double");
%! assert (found, moving_average ([0.1, 0.7], double (single (0.9)), false));
%!test # a corrected average of equal values is that value
%! assert (moving_average (7 * ones (50, 1), 0.98, true), 7 * ones (50, 1),
%!         1e-13);
%!error <Invalid call to moving_average> moving_average (1, 0.9)
%!error <^moving_average: values: expected finite values, got NaN or Inf$>
%! moving_average ([1, NaN], 0.9, true)
%!error <^moving_average: beta1: expected a number of at least 0 and below 1, got 1$>
%! moving_average (1, 1, true)
