// A port in JavaScript: node port.js CASE_FILE OUT_DIR
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { make, pick, read, transpose, write } from "./arrays.js";
import * as net from "./network.js";

const [caseFile, out] = process.argv.slice(2);
const json = (file) => JSON.parse(readFileSync(file, "utf8"));
const near = (...names) => join(dirname(caseFile), ...names);
const given = json(caseFile), { network, optimizer, steps, run = {} } = given;

function samples() { // in the file one a row, its label last
  const table = transpose(read(near(given.data.replace(".csv", ".npy"))));
  return { X: make(table.rows - 1, table.cols, table.at), labels: [...table.data.slice(-table.cols)] };
}
function stored(folder, letters = "", step = 0) { // W1, b1, ..., and with letters vW1, vb1, ...
  const layer = (l) => ["", ...letters].flatMap((letter) => [`${letter}W${l}`, `${letter}b${l}`]);
  const names = network.activations.flatMap((_, i) => layer(i + 1));
  return Object.fromEntries(names.map((name) => [name, read(near(folder, `${name}.npy`), step)]));
}
function put(name, value) { // of a case, too: a matrix, numbers or a number; nothing else
  const numbers = value.data ?? [value].flat(), shape = value.rows ? [value.rows, value.cols] : [numbers.length];
  if (numbers.every(Number.isFinite)) write(join(out, `${name}.npy`), shape, numbers);
}

function echo() {
  const all = { ...samples(), ...stored(given.weights), ...given, ...network, ...optimizer };
  for (const [name, value] of Object.entries(all)) put(name, value);
}

function operations() { // activations, all of Z alone
  for (const id of given.cases) {
    const { operation, run: { returns: [name] } } = json(near(id, "case.json"));
    mkdirSync(join(out, id));
    put(join(id, name), net.activations[operation](read(near(id, "Z.npy"))));
  }
}

function train() {
  const { X, labels } = samples(), K = network.layer_sizes.at(-1), all = labels.map((_, j) => j);
  const Y = make(K, X.cols, (i, j) => (K > 1 ? +(labels[j] === i) : labels[j])); // n_outputs x n_samples
  const values = run.starts ? {} : stored(given.weights); // parameters, and the optimizer's state
  for (let row = 0; row < steps; row++) {
    const step = (run.first_step ?? 0) + row, epoch = Math.floor(step / Math.ceil(X.cols / given.batch_size));
    if (run.starts) Object.assign(values, stored(run.starts, net.averages[optimizer.name], row));
    const chosen = run.batches ? transpose(pick(transpose(read(near(run.batches))), [row])).data : all;
    const batch = [...chosen].filter((j) => j >= 0), masks = {};
    for (let l = 1; run.masks && l < network.activations.length; l++)
      masks[`M${l}`] = pick(read(near(run.masks, `M${l}.npy`), row), all.slice(0, batch.length));
    const [x, y] = [X, Y].map((A) => pick(A, batch));
    const cache = net.forward(x, values, network, masks);
    const loss = net.loss(y, values, cache, network), gradients = net.backward(y, values, cache, network);
    net.update(values, gradients, optimizer, net.learningRate(optimizer, epoch), step + 1);
    for (const [name, { rows, cols, data }] of Object.entries({ ...cache, loss, ...gradients, ...values }))
      if (run.intermediates || !/^d?[ZAGM]/.test(name))
        write(join(out, `${name}.npy`), name === "loss" ? [steps] : [steps, rows, cols], data, row === 0);
  }
}

(given.kind === "operations" ? operations : run.task === "echo" ? echo : train)();
copyFileSync(new URL("port.json", import.meta.url), join(out, "trace.json"));
