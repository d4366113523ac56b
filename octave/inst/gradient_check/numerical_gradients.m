## -*- texinfo -*-
## @deftypefn  {} {@var{gradients} =} numerical_gradients (@var{X}, @
##   @var{labels}, @var{parameters}, @var{network})
## @deftypefnx {} {@var{gradients} =} numerical_gradients (@var{X}, @
##   @var{labels}, @var{parameters}, @var{network}, @var{epsilon}, @
##   @var{masks})
## Slopes of the loss by two-sided differences, a parameter at a time.
##
## (L(p + epsilon) - L(p - epsilon)) / (2 epsilon).  The formula itself errs by
## epsilon^2 |L'''| / 6, and rounding adds about u |L| / epsilon, u = 2^-53:
## without relu, 1e-5 is best.  Across a kink of relu the formula fails, and
## the smaller epsilon is, the fewer kinks lie between the two points.  Hence
## the 1e-7 of the course, which leaves rounding at 1e-8.
##
## @var{X} is n_features x n_samples; @var{labels} is n_samples x 1, 0-based;
## @var{parameters} is a struct of matrices W1, b1, ...; @var{network} comes
## from @code{new_network}; @var{epsilon} is above 0, 1e-7 by default;
## @var{masks} are dropout masks from @code{network_masks}, kept while
## parameters move, none by default.  @var{gradients} is a struct of matrices
## dW1, db1, ..., each of the shape of its parameter.
##
## Source: Ganesh, "Deep Learning from first principles", part 8.
## @seealso{gradient_check, gradient_difference, network_loss}
## @end deftypefn

function gradients = numerical_gradients (X, labels, parameters, network,
                                          epsilon = 1e-7, masks = struct ())
  __fp_check_arguments__ ();
  Y = network_targets (labels, network);      # n_outputs x n_samples
  guard = __fp_unchecked__ ();
  for [shape, name] = parameter_shapes (network)
    loss = @(value) loss_with (X, Y, parameters, network, masks, name,
                               value);
    gradients.(["d" name]) = slopes (loss, parameters.(name), epsilon);
  endfor
endfunction

function loss = loss_with (X, Y, parameters, network, masks, name, value)
  parameters.(name) = value;
  [~, cache] = network_forward (X, parameters, network, masks);
  loss = network_loss (Y, parameters, cache, network);
endfunction

## Slopes of a function along every entry of its argument.
function found = slopes (loss, value, epsilon)
  found = zeros (size (value));
  for index = 1:numel (value)
    step = zeros (size (value));
    step(index) = epsilon;
    difference = loss (value + step) - loss (value - step);
    found(index) = difference / (2 * epsilon);
  endfor
endfunction

%!shared X, labels, parameters, network, analytical, at
%! X = reshape (sin (7 * (1:12)), 2, 6);
%! labels = [2; 0; 1; 1; 0; 2];
%! network = new_network ([2, 4, 3], {"tanh", "softmax"},
%!                        "categorical_cross_entropy");
%! parameters = struct ("W1", reshape (sin (5 * (1:8)), 4, 2),
%!                      "b1", cos (1:4)', "W2", reshape (sin (1:12), 3, 4),
%!                      "b2", cos (3 * (1:3))');
%! [~, cache] = network_forward (X, parameters, network);
%! analytical = network_backward (network_targets (labels, network),
%!                                parameters, cache, network);
%! at = @(h) numerical_gradients (X, labels, parameters, network, h);
%!test # near the gradients of the network, in the order of the parameters
%! found = at (1e-5);
%! assert (fieldnames (found), {"dW1"; "db1"; "dW2"; "db2"});
%! for [value, name] = found
%!   assert (value, analytical.(name), 1e-9);
%! endfor
%!test # one percent in one bias gradient leaves 1e-4 or more
%! for name = {"db1", "db2"}
%!   wrong = analytical;
%!   wrong.(name{1}) *= 1.01;
%!   assert (gradient_difference (at (1e-5), wrong) > 1e-4);
%! endfor
%!test # epsilon is 1e-7 unless it is given
%! assert (numerical_gradients (X, labels, parameters, network), at (1e-7));
%!test # a larger epsilon errs by its square
%! best = at (1e-4);
%! ratio = (gradient_difference (at (0.02), best)
%!          / gradient_difference (at (0.01), best));
%! assert (ratio, 4, 0.1);
%!test # the checks come back
%! at (0.1);
%! global __fp_checks_enabled__
%! assert (__fp_checks_enabled__);
%!error <Invalid call to numerical_gradients> numerical_gradients (1, 2, 3)
%!error <^numerical_gradients: epsilon: expected a finite number above 0, got inf$>
%! at (Inf)
%!error <^numerical_gradients: labels: expected 6 labels, got 5$>
%! numerical_gradients (X, labels(1:5), parameters, network)
%!error <^numerical_gradients: W2: expected finite values, got NaN or Inf$>
%! wrong = setfield (parameters, "W2", NaN (3, 4));
%! numerical_gradients (X, labels, wrong, network)
