## -*- texinfo -*-
## @deftypefn {} {@var{parameters} =} initialize_parameters @
##   (@var{layer_sizes}, @var{method}, @var{distribution}, @var{seed})
## Initial weights and biases of a network; the biases are 0.
##
## The weights of a layer have the standard deviation 0.01
## (@qcode{"random"}), sqrt(2 / n_in) (@qcode{"he"}) or sqrt(1 / n_in)
## (@qcode{"xavier"}), or are 0 (@qcode{"zeros"}).  Glorot and Bengio's own
## variance is 2 / (n_in + n_out); 1 / n_in is the course's.
##
## Layer l draws from the purpose @qcode{"weights"} at step l, filled row by
## row: @qcode{"normal"} is scale * random_normals; @qcode{"uniform"} is
## scale * sqrt(3) * (2 * random_uniforms - 1), which has the same variance.
##
## @var{layer_sizes} holds the number of features, then the units of each
## layer; @var{method} and @var{distribution} are among the words above;
## @var{seed} is a whole number from 0 to 2^53 - 1.  @var{parameters} is a
## struct of matrices W1, b1, W2, b2, ...; W_l is n_l x n_@{l-1@} and b_l is
## n_l x 1.
##
## Source: He et al. (2015), "Delving deep into rectifiers"; Glorot and Bengio
## (2010), "Understanding the difficulty of training deep feedforward neural
## networks"; Ganesh, "Deep Learning from first principles", part 6.
## @seealso{random_normals, random_uniforms, new_network}
## @end deftypefn

function parameters = initialize_parameters (layer_sizes, method,
                                             distribution, seed)
  __fp_check_arguments__ ();
  for layer = 1:numel (layer_sizes) - 1
    n_in = double (layer_sizes(layer));
    n_out = double (layer_sizes(layer + 1));
    W = zeros (n_out, n_in);
    if (! strcmp (method, "zeros"))
      values = draw (distribution, seed, layer, n_out * n_in);
      W = scale (method, distribution, n_in) * reshape (values, n_in, n_out)';
    endif
    parameters.(sprintf ("W%d", layer)) = W;  # n_out x n_in
    parameters.(sprintf ("b%d", layer)) = zeros (n_out, 1);
  endfor
endfunction

function values = draw (distribution, seed, layer, n_values)
  if (strcmp (distribution, "normal"))
    values = random_normals (seed, "weights", layer, n_values);
  else
    values = 2 * random_uniforms (seed, "weights", layer, n_values) - 1;
  endif
endfunction

## Factor of what draw gives; uniforms in [-1, 1) have variance 1/3.
function factor = scale (method, distribution, n_in)
  switch (method)
    case "random"
      factor = 0.01;
    case "he"
      factor = sqrt (2 / n_in);
    case "xavier"
      factor = sqrt (1 / n_in);
  endswitch
  if (strcmp (distribution, "uniform"))
    factor *= sqrt (3);
  endif
endfunction

%!test # shapes and order; biases are 0
%! parameters = initialize_parameters ([2, 5, 3], "he", "normal", 7);
%! assert (fieldnames (parameters), {"W1"; "b1"; "W2"; "b2"});
%! assert (size (parameters.W1), [5, 2]);
%! assert (size (parameters.W2), [3, 5]);
%! assert (parameters.b1, zeros (5, 1));
%! assert (parameters.b2, zeros (3, 1));
%!test # normals of the layer's own step, row by row
%! W2 = initialize_parameters ([2, 4, 3], "he", "normal", 7).W2;
%! normals = random_normals (7, "weights", 2, 12);
%! assert (W2, sqrt (2 / 4) * reshape (normals, 4, 3)');
%! W1 = initialize_parameters ([3, 2], "xavier", "normal", 7).W1;
%! normals = random_normals (7, "weights", 1, 6);
%! assert (W1, sqrt (1 / 3) * reshape (normals, 3, 2)');
%! W1 = initialize_parameters ([3, 2], "random", "normal", 7).W1;
%! assert (W1, 0.01 * reshape (normals, 3, 2)');
%!test # uniforms between the bounds that give the same variance
%! W1 = initialize_parameters ([3, 2], "random", "uniform", 7).W1;
%! uniforms = random_uniforms (7, "weights", 1, 6);
%! assert (W1, 0.01 * sqrt (3) * (2 * reshape (uniforms, 3, 2)' - 1));
%!test # the variance asked for, within 5 standard errors of 1e5 weights
%! for distribution = {"normal", "uniform"}
%!   W1 = initialize_parameters ([400, 250], "he", distribution{1}, 1).W1;
%!   assert (mean (W1(:) .^ 2), 2 / 400, 5 * sqrt (2 / 1e5) * 2 / 400);
%! endfor
%!test # zeros are zeros
%! parameters = initialize_parameters ([2, 3], "zeros", "normal", 7);
%! assert (parameters, struct ("W1", zeros (3, 2), "b1", zeros (3, 1)));
%!error <Invalid call to initialize_parameters> initialize_parameters ([2, 3])
%!error <^initialize_parameters: layer_sizes: expected at least 2 sizes, got 1$>
%! initialize_parameters (2, "he", "normal", 0)
%!error <^initialize_parameters: layer_sizes: expected a whole number of at least 1, got 0$>
%! initialize_parameters ([2, 0], "he", "normal", 0)
%!error <^initialize_parameters: method: expected one of zeros, random, he, xavier, got He$>
%! initialize_parameters ([2, 3], "He", "normal", 0)
%!error <^initialize_parameters: distribution: expected one of normal, uniform, got gauss$>
%! initialize_parameters ([2, 3], "he", "gauss", 0)
%!error <^initialize_parameters: seed: expected a whole number from 0 to 2\^53 - 1, got -1$>
%! initialize_parameters ([2, 3], "he", "normal", -1)
