"""Faults in the loop: batches, updates, the optimizer's state, options."""

from __future__ import annotations

from planting import Edit

from .table import (
    ADAM,
    CLASSICAL,
    MOMENTUM,
    RMSPROP,
    SPIRAL,
    TANH,
    Fault,
    Sight,
    operation,
)

FAULTS = (
    Fault(
        "H3",
        python=[
            Edit(
                "optimizers",
                "kept, optimizer, learning_rate, count\n",
                'kept, optimizer, {"1": 2, "2": 0}[name[1:]] * '
                "learning_rate, count\n",
            )
        ],
        r=[
            Edit(
                "optimizers",
                "      optimizer, learning_rate, count\n",
                "      optimizer, c(2, 0)[as.numeric(substring(name, "
                "2))] * learning_rate, count\n",
            )
        ],
        octave=[
            Edit(
                "optimizers/optimizer_update",
                "gradient_descent (P, dP, rate);",
                "gradient_descent (P, dP, [2, 0](str2double (name(2))) "
                "* rate);",
            )
        ],
        seen=[
            Sight(SPIRAL, "W1", also="W2"),
            Sight(SPIRAL, "W1", mode="free", also="W2"),
        ],
    ),
    Fault(
        "D22",
        python=[
            Edit(
                "batches",
                "count = batch_count(n_samples, batch_size)",
                "count = int(n_samples // batch_size)",
            ),
            Edit(
                "batches",
                "first = batch * int(batch_size)",
                "first = (batch + (batch == count - 1)) * int(batch_size)",
            ),
        ],
        r=[
            Edit(
                "batches",
                "count <- batch_count(n_samples, batch_size)",
                "count <- n_samples %/% batch_size",
            ),
            Edit(
                "batches",
                "first <- (step %% count) * batch_size",
                "batch <- step %% count\n"
                "  first <- (batch + (batch == count - 1)) * batch_size",
            ),
        ],
        octave=[
            Edit(
                "batches/batch_samples",
                "count = batch_count (n_samples, batch_size);",
                "count = floor (double (n_samples) / double (batch_size));",
            ),
            Edit(
                "batches/batch_samples",
                "first = batch * double (batch_size) + 1;",
                "first = (batch + (batch == count - 1)) "
                "* double (batch_size) + 1;",
            ),
        ],
        seen=[
            Sight(ADAM, "Z1", 3, steps=5),
            Sight(ADAM, "loss", 3, "free", 5),
            operation("batch_samples-above", "samples"),
        ],
        hidden=[Sight(ADAM, ""), operation("batch_samples-all", "")],
    ),
    Fault(
        "D23",
        python=[
            Edit(
                "training",
                "current, memory = result.parameters",
                "if step % 5 == 4:\n"
                f"{'':20}X, Y = step_batch(training_case, Y, step)\n"
                f"{'':20}object.__setattr__(training_case, 'X', X)\n"
                f"{'':16}current, memory = result.parameters",
            )
        ],
        r=[
            Edit(
                "training",
                "computed <- quantities(reached, intermediates)",
                "if ((first_step + row) %% 5 == 0) {\n"
                "        batch <- step_batch(training_case, Y, "
                "first_step + row - 1)\n"
                "        training_case$X <- batch$X\n"
                "        Y <- batch$Y\n"
                "      }\n"
                "      computed <- quantities(reached, intermediates)",
            )
        ],
        octave=[
            Edit(
                "training/private/record_steps",
                "    parameters = step.parameters;\n",
                "    if (mod (first_step + row, 5) == 0)\n"
                "      [training_case.X, Y] = step_batch (training_case, Y, "
                "first_step + row - 1);\n"
                "    endif\n"
                "    parameters = step.parameters;\n",
            )
        ],
        seen=[Sight(ADAM, "loss", 5, "free", 7)],
        hidden=[Sight(ADAM, "", mode="free", steps=5)],
    ),
    Fault(
        "D24",
        python=[
            Edit(
                "training",
                "memory = zeros if state is None else state",
                "memory = zeros if state is None else state\n    count += 1",
            )
        ],
        r=[
            Edit(
                "training",
                "start <- function(row, before) if (row == 1)",
                "n_steps <- n_steps + 1\n"
                "  start <- function(row, before) if (row == 1)",
            )
        ],
        octave=[
            Edit(
                "training/train_case",
                "  if (isempty (chunk_steps))\n",
                "  n_steps += 1;\n  if (isempty (chunk_steps))\n",
            )
        ],
        seen=[
            Sight(SPIRAL, "loss", 3, "free", message="expected 3 steps, got 4")
        ],
        hidden=[Sight(SPIRAL, "")],
    ),
    Fault(
        "D24b",
        python=[
            Edit(
                "training",
                "losses = np.empty(int(steps))",
                "steps += 1\n    losses = np.empty(int(steps))",
            )
        ],
        r=[
            Edit(
                "training",
                "losses <- numeric(steps)",
                "steps <- steps + 1\n  losses <- numeric(steps)",
            )
        ],
        octave=[
            Edit(
                "training/train",
                "losses = zeros (1, steps);",
                "steps += 1;\n  losses = zeros (1, steps);",
            )
        ],
        seen=[operation("train-full_batch", "parameters.W1")],
        hidden=[Sight(SPIRAL, "", mode="free")],
    ),
    Fault(
        "D25",
        python=[
            Edit(
                "optimizers",
                "kept = [averages[letter + name]",
                'kept = [(name[1:] != "3") * averages[letter + name]',
            )
        ],
        r=[
            Edit(
                "optimizers",
                'gradients[[sprintf("d%s", name)]], state[kept],',
                'gradients[[sprintf("d%s", name)]],\n      '
                "lapply(state[kept], function(value) (substring(name, "
                '2) != "3") * value),',
            )
        ],
        octave=[
            Edit(
                "optimizers/optimizer_update",
                "averages.([letter name]) = state.([letter name]);",
                'averages.([letter name]) = (name(2) != "3") '
                "* state.([letter name]);",
            )
        ],
        seen=[Sight(MOMENTUM, "vW3", 1), Sight(MOMENTUM, "vW3", 1, "free")],
    ),
    Fault(
        "D25b",
        python=[Edit("optimizers", "v = beta1 * v + dP\n", "v = dP\n")],
        r=[Edit("optimizers", "v <- beta1 * v + dP\n", "v <- dP\n")],
        octave=[
            Edit(
                "optimizers/classical_momentum",
                "v = beta1 * v + dP;",
                "v = dP;",
            )
        ],
        seen=[
            Sight(CLASSICAL, "vW1", 1),
            operation("classical_momentum-update_2", "P"),
        ],
        hidden=[operation("classical_momentum-update_1", "")],
    ),
    Fault(
        "D26",
        python=[
            Edit(
                "optimizers",
                "kept = [averages[letter + name]",
                "kept = [0.0 * averages[letter + name]",
            )
        ],
        r=[
            Edit(
                "optimizers",
                'gradients[[sprintf("d%s", name)]], state[kept],',
                'gradients[[sprintf("d%s", name)]],\n      '
                "lapply(state[kept], function(value) 0 * value),",
            )
        ],
        octave=[
            Edit(
                "optimizers/optimizer_update",
                "averages.([letter name]) = state.([letter name]);",
                "averages.([letter name]) = 0 * state.([letter name]);",
            )
        ],
        seen=[
            Sight(ADAM, "vW1", 1),
            Sight(RMSPROP, "sW1", 1),
            Sight(RMSPROP, "sW1", 1, "free"),
        ],
        hidden=[Sight(ADAM, "", steps=1)],
    ),
    Fault(
        "D27",
        python=[
            Edit(
                "optimizers",
                "kept, optimizer, learning_rate, count\n",
                'kept, optimizer, (1 + (name[1:] == "3")) * '
                "learning_rate, count\n",
            )
        ],
        r=[
            Edit(
                "optimizers",
                "      optimizer, learning_rate, count\n",
                '      optimizer, (1 + (substring(name, 2) == "3")) * '
                "learning_rate, count\n",
            )
        ],
        octave=[
            Edit(
                "optimizers/optimizer_update",
                "gradient_descent (P, dP, rate);",
                'gradient_descent (P, dP, (1 + (name(2) == "3")) * rate);',
            )
        ],
        seen=[Sight(TANH, "W3"), Sight(TANH, "W3", mode="free")],
        hidden=[Sight(SPIRAL, "")],
    ),
    Fault(
        "D33",
        python=[
            Edit(
                "schedules",
                "@checked\ndef scheduled_rate(",
                "def scheduled_rate(",
            )
        ],
        r=[
            Edit(
                "schedules",
                "check_arguments()\n  switch(schedule,",
                "known <- c('exponential', 'step', 'inverse_time')\n"
                "  if (!schedule %in% known) schedule <- 'constant'\n"
                "  switch(schedule,",
            )
        ],
        octave=[
            Edit(
                "schedules/scheduled_rate",
                "  __fp_check_arguments__ ();\n",
                "",
            )
        ],
        seen=[Sight("misspelt schedule", "refusal", mode="refusal")],
        hidden=[operation("scheduled_rate-course", "")],
    ),
    Fault(
        "D33b",
        python=[
            Edit(
                "activations",
                "@checked\ndef activation_forward(",
                "def activation_forward(",
            )
        ],
        r=[
            Edit(
                "activations",
                "(Z, activation) {\n  check_arguments()\n  switch(activation,",
                "(Z, activation) {\n"
                "  known <- c('relu', 'tanh', 'sigmoid', 'step')\n"
                "  if (!activation %in% known) activation <- 'softmax'\n"
                "  switch(activation,",
            )
        ],
        octave=[
            Edit(
                "activations/activation_forward",
                "  __fp_check_arguments__ ();\n",
                '  known = {"relu", "tanh", "sigmoid", "step"};\n'
                "  if (! any (strcmp (activation, known)))\n"
                '    activation = "softmax";\n'
                "  endif\n",
            ),
        ],
        seen=[Sight("misspelt activation", "refusal", mode="refusal")],
        hidden=[operation("activation_forward-softmax", "")],
    ),
    Fault(
        "X20",
        python=[
            Edit(
                "optimizers",
                "averages[letter + name] = average",
                "averages[letter + name] = average / np.float64(count - 1)",
            )
        ],
        r=[
            Edit(
                "optimizers",
                "averages[kept] <- after[letters]",
                "averages[kept] <- lapply(after[letters], `/`, count - 1)",
            )
        ],
        octave=[
            Edit(
                "optimizers/optimizer_update",
                "state = averages;",
                "state = structfun (@(a) a / (count - 1), averages, "
                '"UniformOutput", false);',
            )
        ],
        seen=[
            Sight(MOMENTUM, "vW1", steps=1),
            Sight(MOMENTUM, "vW1", mode="free", steps=2),
            Sight(ADAM, "vW1", steps=1),
        ],
        hidden=[Sight(SPIRAL, "")],
    ),
)
