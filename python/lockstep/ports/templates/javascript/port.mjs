// A port of Lockstep: node port.mjs CASE_FILE OUT_DIR
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [caseFile, out] = process.argv.slice(2);
const here = dirname(caseFile); // paths in a case are relative to its folder
const given = JSON.parse(readFileSync(caseFile, "utf8"));
const task = given.run?.task ?? "train";

// An array that the case names; beside each .csv stands a .npy: a header with
// the shape, then doubles, row by row.
function read(name) {
  const bytes = readFileSync(join(here, name.replace(".csv", ".npy")));
  const start = 10 + bytes.readUInt16LE(8);
  const header = bytes.toString("latin1", 10, start);
  const shape = /\(([^)]*)\)/.exec(header)[1].split(",").filter((n) => n.trim()).map(Number);
  const data = Float64Array.from({ length: (bytes.length - start) / 8 }, (_, i) => bytes.readDoubleLE(start + 8 * i));
  return { shape, data };
}

// Write a quantity: in a trace, the step is the first axis.
function write(name, shape, data) {
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape},), }`;
  const header = Buffer.from(`\x93NUMPY\x01\x00\x76\x00${text.padEnd(117)}\n`, "latin1");
  writeFileSync(join(out, `${name}.npy`), Buffer.concat([header, Buffer.from(Float64Array.from(data).buffer)]));
}

const { shape: [n, columns], data: table } = read(given.data); // a row a sample, its label last
const features = columns - 1;
// In the equations samples are columns: X is features x samples.
const X = Array.from({ length: features * n }, (_, i) => table[(i % n) * columns + Math.floor(i / n)]);

if (task === "echo") {
  // Level 0: write everything that was read, so that a wrong connection is not
  // taken for a wrong network.
  write("X", [features, n], X);
  // Next: labels; W1, b1, W2, ... from the folder given.weights; and each number
  // of the case under its own name: steps, seed, batch_size, layer_sizes,
  // l2_penalty, keep_prob, learning_rate, beta1, beta2, epsilon, decay_rate,
  // decay_epochs.
} else {
  // Level 1: given.steps updates from the weights in the folder given.weights.
  // Stack the loss before each update and W1, b1, ... after it; write loss
  // (steps), W1 (steps x units x inputs), b1 (steps x units x 1), ...  Until
  // then, say so.
  console.error(`the task ${task} is not written yet`);
  process.exit(1);
}
copyFileSync(new URL("port.json", import.meta.url), join(out, "trace.json"));
