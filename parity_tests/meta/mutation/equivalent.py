"""Mutants that change the text and not the results, and why.

A reader can check each reason.  The score fails if a mutant of this list is
killed, or is no mutant any more.
"""

from __future__ import annotations

from collections.abc import Iterable

from .jury import KILLED, Verdict
from .mutants import Mutant

ONE_NUMBER = "one factor is a single number: * and .* are the same"
WHOLE = "layers are counted in whole numbers"
COUNTED = "counts of samples or classes: single precision is exact to 2^24"
BOTH = "whether two are the same: their order does not matter"
SPARE = "more points are drawn than are needed; each stays where it was"
STEPS = "steps or places are counted: seven digits hold ten million"
TWO = "two names take the first two values; what else is given is left"
TABLE = "no row or column beyond the fourth is asked for"
COUNT = "what is counted is 0, or at least 1"
NO_MASK = "without masks nobody reads keep_prob"
ORDER = "the smaller, or larger, of two is the same in either order"
ROUNDED = "then rounded to a whole number: of 1, and a little more, to the same"
RATIO = "every norm of a ratio has the same factor"
NAMED = "entries are found by their names"
KEY = "one word in 2^32; as.integer makes NA of it, too"
SQUARE = "the table has as many rows as columns"
NEVER = "no point is drawn on the edge: once in 2^100"
WORDS = "R reads the first 624 words"
SHORT = "a gzip file is longer"
MAGNITUDE = "a magnitude has no sign"
SILENT = "of a file as long as that the next line says nothing"
NO_NUMBER = "neither byte 127 nor a question mark is in a number"
WHOLE_BITS = "rand of Octave 7 gives whole multiples of 2^-53"
ALL = "whether all are finite: their order does not matter"
OF_NONE = "SciPy's function is 1 there, too"
REFUSED = "a file without bytes is refused in any case"
LEFT_OVER = "NumPy takes any negative number for the size that is left over"
OF_SIZE_1 = "further dimensions of size 1 change no array"
OVERALL = "octave statistics/overall_statistics"
# Octave: "* -> .*" in these lines changes nothing, for ONE_NUMBER.
PRODUCTS = {
    "averages/moving_average moving_average": (
        "average = beta1 * average + (1 - beta1) * values(count);",
    ),
    "batches/batch_samples batch_samples": (
        "first = batch * double (batch_size) + 1;",
    ),
    "gradient_check/numerical_gradients slopes": (
        "found(index) = difference / (2 * epsilon);",
    ),
    "idx/private/idx_values idx_values": ("n_header = 4 + 4 * numel (shape);",),
    "idx/private/idx_values read_header": (
        "n_bytes = 4 + 4 * double (start(4));",
    ),
    "initializers/initialize_parameters initialize_parameters": (
        "values = draw (distribution, seed, layer, n_out * n_in);",
        "W = scale (method, distribution, n_in) * "
        "reshape (values, n_in, n_out)';",
    ),
    "optimizers/adam adam": (
        "v = beta1 * v + (1 - beta1) * dP;",
        "s = beta2 * s + (1 - beta2) * (dP .* dP);",
        "P = P - learning_rate * v_corrected ./ root;",
    ),
    "optimizers/classical_momentum classical_momentum": (
        "v = beta1 * v + dP;",
        "P = P - learning_rate * v;",
    ),
    "optimizers/gradient_descent gradient_descent": (
        "P = P - learning_rate * dP;",
    ),
    "optimizers/momentum momentum": (
        "v = beta1 * v + (1 - beta1) * dP;",
        "P = P - learning_rate * v;",
    ),
    "optimizers/rmsprop rmsprop": (
        "s = beta2 * s + (1 - beta2) * (dP .* dP);",
        "P = P - learning_rate * dP ./ (sqrt (s) + epsilon);",
    ),
    "powers/scalar_power scalar_power": ("result = base * base;",),
    "preprocessing/private/part_size part_size": (
        "n_part = floor (double (n_samples) * share + 0.5);",
    ),
    "random_stream/private/address_seed stir": (
        "state = mod (state * multiplier, 2^32);",
    ),
    "random_stream/private/twister_keys twister_keys": (
        "high = mod (27655 * key, 2^16);",
        "key = mod (2^16 * high + 35173 * key + word, 2^32);",
    ),
    "random_stream/private/twister_uniforms twister_uniforms": (
        "uniforms = floor (rand (n_rows, n_columns) * 2^53) / 2^53;",
    ),
    "random_stream/random_normals random_normals": (
        "n_points = 2 * n_pairs + 64;",
        "points = 2 * twister_uniforms (key, 2, n_points) - 1; # 2 x n_points",
        "pairs = sqrt (-2 * log (s) ./ s) .* points([2, 1],inside); "
        "# 2 x n_pairs",
    ),
    "regularization/dropout_mask dropout_mask": (
        "uniforms = random_uniforms (seed, purpose, step, n_units * "
        "n_samples);",
    ),
    "regularization/l2_gradient l2_gradient": (
        "dW = l2_penalty / n_samples * W; # n_out x n_in",
    ),
    "regularization/l2_loss l2_loss": (
        "loss = l2_penalty / (2 * n_samples) * squares;",
    ),
    "schedules/scheduled_rate scheduled_rate": (
        "learning_rate /= 1 + double (decay_rate) * epoch;",
    ),
    "search_space/draw_values draw_values": (
        "values = choices(floor (uniforms * numel (choices)) + 1);",
        "values = low + floor (uniforms * (high - low + 1));",
        "values = scale_value (range.scale, first + uniforms * "
        "(last - first));",
    ),
    "search_space/narrow_range narrow_range": (
        "half = factor * (places(2) - places(1)) / 2;",
    ),
    "statistics/class_statistics class_statistics": (
        "2 * precision .* sensitivity ./ (precision + sensitivity)];",
    ),
    "statistics/overall_statistics kappa_statistic": (
        "excess = n_samples * trace (counts) - by_chance;",
    ),
}
# language, file, function, line, change: the reason.
EQUIVALENT: dict[str, str] = {
    **{
        f"octave {place}: {line}: * -> .*": ONE_NUMBER
        for place, lines in PRODUCTS.items()
        for line in lines
    },
    "python network network_backward: if layer > 1:: 1 -> 1.0000000001": WHOLE,
    "r network network_backward: if (layer > 1) {: 1 -> 1.0000000001": WHOLE,
    "octave network/network_backward network_backward: if (layer > 1): "
    "1 -> 1.0000000001": WHOLE,
    "r neural_network fitted_model: numbers <- match(as.character(labels), "
    "as.character(classes)) - 1: match(as.character(labels), "
    "as.character(classes)) - 1 -> signif(match(as.character(labels), "
    "as.character(classes)) - 1, 7)": COUNTED,
    "octave statistics/class_statistics class_statistics: others = n_samples "
    "- actual; # n_classes x 1: n_samples - actual -> double (single "
    "(n_samples - actual))": COUNTED,
    "r random_stream random_normals: n_points <- 2 * n_pairs + 64: "
    "64 -> 65": SPARE,
    "octave random_stream/random_normals random_normals: n_pairs = floor "
    "((double (n_values) + 1) / 2);: floor -> ceil": SPARE,
    "r expect_parity right_digits: identical(as.vector(is.na(found)), "
    "as.vector(is.na(wanted))): as.vector(is.na(found)), "
    "as.vector(is.na(wanted)) -> as.vector(is.na(wanted)), "
    "as.vector(is.na(found))": BOTH,
    f"{OVERALL} accuracy_interval: if (n_right > 0): 0 -> 1e-10": COUNT,
    f"{OVERALL} accuracy_interval: if (n_wrong > 0): 0 -> 1e-10": COUNT,
    f"{OVERALL} accuracy_p_value: if (n_right > 0): 0 -> 1e-10": COUNT,
    "r statistics accuracy_interval: if (n_right > 0) {: 0 -> 1e-10": COUNT,
    "r statistics accuracy_interval: if (n_wrong > 0) {: 0 -> 1e-10": COUNT,
    "python statistics _accuracy_interval: if n_right > 0:: 0 -> 1e-10": COUNT,
    "python statistics _accuracy_interval: if n_wrong > 0:: 0 -> 1e-10": COUNT,
    "octave metrics/confusion_matrix confusion_matrix: counts = truth * "
    "one_hot (predicted, n_classes)';: truth * one_hot (predicted, "
    "n_classes)' -> double (single (truth * one_hot (predicted, "
    "n_classes)'))": COUNTED,
    "python metrics confusion_matrix: return truth @ one_hot(predicted, "
    "n_classes).T: truth @ one_hot(predicted, n_classes).T -> "
    "np.float64(np.float32(truth @ one_hot(predicted, n_classes).T))": COUNTED,
    "octave tuning/private/validation_score validation_score: "
    "network.keep_prob = 1;: network.keep_prob = 1 -> nothing": NO_MASK,
    "python search_space draw: return min(max(value, float(low)), "
    "float(high)): max(value, float(low)), float(high) -> float(high), "
    "max(value, float(low))": ORDER,
    "python search_space narrow: half = max(half, 1.0) # whole numbers keep "
    "their neighbours: 1.0 -> 1.0000000001": ROUNDED,
    "r training train_case: n_steps <- training_case$steps - first_step: "
    "training_case$steps - first_step -> signif(training_case$steps - "
    "first_step, 7)": STEPS,
    f"{OVERALL} accuracy_interval: n_wrong = n_samples - n_right;: "
    "n_samples - n_right -> double (single (n_samples - n_right))": COUNTED,
    "octave fitting/fit fit: [hidden, activation] = values{4:5};: 5 -> 6": TWO,
    "octave fixtures/private/parse_rows parse_rows: && isequal (ends, "
    "n_columns:n_columns:numel (separators)));: ends, "
    "n_columns:n_columns:numel (separators) -> n_columns:n_columns:numel "
    "(separators), ends": BOTH,
    "r random_stream : XOR <- outer(0:3, 0:3, bitwXor): 3 -> 4": TABLE,
    "r gradient_check norm2: sqrt(sum(x^2)): sum -> mean": RATIO,
    "r idx idx_values: values <- as.double(values): values <- "
    "as.double(values) -> nothing": "the next line makes doubles of them",
    "r neural_network fitted_model: model <- c(list(classes = classes, network "
    "= network), fitted): list(classes = classes, network = network), fitted "
    "-> fitted, list(classes = classes, network = network)": NAMED,
    "r random_stream random_normals: n_points <- 2 * n_pairs + 64: 2 * n_pairs "
    "+ 64 -> signif(2 * n_pairs + 64, 7)": SPARE,
    **{
        "r random_stream twister_key: signed[signed == -2^31] <- NA # the "
        f"integer of this pattern: {change}": KEY
        for change in ("signed -> word", "^ -> *", "31 -> 32")
    },
    "r search_space narrow_range: low = max(ends[1], near[1]), high = "
    "min(ends[2], near[2]): ends[1], near[1] -> near[1], ends[1]": ORDER,
    "r training record_steps: place <- (row - 1) * length(value) + "
    "seq_along(value): (row - 1) * length(value) + seq_along(value) -> "
    "signif((row - 1) * length(value) + seq_along(value), 7)": STEPS,
    "octave gradient_check/numerical_gradients slopes: found = zeros (size "
    "(value));: zeros -> ones": "each number is written before it is read",
    f"{OVERALL} mcnemar_p_value: pairs = triu (true (rows (counts)), 1);: "
    "rows -> columns": SQUARE,
    "r batches batch_samples: last <- min(first + batch_size, n_samples): "
    "first + batch_size, n_samples -> n_samples, first + batch_size": ORDER,
    "r expect_parity right_digits: error <- max(abs(found[known] - "
    "wanted[known]), 0): found[known] - wanted[known] -> (wanted[known]) - "
    "(found[known])": MAGNITUDE,
    "r idx unpack_gzip: last <- as.double(packed[max(1, length(packed) - "
    "3):length(packed)]): 1 -> 2": SHORT,
    **{
        "r random_stream random_normals: inside <- which(s > 0 & s < "
        f"1)[seq_len(n_pairs)]: {change}": NEVER
        for change in ("> -> >=", "< -> <=")
    },
    "r random_stream twister_key: for (i in 1:623) {: 623 -> 624": WORDS,
    "r search_space draw_values: pmin(pmax(values, low), high) # n_trials: "
    "pmax(values, low), high -> high, pmax(values, low)": ORDER,
    'r tuning trial_settings: named <- intersect(c("batch_size", '
    '"initialization"), names(trial)): c("batch_size", "initialization"), '
    'names(trial) -> names(trial), c("batch_size", "initialization")': NAMED,
    "r tuning validation_score: network$keep_prob <- 1: network$keep_prob <- "
    "1 -> nothing": NO_MASK,
    "python preprocessing standardize: variance = ((X - mean) ** "
    "2).mean(axis=1, keepdims=True) # n_features x 1: X - mean -> (mean) - "
    "(X)": "a square has no sign",
    "python search_space narrow: lower, upper = max(low, near[0]), min(high, "
    "near[1]): low, near[0] -> near[0], low": ORDER,
    "python training _chunks: yield range(first, min(first + size, end)): "
    "first + size, end -> end, first + size": ORDER,
    "python statistics _accuracy_interval: n_wrong = n_samples - n_right: "
    "n_samples - n_right -> np.float64(np.float32(n_samples - "
    "n_right))": COUNTED,
    "python statistics _accuracy_p_value: if n_right == 0:: n_right -> "
    "n_samples": OF_NONE,
    "r tuning validation_score: if (!all(is.finite(unlist(c(parameters, "
    "cache, loss))))) {: parameters, cache -> cache, parameters": ALL,
    'octave fixtures/private/ascii ascii: text(text > 127) = "?";: > -> '
    ">=": NO_NUMBER,
    "octave gradient_check/gradient_difference gradient_difference: "
    "difference = norm (first - second) / total;: first - second -> (second) "
    "- (first)": MAGNITUDE,
    "octave idx/private/idx_values read_header: if (numel (content) < "
    "n_bytes): < -> <=": SILENT,
    "octave random_stream/private/twister_uniforms twister_uniforms: uniforms "
    "= floor (rand (n_rows, n_columns) * 2^53) / 2^53;: floor -> "
    "ceil": WHOLE_BITS,
    "octave search_space/draw_values draw_values: values = min (max (values, "
    "low), high); # n_trials x 1: max (values, low), high -> high, max "
    "(values, low)": ORDER,
    "python idx read_images: pixels = images.reshape(len(images), -1) # "
    "n_samples x n_pixels: 1 -> 2": LEFT_OVER,
    "python idx _read_header: n_dimensions = start[-1] if start else 0: "
    "0 -> 1": REFUSED,
    "octave idx/read_idx read_idx: shape = [shape, ones(1, 2 - numel "
    "(shape))];: 2 - numel (shape) -> 2": OF_SIZE_1,
    "octave fitting/fit_network class_count: absent = find (found != "
    "(0:n_classes - 1)', 1) - 1;: find (found != (0:n_classes - 1)', 1) - 1 "
    "-> double (single (find (found != (0:n_classes - 1)', 1) - 1))": COUNTED,
    "python gradient_check gradient_difference: return "
    "float(np.linalg.norm(first - second) / size): first - second -> (second) "
    "- (first)": MAGNITUDE,
}


def reason(mutant: Mutant) -> str:
    """Why nothing can see a mutant; nothing if something can."""
    return EQUIVALENT.get(mutant.key, "")


def contradicted(found: Iterable[tuple[Mutant, Verdict]]) -> list[Mutant]:
    """Mutants that are called equivalent and were killed all the same."""
    return [m for m, v in found if reason(m) and v.end in KILLED]
