// A port in C++: build/port CASE_FILE OUT_DIR.  Samples stand in columns; layer 0 holds them as A.
#include <iostream>

#include "protocol.hpp"

template <typename T>
static Matrix exponential(const T& A) {  // Eigen's own never comes down to 0
  return A.unaryExpr([](double z) { return std::exp(z); });
}

static Matrix activate(const std::string& name, const Matrix& Z) {
  if (name == "relu") return Z.cwiseMax(0.0);
  if (name == "tanh") return Z.array().tanh();
  const Matrix small = exponential(-Z.cwiseAbs());  // never overflows
  if (name == "sigmoid") return (Z.array() < 0).select(small, 1.0).array() / (1 + small.array());
  const Matrix E = exponential(Z.rowwise() - Z.colwise().maxCoeff());  // softmax
  return E.array().rowwise() / E.colwise().sum().array();
}

static Matrix slope(const std::string& name, const Matrix& Z, const Matrix& A) {
  if (name == "relu") return (Z.array() > 0).cast<double>();
  if (name == "tanh") return 1 - A.array().square();
  return A.array() * (1 - A.array());  // sigmoid
}

static Matrix drop(const Matrix& A, const Layer& layer, const Json& network) {
  return layer.count("M") ? Matrix(A.cwiseProduct(layer.at("M")) / network["keep_prob"].number) : A;
}

static void forward(Layers& layers, const Json& network) {
  for (size_t l = 1; l < layers.size(); ++l) {
    Layer& layer = layers[l];
    layer["Z"] = (layer["W"] * layers[l - 1]["A"]).colwise() + layer["b"].col(0);  // n_l x n_samples
    layer["G"] = activate(network["activations"].items[l - 1].text, layer["Z"]);
    layer["A"] = drop(layer["G"], layer, network);
  }
}

static double loss(const Layers& layers, const Matrix& Y, const Json& network, double divisor) {
  const Matrix& Z = layers.back().at("Z");  // from the scores: log(0) cannot happen
  Matrix scores = Z;
  if (Z.rows() == 1) scores.conservativeResizeLike(Matrix::Zero(2, Z.cols()));  // one beside a 0
  const Matrix top = scores.colwise().maxCoeff();                               // 1 x n_samples
  const Matrix powers = exponential(scores.rowwise() - top.row(0));
  const Matrix log_sum = top.array() + powers.colwise().sum().array().log();
  double total = (log_sum - Matrix(Z.cwiseProduct(Y).colwise().sum())).sum();
  for (size_t l = 1; l < layers.size(); ++l)
    total += network["l2_penalty"].number / 2 * layers[l].at("W").squaredNorm();
  return total / divisor;
}

static void backward(Layers& layers, const Matrix& Y, const Json& network, double divisor) {
  const double decay = network["l2_penalty"].number / divisor;
  layers.back()["dZ"] = (layers.back()["A"] - Y) / divisor;
  for (size_t l = layers.size() - 1; l > 0; --l) {
    Layer &layer = layers[l], &below = layers[l - 1];
    layer["dW"] = layer["dZ"] * below["A"].transpose() + decay * layer["W"];
    layer["db"] = layer["dZ"].rowwise().sum();
    if (l == 1) return;
    below["dA"] = layer["W"].transpose() * layer["dZ"];  // n_{l-1} x n_samples
    below["dG"] = drop(below["dA"], below, network);
    const std::string& name = network["activations"].items[l - 2].text;
    below["dZ"] = below["dG"].cwiseProduct(slope(name, below["Z"], below["G"]));
  }
}

static double learning_rate(const Json& given, int epoch) {
  const std::string& schedule = given["schedule"].text;
  const double rate = given["learning_rate"].number, decay = given["decay_rate"].number;
  if (schedule == "exponential") return rate * std::pow(decay, epoch);
  if (schedule == "step") return rate * std::pow(decay, epoch / int(given["decay_epochs"].number));
  return schedule == "inverse_time" ? rate / (1 + decay * epoch) : rate;
}

