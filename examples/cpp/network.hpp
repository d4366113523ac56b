// Dense networks: forward, loss, backward, update.  Samples stand in columns.
#pragma once
#include "files.hpp"

using Values = std::map<std::string, Matrix>;
inline std::string at(const std::string& name, int layer) { return name + std::to_string(layer); }
inline int depth(const Json& network) { return network["activations"].items.size(); }

template <typename A> Matrix exponential(const A& values) { // Eigen's own never comes down to 0
  return values.unaryExpr([](double z) { return std::exp(z); });
}

inline Matrix activate(const std::string& name, const Matrix& Z) {
  if (name == "relu") return Z.cwiseMax(0.0);
  if (name == "tanh") return Z.array().tanh();
  const Matrix small = exponential(-Z.cwiseAbs()); // never overflows
  if (name == "sigmoid") return (Z.array() < 0).select(small, 1.0).array() / (1 + small.array());
  if (name != "softmax") throw std::invalid_argument(name + " is not supported");
  const Matrix E = exponential(Z.rowwise() - Z.colwise().maxCoeff()); // n_classes x n_samples
  return E.array().rowwise() / E.colwise().sum().array();
}

inline Matrix slope(const std::string& name, const Matrix& Z, const Matrix& A) {
  if (name == "relu") return (Z.array() > 0).cast<double>();
  if (name == "tanh") return 1 - A.array().square();
  return A.array() * (1 - A.array()); // sigmoid
}

inline Values forward(const Matrix& X, const Values& P, const Json& network, const Values& masks) {
  Values cache{{"A0", X}};
  for (int l = 1; l <= depth(network); ++l) {
    Matrix Z = P.at(at("W", l)) * cache[at("A", l - 1)]; // n_l x n_samples
    Z.colwise() += P.at(at("b", l)).col(0);
    cache[at("Z", l)] = Z;
    cache[at("A", l)] = activate(network["activations"].items[l - 1].text, Z);
    if (!masks.count(at("M", l))) continue;
    cache[at("G", l)] = cache[at("A", l)];
    cache[at("M", l)] = masks.at(at("M", l));
    cache[at("A", l)] = cache[at("G", l)].cwiseProduct(cache[at("M", l)]) / network["keep_prob"].number;
  }
  return cache;
}

inline double divisor(const Matrix& Y, const Json& network) { return network["reduction"].text == "mean" ? Y.cols() : 1; }

inline Matrix log_sum(const Matrix& Z) { // of exp(z) in a column; of 1 and exp(z) where there is one output
  if (Z.rows() == 1) return Z.array().max(0.0) + exponential(-Z.cwiseAbs()).array().log1p();
  const Matrix top = Z.colwise().maxCoeff(); // 1 x n_samples
  return top.array() + exponential(Z.rowwise() - top.row(0)).colwise().sum().array().log();
}

inline double loss(const Matrix& Y, const Values& P, const Values& cache, const Json& network) {
  const Matrix& Z = cache.at(at("Z", depth(network))); // from the scores: log(0) cannot happen
  double data = (log_sum(Z) - Matrix(Z.cwiseProduct(Y).colwise().sum())).sum(), squares = 0;
  for (int l = 1; l <= depth(network); ++l) squares += P.at(at("W", l)).squaredNorm();
  return (data + network["l2_penalty"].number / 2 * squares) / divisor(Y, network);
}

inline Values backward(const Matrix& Y, const Values& P, Values& cache, const Json& network) {
  const double m = divisor(Y, network), l2 = network["l2_penalty"].number;
  Values found;
  Matrix dZ = (cache[at("A", depth(network))] - Y) / m;
  for (int l = depth(network);; --l) {
    const Matrix& W = P.at(at("W", l));
    found[at("dZ", l)] = dZ;
    found[at("dW", l)] = dZ * cache[at("A", l - 1)].transpose() + l2 / m * W;
    found[at("db", l)] = dZ.rowwise().sum();
    if (l == 1) return found;
    Matrix dG = found[at("dA", l - 1)] = W.transpose() * dZ; // n_{l-1} x n_samples
    const bool drops = cache.count(at("M", l - 1));
    if (drops) dG = found[at("dG", l - 1)] = dG.cwiseProduct(cache[at("M", l - 1)]) / network["keep_prob"].number;
    const std::string& name = network["activations"].items[l - 2].text;
    dZ = dG.cwiseProduct(slope(name, cache[at("Z", l - 1)], cache[at(drops ? "G" : "A", l - 1)]));
  }
}

inline double learning_rate(const Json& given, int epoch) {
  const std::string& schedule = given["schedule"].text;
  const double rate = given["learning_rate"].number, decay = given["decay_rate"].number;
  if (schedule == "exponential") return rate * std::pow(decay, epoch);
  if (schedule == "step") return rate * std::pow(decay, epoch / int(given["decay_epochs"].number));
  return schedule == "inverse_time" ? rate / (1 + decay * epoch) : rate;
}

inline std::string averages(const std::string& optimizer) {
  if (optimizer == "adam") return "vs";
  if (optimizer == "rmsprop") return "s";
  return optimizer == "gradient_descent" ? "" : "v";
}

inline void update(Values& values, const Values& gradients, const Json& given, double rate, int count) {
  const std::string& name = given["name"].text, kept = averages(name);
  const double beta1 = given["beta1"].number, beta2 = given["beta2"].number;
  const bool has_v = kept.find('v') != kept.npos, has_s = kept.find('s') != kept.npos, is_adam = name == "adam";
  const double v_share = is_adam ? 1 - std::pow(beta1, count) : 1, s_share = is_adam ? 1 - std::pow(beta2, count) : 1;
  for (const auto& [dkey, g] : gradients) {
    if (dkey[1] != 'W' && dkey[1] != 'b') continue;
    const std::string key = dkey.substr(1);
    auto average = [&](char letter) -> Matrix& { return values.try_emplace(letter + key, 0 * g).first->second; };
    Matrix top = g;
    if (has_v) top = average('v') = beta1 * average('v') + (name == "classical_momentum" ? 1 : 1 - beta1) * g;
    top /= v_share;
    if (has_s) {
      const Matrix s = average('s') = beta2 * average('s') + (1 - beta2) * g.cwiseAbs2();
      top = top.array() / ((s.array() / s_share).sqrt() + given["epsilon"].number);
    }
    values[key] -= rate * top;
  }
}
