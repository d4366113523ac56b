// A port in JavaScript: node port.js CASE_FILE OUT_DIR
// A matrix is a list of rows, samples in columns; layers[l] is { W, b, Z, A, dW, ... }, layers[0] { A: X }.
import * as fs from "node:fs";
import { dirname, resolve } from "node:path";

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const dot = (row, column) => row.reduce((total, a, k) => total + a * column[k], 0);
const map = (f, A, B = A, C = A) => A.map((row, i) => row.map((a, j) => f(a, B[i][j], C[i][j])));
const transpose = (A) => A[0].map((_, j) => A.map((row) => row[j]));
const product = (A, B, columns = transpose(B)) => A.map((row) => columns.map((c) => dot(row, c)));
const powers = (z) => z.map((score) => Math.exp(score - Math.max(...z))); // none overflows
const logSum = (z) => Math.max(...z) + Math.log(sum(powers(z))); // of exp(z)
const softmax = (z) => powers(z).map((power, _, all) => power / sum(all));
const activations = {
  relu: (Z) => map((z) => Math.max(z, 0), Z),
  tanh: (Z) => map((z) => Math.tanh(z), Z),
  sigmoid: (Z) => map((z) => (z < 0 ? Math.exp(z) : 1) / (1 + Math.exp(-Math.abs(z))), Z),
  softmax: (Z) => transpose(transpose(Z).map(softmax)),
};
const slopes = { relu: (z) => +(z > 0), tanh: (z, a) => 1 - a * a, sigmoid: (z, a) => a * (1 - a) };
const drop = (A, M, keep) => (M ? map((a, kept) => (a * kept) / keep, A, M) : A);

function forward(layers, network) {
  layers.slice(1).forEach((layer, below) => {
    const WA = product(layer.W, layers[below].A); // n_l x n_samples
    layer.Z = WA.map((row, i) => row.map((value) => value + layer.b[i][0]));
    layer.G = activations[network.activations[below]](layer.Z);
    layer.A = drop(layer.G, layer.M, network.keep_prob);
  });
}

// From the scores, so that log(0) cannot happen; a single one stands beside a 0.
function loss(layers, Y, network, divisor) {
  const [scores, targets] = [layers.at(-1).Z, Y].map(transpose); // n_samples x n_outputs
  const losses = scores.map((z, j) => logSum(z.length > 1 ? z : [0, ...z]) - dot(z, targets[j]));
  const squares = layers.slice(1).map(({ W }) => sum(W.flat().map((w) => w * w)));
  return (sum(losses) + (network.l2_penalty / 2) * sum(squares)) / divisor;
}

function backward(layers, Y, network, divisor) {
  layers.at(-1).dZ = map((p, y) => (p - y) / divisor, layers.at(-1).A, Y);
  for (let l = layers.length - 1; l > 0; l--) {
    const [below, layer] = [layers[l - 1], layers[l]];
    const dW = product(layer.dZ, transpose(below.A));
    layer.dW = map((d, w) => d + (network.l2_penalty / divisor) * w, dW, layer.W);
    layer.db = layer.dZ.map((row) => [sum(row)]);
    if (l === 1) return;
    below.dA = product(transpose(layer.W), layer.dZ); // n_{l-1} x n_samples
    below.dG = drop(below.dA, below.M, network.keep_prob);
    const slope = slopes[network.activations[l - 2]];
    below.dZ = map((d, z, a) => d * slope(z, a), below.dG, below.Z, below.G);
  }
}

function learningRate({ schedule, learning_rate, decay_rate, decay_epochs }, epoch) {
  if (schedule === "inverse_time") return learning_rate / (1 + decay_rate * epoch);
  const drops = { constant: 0, exponential: epoch, step: Math.floor(epoch / decay_epochs) };
  return learning_rate * decay_rate ** drops[schedule];
}

// Of W or b.  All keep both averages, v of gradients and s of their squares.
function update(layer, name, { name: optimizer, beta1, beta2, epsilon }, rate, count) {
  const { [name]: P, [`d${name}`]: g, [`v${name}`]: v, [`s${name}`]: s } = layer;
  const share = optimizer === "classical_momentum" ? 1 : 1 - beta1;
  const newV = map((old, d) => beta1 * old + share * d, v ?? map(() => 0, g), g);
  const newS = map((old, d) => beta2 * old + (1 - beta2) * d * d, s ?? map(() => 0, g), g);
  const [vShare, sShare] = optimizer === "adam" ? [1 - beta1 ** count, 1 - beta2 ** count] : [1, 1];
  const scale = (s) => (/rmsprop|adam/.test(optimizer) ? Math.sqrt(s / sShare) + epsilon : 1);
  const top = /momentum|adam/.test(optimizer) ? newV : g;
  const newP = map((p, m, s) => p - rate * (m / vShare / scale(s)), P, top, newS);
  Object.assign(layer, { [name]: newP, [`v${name}`]: newV, [`s${name}`]: newS });
}

