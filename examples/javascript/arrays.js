// Matrices, row by row in doubles, and NumPy's .npy files.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";

export function make(rows, cols, f) { // from a function of row and column
  const data = new Float64Array(rows * cols);
  for (let i = 0, k = 0; i < rows; i++) for (let j = 0; j < cols; j++, k++) data[k] = f(i, j, k);
  return { rows, cols, data, at: (i, j) => data[i * cols + j] };
}
export const map = (f, A, B = A, C = A) => // element by element
  make(A.rows, A.cols, (i, j, k) => f(A.data[k], B.data[k], C.data[k]));
export const transpose = (A) => make(A.cols, A.rows, (i, j) => A.at(j, i));
export const pick = (A, columns) => make(A.rows, columns.length, (i, j) => A.at(i, columns[j]));
export const product = (A, B) => make(A.rows, B.cols, (i, j) => {
  let sum = 0;
  for (let k = 0; k < A.cols; k++) sum += A.at(i, k) * B.at(k, j);
  return sum;
});

const files = new Map(); // read once
export function read(file, step = 0) { // of a stack, the matrix of one step
  const bytes = files.get(file) ?? files.set(file, readFileSync(file)).get(file);
  const start = 10 + bytes.readUInt16LE(8), header = bytes.toString("latin1", 10, start);
  const [rows, cols] = /\(([^)]*)\)/.exec(header)[1].split(",").slice(-2).map(Number);
  return make(rows, cols, (i, j, k) => bytes.readDoubleLE(start + 8 * (step * rows * cols + k)));
}
export function write(file, shape, numbers, isFirst = true) { // or append
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape},), }`.padEnd(117);
  if (isFirst) writeFileSync(file, `\x93NUMPY\x01\x00\x76\x00${text}\n`, "latin1");
  appendFileSync(file, Float64Array.from(numbers));
}
