# A port in awk: awk -v folder=FOLDER -f port.awk CASE_FILE OUT_DIR
# It reads and writes text alone.  Samples stand in columns; layer 0 holds them as A.
BEGIN {
    OFMT = CONVFMT = "%.17g"
    place = ARGV[1]
    sub(/[^\/]*$/, "", place)
    out = ARGV[2] "/"
    read_fields(ARGV[1])
    L = split(field["network.activations"], activation, " ")
    read_samples(place "data.csv")
    for (l = 1; l <= L; l++) {
        read_matrix(place field["weights"] "/W" l ".csv", W, l)
        read_matrix(place field["weights"] "/b" l ".csv", b, l)
    }
    if (field["run.task"] == "echo") echo()
    else train(field["steps"] + 0)
    while ((getline line < (folder "/port.json")) > 0) print line > (out "trace.json")
    exit 0
}

function read_fields(file,    line, name) {
    sub(/json$/, "txt", file)
    while ((getline line < file) > 0) {
        name = line
        sub(/ .*/, "", name)
        field[name] = substr(line, length(name) + 2)
    }
    n_layers = split(field["network.layer_sizes"], size, " ")
    for (l = 1; l <= n_layers; l++) units[l - 1] = size[l]
}

# Some awks read -0 as a whole number, which has no sign; + 0 takes it away, too.
function real(text) { return (text == "-0" ? "-0.0" : text) * 1 }

function read_samples(file,    line, value, i) {    # in the file one a row, its label last
    n = 0
    while ((getline line < file) > 0) {
        n++
        n_features = split(line, value, ",") - 1
        for (i = 1; i <= n_features; i++) A[0, i, n] = real(value[i])
        label[n] = value[n_features + 1] * 1
    }
}

function read_matrix(file, M, l,    line, value, i, j, n_columns) {
    i = 0
    while ((getline line < file) > 0) {
        i++
        n_columns = split(line, value, ",")
        for (j = 1; j <= n_columns; j++) M[l, i, j] = real(value[j])
    }
}

function shape(name, words) { print words > (out name ".txt") }

function put(name, value) { printf "%.17g\n", value > (out name ".txt") }    # -0 keeps its sign

function put_matrix(name, M, l, n_rows, n_columns,    i, j) {
    for (i = 1; i <= n_rows; i++)
        for (j = 1; j <= n_columns; j++) put(name, M[l, i, j])
}

function echo(    i, j, names, number, count) {
    shape("X", n_features " " n)
    put_matrix("X", A, 0, n_features, n)
    shape("labels", n)
    for (j = 1; j <= n; j++) put("labels", label[j])
    for (l = 1; l <= L; l++) {
        shape("W" l, units[l] " " units[l - 1])
        put_matrix("W" l, W, l, units[l], units[l - 1])
        shape("b" l, units[l] " 1")
        put_matrix("b" l, b, l, units[l], 1)
    }
    shape("layer_sizes", n_layers)
    for (i = 1; i <= n_layers; i++) put("layer_sizes", size[i])
    count = split("steps seed batch_size network.l2_penalty network.keep_prob " \
        "optimizer.learning_rate optimizer.beta1 optimizer.beta2 optimizer.epsilon " \
        "optimizer.decay_rate optimizer.decay_epochs", names, " ")
    for (i = 1; i <= count; i++) {
        number = names[i]
        sub(/.*\./, "", number)
        shape(number, "")    # no axis
        put(number, field[names[i]] + 0)
    }
}

function target(i, j) {
    return units[L] == 1 ? label[j] : label[j] == i - 1
}

function forward(    l, i, j, k, z) {
    for (l = 1; l <= L; l++)
        for (j = 1; j <= n; j++) {
            for (i = 1; i <= units[l]; i++) {
                z = 0
                for (k = 1; k <= units[l - 1]; k++) z += W[l, i, k] * A[l - 1, k, j]
                Z[l, i, j] = z + b[l, i, 1]
            }
            activate(l, j)
        }
}

