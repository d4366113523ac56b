## -*- texinfo -*-
## @deftypefn {} {@var{P} =} gradient_descent (@var{P}, @var{dP}, @
##   @var{learning_rate})
## One step of gradient descent, P = P - learning_rate dP.
##
## @var{P} is a parameter, such as W1, n_rows x n_columns; @var{dP} is its
## gradient, n_rows x n_columns.  @var{learning_rate} is finite and above 0.
## The parameter after the update is returned.
##
## Source: Cauchy (1847); Ganesh, "Deep Learning from first principles", part
## 1.
## @seealso{optimizer_update}
## @end deftypefn

function P = gradient_descent (P, dP, learning_rate)
  __fp_check_arguments__ ();
  P = P - learning_rate * dP;
endfunction

%!assert (gradient_descent ([1, 2; 3, 4], [2, 0; -2, 4], 0.5), [0, 2; 4, 2])
%!error <Invalid call to gradient_descent> gradient_descent (1, 2)
%!error <^gradient_descent: learning_rate: expected a finite number above 0, got 0$>
%! gradient_descent (1, 1, 0)
%!error <^gradient_descent: P: expected a matrix, got a list$>
%! gradient_descent ({1}, 1, 0.5)
%!error <^gradient_descent: P: expected finite values, got NaN or Inf$>
%! gradient_descent (NaN, 1, 0.5)
%!error <^gradient_descent: dP: expected 2 x 1, got 1 x 2$>
%! gradient_descent ([1; 2], [1, 2], 0.5)
%!error <^gradient_descent: dP: expected finite values, got NaN or Inf$>
%! gradient_descent (1, NaN, 0.5)
