// A port in JavaScript: node port.js CASE_FILE OUT_DIR
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
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
function stored(folder, prefixes = [""], step = 0) { // W1, b1, ... or vW1, vb1, ...
  const names = network.activations.flatMap((_, i) => [`W${i + 1}`, `b${i + 1}`]);
  const all = prefixes.flatMap((prefix) => names.map((name) => prefix + name));
  return Object.fromEntries(all.map((name) => [name, read(near(folder, `${name}.npy`), step)]));
}

function echo() {
  const { X, labels } = samples();
  for (const [name, { rows, cols, data }] of Object.entries({ X, ...stored(given.weights) }))
    write(join(out, `${name}.npy`), [rows, cols], data);
  for (const [name, value] of Object.entries({ labels, ...given, ...network, ...optimizer }))
    if ([value].flat().every(Number.isFinite)) write(join(out, `${name}.npy`), [[value].flat().length], [value].flat());
}

function operations() { // activations, all of Z alone
  for (const id of given.cases) {
    const { operation, run: { returns: [name] } } = json(near(id, "case.json"));
    const { rows, cols, data } = net.activations[operation](read(near(id, "Z.npy")));
    mkdirSync(join(out, id));
    write(join(out, id, `${name}.npy`), [rows, cols], data);
  }
}

function train() {
  const { X, labels } = samples(), K = network.layer_sizes.at(-1), all = labels.map((_, j) => j);
  const Y = make(K, X.cols, (i, j) => (K > 1 ? +(labels[j] === i) : labels[j])); // n_outputs x n_samples
  const P = stored(given.weights), state = {}, letters = [...(net.averages[optimizer.name] ?? "")];
  for (let row = 0; row < steps; row++) {
    const step = (run.first_step ?? 0) + row, epoch = Math.floor(step / Math.ceil(X.cols / given.batch_size));
    if (run.starts) Object.assign(P, stored(run.starts, [""], row));
    if (run.starts) Object.assign(state, stored(run.starts, letters, row));
    const batches = run.batches && read(near(run.batches)), masks = {};
    const batch = batches ? [...batches.data.slice(row * batches.cols)].slice(0, batches.cols).filter((j) => j >= 0) : all;
    for (let l = 1; run.masks && l < network.activations.length; l++)
      masks[`M${l}`] = pick(read(near(run.masks, `M${l}.npy`), row), all.slice(0, batch.length));
    const [x, y] = [X, Y].map((A) => pick(A, batch));
    const cache = net.forward(x, P, network, masks), gradients = net.backward(y, P, cache, network);
    const loss = make(1, 1, () => net.loss(y, P, cache, network));
    net.update(P, gradients, state, optimizer, net.learningRate(optimizer, epoch), step + 1);
    for (const [name, { rows, cols, data }] of Object.entries({ ...cache, loss, ...gradients, ...state, ...P }))
      if (run.intermediates || !/^d?[ZAGM]/.test(name))
        write(join(out, `${name}.npy`), name === "loss" ? [steps] : [steps, rows, cols], data, row === 0);
  }
}

if (given.kind === "operations") operations();
else if (run.task === "echo") echo();
else train();
const { name, version, language, level } = json(new URL("port.json", import.meta.url));
writeFileSync(join(out, "trace.json"), JSON.stringify({ name, version, language, level }));
