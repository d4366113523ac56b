## -*- texinfo -*-
## @deftypefn {} {@var{A} =} activation_forward (@var{Z}, @var{activation})
## Apply an activation by its name.
##
## @var{Z} holds weighted inputs, n_units x n_samples; @var{A} has the same
## shape.  @var{activation} is @qcode{"relu"}, @qcode{"tanh"},
## @qcode{"sigmoid"}, @qcode{"softmax"} or @qcode{"step"}.
##
## Source: Ganesh, "Deep Learning from first principles", part 4.
## @seealso{activation_backward, relu, sigmoid, softmax, heaviside}
## @end deftypefn

function A = activation_forward (Z, activation)
  __fp_check_arguments__ ();
  switch (activation)
    case "relu"
      A = relu (Z);
    case "tanh"
      A = tanh (Z);
    case "sigmoid"
      A = sigmoid (Z);
    case "softmax"
      A = softmax (Z);
    case "step"
      A = heaviside (Z);
  endswitch
endfunction

%!shared Z
%! Z = [-1, 0.5; 2, -3];
%!assert (activation_forward (Z, "relu"), relu (Z))
%!assert (activation_forward (Z, "tanh"), tanh (Z))
%!assert (activation_forward (Z, "sigmoid"), sigmoid (Z))
%!assert (activation_forward (Z, "softmax"), softmax (Z))
%!assert (activation_forward (Z, "step"), [0, 1; 1, 0])
%!error <Invalid call to activation_forward> activation_forward (1)
%!error <^activation_forward: activation: expected one of relu, tanh, sigmoid, softmax, step, got rellu$>
%! activation_forward (1, "rellu")
%!error <^activation_forward: Z: expected finite values, got NaN or Inf$>
%! activation_forward (NaN, "tanh")