static void update(Layers& layers, const Json& given, double rate, int count) {
  const std::string& name = given["name"].text;
  const bool is_adam = name == "adam", scales = is_adam || name == "rmsprop";
  const bool averages = is_adam || name.find("momentum") != name.npos;
  const double beta1 = given["beta1"].number, beta2 = given["beta2"].number;
  const double share = name == "classical_momentum" ? 1 : 1 - beta1;
  const double v_share = is_adam ? 1 - std::pow(beta1, count) : 1;
  const double s_share = is_adam ? 1 - std::pow(beta2, count) : 1;
  for (size_t l = 1; l < layers.size(); ++l)
    for (const std::string parameter : {"W", "b"}) {
      const Matrix& g = layers[l]["d" + parameter];
      const Matrix zeros = Matrix::Zero(g.rows(), g.cols());
      Matrix& v = layers[l].try_emplace("v" + parameter, zeros).first->second;
      Matrix& s = layers[l].try_emplace("s" + parameter, zeros).first->second;
      v = beta1 * v + share * g;
      s = beta2 * s + (1 - beta2) * g.cwiseAbs2();
      Matrix move = (averages ? v : g) / v_share;
      if (scales) move.array() /= (s.array() / s_share).sqrt() + given["epsilon"].number;
      layers[l][parameter] -= rate * move;
    }
}

static Matrix targets(const Matrix& labels, long n_outputs) {
  const auto is_class = [&](long k, long j) { return labels(0, j) == k; };
  return n_outputs == 1 ? labels : Matrix::NullaryExpr(n_outputs, labels.cols(), is_class);
}

static void train(const Json& given, const Path& folder, const Path& out, const Matrix& samples,
                  Layers& layers) {
  const Json &network = given["network"], &optimizer = given["optimizer"], &run = given["run"];
  const long steps = given["steps"].number, first_step = run["first_step"].number;
  const long n_outputs = layers.back()["W"].rows(), n_samples = samples.cols();
  const int n_batches = std::ceil(n_samples / given["batch_size"].number);
  const bool all = run.has("intermediates") && run["intermediates"].number;
  const Matrix batches = run.has("batches") ? read(folder / run["batches"].text) : Matrix();
  const Matrix everyone = Eigen::RowVectorXd::LinSpaced(n_samples, 0, n_samples - 1);
  for (long row = 0, step = first_step; row < steps; ++row, ++step) {
    std::vector<int> columns;
    for (double j : run.has("batches") ? batches.row(row) : everyone.row(0))
      if (j >= 0) columns.push_back(j);  // -1 fills up a smaller one
    if (run.has("starts")) load(layers, folder / run["starts"].text, row);
    if (run.has("masks")) load(layers, folder / run["masks"].text, row, columns.size());
    const Matrix batch = samples(Eigen::all, columns);
    const Matrix Y = targets(batch.bottomRows(1), n_outputs);
    layers[0]["A"] = batch.topRows(batch.rows() - 1);
    const double divisor = network["reduction"].text == "mean" ? Y.cols() : 1;
    forward(layers, network);
    const double error = loss(layers, Y, network, divisor);
    backward(layers, Y, network, divisor);
    update(layers, optimizer, learning_rate(optimizer, step / n_batches), step + 1);
    write(out / "loss", {steps}, Matrix::Constant(1, 1, error), row == 0);
    write(out, layers, all ? "" : "ZAGM", {steps}, row == 0);
  }
}

int main(int count, char** words) try {
  if (count != 3) throw std::invalid_argument("usage: port CASE_FILE OUT_DIR");
  const Path folder = Path(words[1]).parent_path(), out = words[2];
  const Json given = read_json(words[1]);
  if (given.has("cases")) {
    operations(given, folder, out, activate);
  } else {
    const Matrix samples = read(folder / "data.npy").transpose();
    Layers layers(given["network"]["layer_sizes"].items.size());
    load(layers, folder / given["weights"].text);
    const bool is_echo = given["run"]["task"].text == "echo";
    is_echo ? echo(out, given, samples, layers) : train(given, folder, out, samples, layers);
  }
  std::filesystem::copy_file(Path(words[0]).parent_path() / "../port.json", out / "trace.json");
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