const [caseFile, out] = process.argv.slice(2).map((path) => resolve(path));
process.chdir(dirname(caseFile)); // a case names its files from there
const json = (file) => JSON.parse(fs.readFileSync(file, "utf8"));
const { network, optimizer, steps, run = { first_step: 0 }, ...given } = json(caseFile);
const layers = network?.layer_sizes.map(() => ({}));

const stacks = {}; // read once
// Of a stack, the matrix of a step; of a smaller batch, its columns alone.
function read(file, step = 0, width = Infinity) {
  const bytes = (stacks[file] ??= fs.readFileSync(file));
  const start = 10 + bytes.readUInt16LE(8);
  const header = bytes.toString("latin1", 10, start);
  const [, rows, columns] = /(\d+), (\d+)\)/.exec(header).map(Number);
  const at = (i, j) => bytes.readDoubleLE(start + 8 * ((step * rows + i) * columns + j));
  const row = (i) => Array.from({ length: Math.min(columns, width) }, (_, j) => at(i, j));
  return Array.from({ length: rows }, (_, i) => row(i));
}

// W1, b1, ..., or M1, ..., into their layers.
function load(folder, step, width) {
  const files = fs.readdirSync(folder).join("/");
  for (const [file, name, l] of files.matchAll(/([A-Za-z]+)(\d+)\.npy/g))
    layers[l][name] = read(`${folder}/${file}`, step, width);
}

function write(name, value, stack = [], isFirst = true) {
  const shapeOf = (value) => (Array.isArray(value) ? [value.length, ...shapeOf(value[0])] : []);
  const shape = [...stack, ...shapeOf(value)].map((length) => `${length}, `).join("");
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape}), }`.padEnd(117);
  if (isFirst) fs.writeFileSync(`${out}/${name}.npy`, `\x93NUMPY\x01\x00\x76\x00${header}\n`, "latin1");
  fs.appendFileSync(`${out}/${name}.npy`, Float64Array.from([value].flat(2)));
}
const named = (layer, l) => Object.entries(layer).map(([name, value]) => [name + l, value]);

function echo() {
  const columns = transpose(read("data.npy")); // in the file a sample a row, its label last
  const found = { labels: columns.pop(), X: columns, steps, ...given, ...network, ...optimizer };
  for (const [name, value] of [...Object.entries(found), ...layers.flatMap(named)])
    if ([value].flat(2).every(Number.isFinite)) write(name, value);
}

function operations() {
  for (const id of given.cases) {
    const { operation, run } = json(`${id}/case.json`);
    fs.mkdirSync(`${out}/${id}`);
    write(`${id}/${run.returns[0]}`, activations[operation](read(`${id}/Z.npy`)));
  }
}

function train() {
  const table = read("data.npy");
  const batches = run.batches && read(run.batches); // -1 fills up a smaller one
  const classes = [...Array(network.layer_sizes.at(-1)).keys()];
  for (let row = 0, step = run.first_step; row < steps; row++, step++) {
    const batch = batches?.[row].filter((j) => j >= 0);
    const columns = transpose(batch?.map((j) => table[j]) ?? table);
    const labels = columns.pop();
    const Y = classes.length > 1 ? classes.map((k) => labels.map((label) => +(label === k))) : [labels];
    layers[0].A = columns;
    if (run.starts) load(run.starts, row);
    if (run.masks) load(run.masks, row, labels.length);
    const divisor = network.reduction === "mean" ? labels.length : 1;
    forward(layers, network);
    const error = loss(layers, Y, network, divisor);
    backward(layers, Y, network, divisor);
    const rate = learningRate(optimizer, Math.floor(step / Math.ceil(table.length / given.batch_size)));
    for (const layer of layers.slice(1))
      for (const parameter of ["W", "b"]) update(layer, parameter, optimizer, rate, step + 1);
    for (const [name, value] of [["loss", error], ...layers.flatMap(named)])
      if (run.intermediates || !/^d?[ZAGM]/.test(name)) write(name, value, [steps], row === 0);
  }
}

if (!given.cases) load(given.weights);
(given.cases ? operations : run.task === "echo" ? echo : train)();
fs.copyFileSync(new URL("port.json", import.meta.url), `${out}/trace.json`);
