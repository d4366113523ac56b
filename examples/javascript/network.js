// Dense networks: forward, loss, backward, update.  Samples stand in columns.
import { make, map, product, transpose } from "./arrays.js";

const sum = (values) => values.reduce((a, b) => a + b, 0);
const columns = (A) => [...Array(A.cols).keys()].map((j) => [...Array(A.rows).keys()].map((i) => A.at(i, j)));
const powers = (z) => z.map((v) => Math.exp(v - Math.max(...z))); // shifted: none overflows
export const activations = {
  relu: (Z) => map((z) => Math.max(z, 0), Z), tanh: (Z) => map(Math.tanh, Z),
  sigmoid: (Z) => map((z) => (z < 0 ? Math.exp(z) : 1) / (1 + Math.exp(-Math.abs(z))), Z),
  softmax(Z) {
    const E = columns(Z).map(powers), totals = E.map(sum);
    return make(Z.rows, Z.cols, (i, j) => E[j][i] / totals[j]);
  },
};
const slopes = { relu: (z) => +(z > 0), tanh: (z, a) => 1 - a * a, sigmoid: (z, a) => a * (1 - a) };

export function forward(X, P, network, masks) {
  const cache = { A0: X };
  network.activations.forEach((name, below) => {
    const l = below + 1, WA = product(P[`W${l}`], cache[`A${below}`]), b = P[`b${l}`];
    const Z = make(WA.rows, WA.cols, (i, j) => WA.at(i, j) + b.at(i, 0)); // n_l x n_samples
    const G = activations[name](Z), M = masks[`M${l}`];
    Object.assign(cache, { [`Z${l}`]: Z, [`A${l}`]: G }, M && { [`G${l}`]: G, [`M${l}`]: M });
    if (M) cache[`A${l}`] = map((g, kept) => (g * kept) / network.keep_prob, G, M);
  });
  return cache;
}

const divisor = (Y, network) => (network.reduction === "mean" ? Y.cols : 1);
const logSum = (z) => z.length > 1 ? Math.max(...z) + Math.log(sum(powers(z))) // of exp(z); softmax
  : Math.max(z[0], 0) + Math.log1p(Math.exp(-Math.abs(z[0]))); // of 1 and exp(z); sigmoid
export function loss(Y, P, cache, network) { // from the scores: log(0) cannot happen
  const y = columns(Y), m = divisor(Y, network), Z = columns(cache[`Z${network.activations.length}`]);
  const squares = network.activations.map((_, i) => sum(P[`W${i + 1}`].data.map((w) => w * w)));
  const losses = Z.map((z, j) => logSum(z) - sum(z.map((v, i) => v * y[j][i])));
  return make(1, 1, () => sum(losses) / m + (network.l2_penalty / (2 * m)) * sum(squares));
}

export function backward(Y, P, cache, network) {
  const m = divisor(Y, network), gradients = {}, ones = make(Y.cols, 1, () => 1);
  let l = network.activations.length, dZ = map((p, y) => (p - y) / m, cache[`A${l}`], Y);
  for (; ; l--) {
    const W = P[`W${l}`], dW = product(dZ, transpose(cache[`A${l - 1}`]));
    const penalized = map((d, w) => d + (network.l2_penalty / m) * w, dW, W);
    Object.assign(gradients, { [`dZ${l}`]: dZ, [`dW${l}`]: penalized, [`db${l}`]: product(dZ, ones) });
    if (l === 1) return gradients;
    let dA = (gradients[`dA${l - 1}`] = product(transpose(W), dZ)); // n_{l-1} x n_samples
    const mask = cache[`M${l - 1}`], output = cache[`G${l - 1}`] ?? cache[`A${l - 1}`];
    if (mask) dA = gradients[`dG${l - 1}`] = map((d, kept) => (d * kept) / network.keep_prob, dA, mask);
    dZ = map((d, z, a) => d * slopes[network.activations[l - 2]](z, a), dA, cache[`Z${l - 1}`], output);
  }
}

export function learningRate({ schedule, learning_rate, decay_rate, decay_epochs }, epoch) {
  const drops = { constant: 0, exponential: epoch, step: Math.floor(epoch / decay_epochs) }[schedule];
  return drops === undefined ? learning_rate / (1 + decay_rate * epoch) : learning_rate * decay_rate ** drops;
}

export const averages = { momentum: "v", classical_momentum: "v", rmsprop: "s", adam: "vs" };
export function update(values, gradients, { name, beta1, beta2, epsilon }, rate, count) {
  const kept = averages[name] ?? "", share = name === "classical_momentum" ? 1 : 1 - beta1;
  const [vShare, sShare] = name === "adam" ? [1 - beta1 ** count, 1 - beta2 ** count] : [1, 1];
  for (const key of Object.keys(values).filter((name) => /^[Wb]/.test(name))) {
    const g = gradients[`d${key}`], [v, s] = [`v${key}`, `s${key}`];
    const average = (beta, part, f, old) => map((o, d) => beta * o + part * f(d), old ?? map(() => 0, g), g);
    if (kept.includes("v")) values[v] = average(beta1, share, (d) => d, values[v]);
    if (kept.includes("s")) values[s] = average(beta2, 1 - beta2, (d) => d * d, values[s]);
    const scaled = (m, q) => m / vShare / (kept.includes("s") ? Math.sqrt(q / sShare) + epsilon : 1);
    values[key] = map((p, m) => p - rate * m, values[key], map(scaled, values[v] ?? g, values[s] ?? g));
  }
}
