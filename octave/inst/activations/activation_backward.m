## -*- texinfo -*-
## @deftypefn {} {@var{dZ} =} activation_backward (@var{dA}, @var{Z}, @
##   @var{A}, @var{activation})
## Take a gradient back through a hidden activation: dZ = dA g'(Z).
##
## @var{dA} is the gradient of the loss with respect to the activation's
## output, @var{Z} and @var{A} are the activation's input and output, and
## @var{dZ} is the gradient with respect to @var{Z}: all four are
## n_units x n_samples.  @var{activation} is @qcode{"relu"}, @qcode{"tanh"} or
## @qcode{"sigmoid"}.
##
## Source: Ganesh, "Deep Learning from first principles", part 4.
## @seealso{activation_forward, dense_backward}
## @end deftypefn

function dZ = activation_backward (dA, Z, A, activation)
  __fp_check_arguments__ ();
  switch (activation)
    case "relu"
      dZ = dA .* relu_derivative (Z);
    case "tanh"
      dZ = dA .* tanh_derivative (A);
    case "sigmoid"
      dZ = dA .* sigmoid_derivative (A);
  endswitch
endfunction

%!shared dA, Z
%! dA = [0.5, -2; 3, 0.25];
%! Z = [-1, 0.5; 2, 0];
%!assert (activation_backward (dA, Z, relu (Z), "relu"), [0, -2; 3, 0])
%!assert (activation_backward (dA, Z, tanh (Z), "tanh"),
%!        dA .* (1 - tanh (Z) .^ 2), eps (3))
%!test
%! A = sigmoid (Z);
%! assert (activation_backward (dA, Z, A, "sigmoid"), dA .* A .* (1 - A), eps);
%!error <Invalid call to activation_backward> activation_backward (1, 1, 1)
%!error <^activation_backward: activation: expected one of relu, tanh, sigmoid, got softmax$>
%! activation_backward (1, 1, 1, "softmax")
%!error <^activation_backward: Z: expected 2 x 2, got 2 x 1$>
%! activation_backward (dA, [1; 2], Z, "relu")
%!error <^activation_backward: A: expected 2 x 2, got 1 x 2$>
%! activation_backward (dA, Z, [1, 2], "relu")
