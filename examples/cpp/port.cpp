// A port in C++: build/port CASE_FILE OUT_DIR
#include "network.hpp"

#include <iostream>

static Path case_file, out;
static Json given;

static Path near(const Path& name) { return case_file.parent_path() / name; }
static Json json(const Path& file) {
  std::ifstream in(file);
  return parse(in);
}

static Matrix table() { // in the file one sample a row, its label last
  return read(near(given["data"].text).replace_extension(".npy")).transpose();
}

static Values stored(const Path& folder, const std::string& letters = "", long row = 0) { // W1, b1, ..., vW1, ...
  Values found;
  for (int l = 1; l <= depth(given["network"]); ++l)
    for (const char* parameter : {"W", "b"})
      for (size_t i = 0; i <= letters.size(); ++i) {
        const std::string name = at((i ? letters.substr(i - 1, 1) : "") + parameter, l);
        found[name] = read(near(folder / (name + ".npy")), row);
      }
  return found;
}

static void put(const std::string& name, const std::string& shape, const Matrix& A, bool is_first = true) {
  write(out / (name + ".npy"), shape, A, is_first);
}
static std::string shape(const Matrix& A) { return std::to_string(A.rows()) + ", " + std::to_string(A.cols()); }

static void echo() {
  const Matrix samples = table();
  const Matrix X = samples.topRows(samples.rows() - 1), labels = samples.bottomRows(1);
  put("X", shape(X), X);
  put("labels", std::to_string(labels.size()) + ",", labels);
  if (!given["weights"].text.empty())
    for (const auto& [name, value] : stored(given["weights"].text)) put(name, shape(value), value);
  for (const Json& part : {given, given["network"], given["optimizer"]})
    for (const auto& [name, value] : part.fields)
      if (value.text.empty() && value.fields.empty() && value.items.empty())
        put(name, "", Matrix::Constant(1, 1, value.number));
  const std::vector<Json>& sizes = given["network"]["layer_sizes"].items;
  Matrix row(1, sizes.size());
  for (size_t i = 0; i < sizes.size(); ++i) row(0, i) = sizes[i].number;
  put("layer_sizes", std::to_string(sizes.size()) + ",", row);
}

static void operations() { // activations, all of Z alone
  for (const Json& id : given["cases"].items) {
    const Json asked = json(near(id.text) / "case.json");
    const Matrix A = activate(asked["operation"].text, read(near(id.text) / "Z.npy"));
    std::filesystem::create_directory(out / id.text);
    put(id.text + "/" + asked["run"]["returns"].items[0].text, shape(A), A);
  }
}

static void train() {
  const Json &network = given["network"], &optimizer = given["optimizer"], &run = given["run"];
  const Matrix samples = table(), X = samples.topRows(samples.rows() - 1);
  const int n_outputs = network["layer_sizes"].items.back().number, n_samples = X.cols();
  Matrix Y = samples.bottomRows(1); // n_outputs x n_samples
  if (n_outputs > 1) {
    Y = Matrix::Zero(n_outputs, n_samples);
    for (int j = 0; j < n_samples; ++j) Y(int(samples(X.rows(), j)), j) = 1;
  }
  const int steps = given["steps"].number, first_step = run["first_step"].number;
  const int n_batches = std::ceil(n_samples / given["batch_size"].number);
  const Matrix all = Eigen::RowVectorXd::LinSpaced(n_samples, 0, n_samples - 1);
  const Matrix batches = run.has("batches") ? read(near(run["batches"].text)) : Matrix();
  Values values = run.has("starts") ? Values() : stored(given["weights"].text);
  for (int row = 0, step = first_step; row < steps; ++row, ++step) {
    if (run.has("starts")) values = stored(run["starts"].text, averages(optimizer["name"].text), row);
    std::vector<int> batch;
    for (int j : run.has("batches") ? batches.row(row) : all.row(0))
      if (j >= 0) batch.push_back(j); // -1 fills up a smaller one
    Values masks;
    for (int l = 1; run.has("masks") && l < depth(network); ++l)
      masks[at("M", l)] = read(near(run["masks"].text) / (at("M", l) + ".npy"), row).leftCols(batch.size());
    const Matrix x = X(Eigen::all, batch), y = Y(Eigen::all, batch);
    Values cache = forward(x, values, network, masks), gradients = backward(y, values, cache, network);
    put("loss", std::to_string(steps) + ",", Matrix::Constant(1, 1, loss(y, values, cache, network)), row == 0);
    update(values, gradients, optimizer, learning_rate(optimizer, step / n_batches), step + 1);
    for (const Values& part : {values, gradients, cache})
      for (const auto& [name, value] : part)
        if ((run.has("intermediates") && run["intermediates"].number) || name.find_first_of("ZAGM") == name.npos)
          put(name, std::to_string(steps) + ", " + shape(value), value, row == 0);
  }
}

int main(int count, char** words) try {
  if (count != 3) throw std::invalid_argument("usage: port CASE_FILE OUT_DIR");
  case_file = words[1], out = words[2];
  given = json(case_file);
  if (given.has("cases")) operations();
  else if (given["run"]["task"].text == "echo") echo();
  else train();
  std::filesystem::copy_file(Path(words[0]).parent_path() / "../port.json", out / "trace.json");
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
