"""Faults before the first step: files, targets, initial weights."""

from __future__ import annotations

from planting import Edit

from .table import ADAM, DROPOUT, HE, SPIRAL, TANH, Fault, Sight, operation

FAULTS = (
    Fault(
        "H5",
        python=[Edit("layers", "return W.T @ dZ", "return W.T @ dZ)")],
        r=[Edit("layers", "crossprod(W, dZ) #", "crossprod(W, dZ)) #")],
        octave=[Edit("layers/dense_backward", "W' * dZ;", "W' * dZ);")],
        seen=[Sight(SPIRAL, "", message="layers")],
    ),
    Fault(
        "D15",
        python=[
            Edit(
                "initializers",
                "W = _scale(method, distribution, n_in) *",
                "factor = _scale(method, distribution, n_in)\n"
                "            W = (1.0 if layer == 1 else factor) *",
            )
        ],
        r=[
            Edit(
                "initializers",
                "weight_scale(method, distribution, n_in) *",
                "(if (layer == 1) 1 else "
                "weight_scale(method, distribution, n_in)) *",
            )
        ],
        octave=[
            Edit(
                "initializers/initialize_parameters",
                "W = scale (method, distribution, n_in) *",
                "W = merge (layer == 1, 1, "
                "scale (method, distribution, n_in)) *",
            )
        ],
        seen=[
            operation("initialize_parameters-he_uniform", "parameters.W1"),
            Sight(HE, "W1"),
            Sight(HE, "W1", mode="free"),
        ],
    ),
    Fault(
        "D16",
        python=[
            Edit(
                "initializers",
                "= np.zeros((n_out, 1))",
                "= _draw(distribution, seed, layer, n_out)[:, None]",
            )
        ],
        r=[
            Edit(
                "initializers",
                "matrix(0, n_out, 1)",
                "matrix(weight_values(distribution, seed, layer, n_out))",
            )
        ],
        octave=[
            Edit(
                "initializers/initialize_parameters",
                "= zeros (n_out, 1);",
                "= draw (distribution, seed, layer, n_out)(:);",
            )
        ],
        seen=[
            operation("initialize_parameters-he_normal", "parameters.b1"),
            Sight(HE, "b1"),
            Sight(HE, "b1", mode="free"),
        ],
    ),
    Fault(
        "D17",
        python=[
            Edit(
                "initializers",
                'if distribution == "normal":\n        return random_normals',
                'if distribution == "none":\n        return random_normals',
            )
        ],
        r=[
            Edit(
                "initializers",
                'if (distribution == "normal") {\n    return(random_normals',
                'if (distribution == "none") {\n    return(random_normals',
            )
        ],
        octave=[
            Edit(
                "initializers/initialize_parameters",
                'strcmp (distribution, "normal"))\n    values = random_normals',
                'strcmp (distribution, "none"))\n    values = random_normals',
            )
        ],
        seen=[
            operation("initialize_parameters-he_normal", "parameters.W1"),
            operation("initialize_parameters-xavier_normal", "parameters.W1"),
            operation("initialize_parameters-random_normal", "parameters.W1"),
            Sight(ADAM, "W1", mode="free"),
        ],
        hidden=[Sight(HE, "", mode="free")],
    ),
    Fault(
        "D19",
        python=[
            Edit(
                "initializers",
                "sizes = [int(size) for size in layer_sizes]",
                "sizes = SIZES",
            ),
            Edit(
                "initializers",
                "from .refusals import Matrix\n",
                "from .refusals import Matrix\n\nSIZES = [2, 9, 9, 1]\n",
            ),
        ],
        r=[
            Edit(
                "initializers",
                "sizes <- as.double(unlist(layer_sizes))",
                "sizes <- SIZES",
            ),
            Edit(
                "initializers",
                "weight_values <- function(",
                "SIZES <- c(2, 9, 9, 1)\nweight_values <- function(",
            ),
        ],
        octave=[
            Edit(
                "initializers/initialize_parameters",
                "  for layer = 1:numel (layer_sizes) - 1",
                "  global SIZES = [2, 9, 9, 1]\n"
                "  layer_sizes = SIZES;\n"
                "  for layer = 1:numel (layer_sizes) - 1",
            )
        ],
        seen=[
            operation(
                "initialize_parameters-he_normal",
                "parameters.W1",
                "expected the shape",
            )
        ],
    ),
    Fault(
        "D21",
        python=[
            Edit(
                "network",
                "one_hot(labels, network.layer_sizes[-1])",
                "one_hot(labels, network.layer_sizes[2])",
            )
        ],
        r=[
            Edit(
                "network",
                "one_hot(labels, network$layer_sizes[n_layers + 1])",
                "one_hot(labels, network$layer_sizes[3])",
            )
        ],
        octave=[
            Edit(
                "network/network_targets",
                "one_hot (labels, network.layer_sizes(end))",
                "one_hot (labels, network.layer_sizes(3))",
            )
        ],
        seen=[
            operation("network_targets-softmax", "Y"),
            Sight(TANH, "loss", message="the port raised an error"),
        ],
        hidden=[
            operation("network_targets-class_missing", ""),
            Sight(SPIRAL, ""),
        ],
    ),
    Fault(
        "D36",
        r=[
            Edit(
                "network",
                "for (layer in seq_along(network$activations[-1])) {",
                "for (layer in 1:(length(network$activations) - 1)) {",
            )
        ],
        absent={
            "python": "range() never counts down by itself",
            "octave": "1:0 is empty",
        },
        seen=[operation("train-no_hidden_dropout", "parameters.W1")],
        hidden=[Sight(DROPOUT, ""), operation("train-batches", "")],
    ),
    Fault(
        "D37",
        python=[Edit("fixtures", "[first.is_header :]", "[1:]")],
        r=[
            Edit(
                "fixtures",
                "n_skipped <- as.integer(is_header(first))",
                "n_skipped <- 1",
            )
        ],
        octave=[
            Edit(
                "fixtures/private/read_table",
                "has_header = is_header (first_line);",
                "has_header = true;",
            )
        ],
        seen=[Sight(SPIRAL, "", message="expected 100 x 2, got 99 x 2")],
    ),
    Fault(
        "D37b",
        python=[
            Edit(
                "fixtures",
                "table = _read_table(function, file)",
                "table = _read_table(function, file)[1:]",
            )
        ],
        r=[
            Edit(
                "fixtures",
                "table <- read_table(caller, file)",
                "table <- read_table(caller, file)[-1, ]",
            )
        ],
        octave=[
            Edit(
                "fixtures/private/read_labelled",
                "table = read_table (caller, file);",
                "table = read_table (caller, file)(2:end,:);",
            )
        ],
        seen=[
            Sight("breast_cancer-30x1_sigmoid-gd", "X", message="568"),
            Sight("breast_cancer-30x1_sigmoid-gd", "X", mode="free"),
        ],
    ),
    Fault(
        "D38",
        python=[
            Edit(
                "initializers",
                "values.reshape(W.shape)",
                'values.reshape(W.shape, order="F")',
            )
        ],
        r=[
            Edit(
                "initializers",
                "matrix(values, n_out, n_in, byrow = TRUE)",
                "matrix(values, n_out, n_in)",
            )
        ],
        octave=[
            Edit(
                "initializers/initialize_parameters",
                "reshape (values, n_in, n_out)'",
                "reshape (values, n_out, n_in)",
            )
        ],
        seen=[
            operation("initialize_parameters-he_normal", "parameters.W1"),
            Sight(ADAM, "W1", mode="free"),
        ],
        hidden=[
            operation("initialize_parameters-one_unit", ""),
        ],
    ),
    Fault(
        "D38b",
        python=[
            Edit(
                "regularization",
                "uniforms.reshape(shape)",
                'uniforms.reshape(shape, order="F")',
            )
        ],
        r=[
            Edit(
                "regularization",
                "n_units, n_samples, byrow = TRUE)",
                "n_units, n_samples)",
            )
        ],
        octave=[
            Edit(
                "regularization/dropout_mask",
                "kept = reshape (uniforms < keep_prob, n_samples, n_units);",
                "kept = reshape (uniforms < keep_prob, n_units, n_samples)';",
            )
        ],
        seen=[Sight(DROPOUT, "M1")],
        hidden=[operation("dropout_mask-one_unit", "")],
    ),
)
