## -*- texinfo -*-
## @deftypefn {} {@var{loss} =} l2_loss (@var{parameters}, @
##   @var{l2_penalty}, @var{n_samples})
## What the L2 penalty adds to the loss.
##
## l2_penalty / (2 n_samples) times the sum of the squares of all weights;
## biases are free.
##
## @var{parameters} is a struct of matrices W1, b1, W2, b2, ..., of which only
## W1, W2, ... count; @var{l2_penalty} is finite and at least 0;
## @var{n_samples} is at least 1.  @var{loss} is a number.
##
## Source: Krogh and Hertz (1992), "A simple weight decay can improve
## generalization"; Ganesh, "Deep Learning from first principles", part 6.
## @seealso{l2_gradient}
## @end deftypefn

function loss = l2_loss (parameters, l2_penalty, n_samples)
  __fp_check_arguments__ ();
  squares = 0;
  for [value, name] = parameters
    if (name(1) == "W")
      squares += sumsq (value(:));
    endif
  endfor
  loss = l2_penalty / (2 * n_samples) * squares;
endfunction

%!test # worked by hand: 0.5 / (2 * 5) * (9 + 16 + 4 + 1)
%! parameters = struct ("W1", [3; 4], "b1", [7; 8], "W2", [2, -1], "b2", 9);
%! assert (l2_loss (parameters, 0.5, 5), 1.5);
%!test # no penalty, no loss
%! assert (l2_loss (struct ("W1", [3, 4], "b1", 1), 0, 5), 0);
%!error <Invalid call to l2_loss> l2_loss (1)
%!error <^l2_loss: l2_penalty: expected a finite number of at least 0, got -0.1$>
%! l2_loss (struct ("W1", 1), -0.1, 5)
%!error <^l2_loss: n_samples: expected a whole number of at least 1, got 0$>
%! l2_loss (struct ("W1", 1), 0.1, 0)
%!error <^l2_loss: parameters: expected W1, got none$>
%! l2_loss (struct ("b1", 1), 0.1, 5)
%!error <^l2_loss: W2: expected finite values, got NaN or Inf$>
%! l2_loss (struct ("W1", 1, "W2", NaN), 0.1, 5)