function activate(l, j,    i, z, top, sum) {
    if (activation[l] == "softmax") {
        top = Z[l, 1, j]
        for (i = 2; i <= units[l]; i++) if (Z[l, i, j] > top) top = Z[l, i, j]
        for (i = 1; i <= units[l]; i++) sum += A[l, i, j] = exp(Z[l, i, j] - top)
        for (i = 1; i <= units[l]; i++) A[l, i, j] /= sum
        log_sum[j] = top + log(sum)
        return
    }
    for (i = 1; i <= units[l]; i++) {
        z = Z[l, i, j]
        if (activation[l] == "relu") A[l, i, j] = z > 0 ? z : 0
        else A[l, i, j] = z < 0 ? exp(z) / (1 + exp(z)) : 1 / (1 + exp(-z))    # sigmoid
    }
    if (l == L) log_sum[j] = z > 0 ? z + log(1 + exp(-z)) : log(1 + exp(z))
}

function loss(D,    total, squares, l, i, j) {    # from the scores: log(0) cannot happen
    for (j = 1; j <= n; j++) {
        total += log_sum[j]
        for (i = 1; i <= units[L]; i++) total -= target(i, j) * Z[L, i, j]
    }
    for (l = 1; l <= L; l++)
        for (i = 1; i <= units[l]; i++)
            for (j = 1; j <= units[l - 1]; j++) squares += W[l, i, j] ^ 2
    return (total + field["network.l2_penalty"] / 2 * squares) / D
}

function backward(D,    l, i, j, k, sum, decay) {
    decay = field["network.l2_penalty"] / D
    for (i = 1; i <= units[L]; i++)
        for (j = 1; j <= n; j++) dZ[L, i, j] = (A[L, i, j] - target(i, j)) / D
    for (l = L; l >= 1; l--) {
        for (i = 1; i <= units[l]; i++) {
            for (k = 1; k <= units[l - 1]; k++) {
                sum = 0
                for (j = 1; j <= n; j++) sum += dZ[l, i, j] * A[l - 1, k, j]
                dW[l, i, k] = sum + decay * W[l, i, k]
            }
            db[l, i, 1] = 0
            for (j = 1; j <= n; j++) db[l, i, 1] += dZ[l, i, j]
        }
        for (k = 1; l > 1 && k <= units[l - 1]; k++)
            for (j = 1; j <= n; j++) {
                sum = 0
                for (i = 1; i <= units[l]; i++) sum += W[l, i, k] * dZ[l, i, j]
                dZ[l - 1, k, j] = sum * slope(l - 1, k, j)
            }
    }
}

function slope(l, i, j) {
    return activation[l] == "relu" ? Z[l, i, j] > 0 : A[l, i, j] * (1 - A[l, i, j])
}

function train(steps,    step, l, i, j, D, rate) {
    D = field["network.reduction"] == "mean" ? n : 1
    rate = field["optimizer.learning_rate"]
    shape("loss", steps)
    for (l = 1; l <= L; l++) {
        shape("W" l, steps " " units[l] " " units[l - 1])
        shape("dW" l, steps " " units[l] " " units[l - 1])
        shape("b" l, steps " " units[l] " 1")
        shape("db" l, steps " " units[l] " 1")
    }
    for (step = 0; step < steps; step++) {
        forward()
        put("loss", loss(D))
        backward(D)
        for (l = 1; l <= L; l++) {
            put_matrix("dW" l, dW, l, units[l], units[l - 1])
            put_matrix("db" l, db, l, units[l], 1)
            for (i = 1; i <= units[l]; i++) {
                for (j = 1; j <= units[l - 1]; j++) W[l, i, j] -= rate * dW[l, i, j]
                b[l, i, 1] -= rate * db[l, i, 1]
            }
            put_matrix("W" l, W, l, units[l], units[l - 1])
            put_matrix("b" l, b, l, units[l], 1)
        }
    }
}
