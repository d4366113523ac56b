// The protocol for a port in C++: cases in JSON, matrices in NumPy's .npy, the tasks of level 0.
// Knows nothing of networks; copy it as it is.
#pragma once
#include <Eigen/Dense>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Path = std::filesystem::path;
using Layer = std::map<std::string, Matrix>;  // W, b, Z, A, dW, ...
using Layers = std::vector<Layer>;

struct Json {  // a text, a number, a list or an object
  std::string text;
  double number = 0;
  std::vector<Json> items;
  std::map<std::string, Json> fields;
  bool has(const std::string& name) const { return fields.count(name) > 0; }
  const Json& operator[](const std::string& name) const { return fields.at(name); }
};

inline Json parse(std::istream& in) {
  Json value;
  in >> std::ws;
  if (const char open = in.peek(); open == '{' || open == '[') {
    for (in.get(); (in >> std::ws).peek() != '}' && in.peek() != ']';) {
      if (in.peek() == ',') in.get();
      value.items.push_back(parse(in));
      if ((in >> std::ws).peek() != ':') continue;
      in.get();
      value.fields[value.items.back().text] = parse(in);
    }
    in.get();
  } else if (open == '"') {
    for (in.get(); in && in.peek() != '"'; value.text += in.get())
      if (in.peek() == '\\') in.get();
    in.get();
  } else if (std::isalpha(open)) {
    while (std::isalpha(in.peek())) value.text += in.get();
    value.number = value.text == "true";
  } else {
    in >> value.number;
  }
  if (!in) throw std::runtime_error("not the JSON of a case");
  return value;
}

inline Json read_json(const Path& file) {
  std::ifstream in(file);
  return parse(in);
}

inline Matrix read(const Path& file, long step = 0) {  // of a stack, the matrix of a step
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  unsigned char start[10];
  in.read(reinterpret_cast<char*>(start), 10);
  std::string header(start[8] + 256 * start[9], ' ');
  in.read(header.data(), header.size());
  static const std::regex last_two(R"((\d+), (\d+)\))");
  std::smatch found;
  if (!std::regex_search(header, found, last_two)) throw std::runtime_error("no matrix: " + file.string());
  Matrix A(std::stol(found[1]), std::stol(found[2]));
  in.seekg(step * A.size() * sizeof(double), std::ios::cur);
  in.read(reinterpret_cast<char*>(A.data()), A.size() * sizeof(double));
  return A;
}

// Begin a file, or append to it: of each matrix of a stack the lengths are the same.
inline void write(const Path& stem, const std::vector<long>& lengths, const Matrix& A, bool is_first = true) {
  const Path file = stem.string() + ".npy";
  std::ofstream out(file, is_first ? std::ios::binary : std::ios::binary | std::ios::app);
  std::string shape;
  for (long length : lengths) shape += std::to_string(length) + ", ";
  std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + shape + "), }";
  header.resize(117, ' ');
  if (is_first) out.write("\x93NUMPY\x01\x00\x76\x00", 10) << header << '\n';
  out.write(reinterpret_cast<const char*>(A.data()), A.size() * sizeof(double));
  if (!out) throw std::runtime_error("cannot write " + file.string());
}

// Into their layers: W1, b1, ..., vW1, ..., or M1, ...; of a smaller batch, its columns alone.
inline void load(Layers& layers, const Path& folder, long step = 0, long width = -1) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".npy") continue;
    const std::string name = entry.path().stem();
    const size_t digits = name.find_first_of("0123456789");
    const Matrix A = read(entry, step);
    layers.at(std::stoi(name.substr(digits)))[name.substr(0, digits)] = width < 0 ? A : A.leftCols(width);
  }
}

// Of every layer what is named by none of some letters.
inline void write(const Path& out, const Layers& layers, const std::string& but = "",
                  const std::vector<long>& stack = {}, bool is_first = true) {
  for (size_t l = 1; l < layers.size(); ++l)
    for (const auto& [name, A] : layers[l]) {
      std::vector<long> lengths = stack;
      lengths.insert(lengths.end(), {A.rows(), A.cols()});
      if (name.find_first_of(but) == name.npos) write(out / (name + std::to_string(l)), lengths, A, is_first);
    }
}

// Everything that was read: samples in columns, the label last, and the numbers of the case.
inline void echo(const Path& out, const Json& given, const Matrix& samples, const Layers& layers) {
  const long n_features = samples.rows() - 1;
  write(out / "X", {n_features, samples.cols()}, samples.topRows(n_features));
  write(out / "labels", {samples.cols()}, samples.bottomRows(1));
  write(out, layers);
  for (const Json& part : {given, given["network"], given["optimizer"]})
    for (const auto& [name, value] : part.fields)
      if (value.text.empty() && value.fields.empty() && value.items.empty())
        write(out / name, {}, Matrix::Constant(1, 1, value.number));
  std::vector<double> sizes;
  for (const Json& size : given["network"]["layer_sizes"].items) sizes.push_back(size.number);
  write(out / "layer_sizes", {long(sizes.size())}, Matrix::Map(sizes.data(), 1, sizes.size()));
}

// Results of single functions of a matrix Z, such as activations.
inline void operations(const Json& given, const Path& folder, const Path& out,
                       Matrix function(const std::string& name, const Matrix& Z)) {
  for (const Json& id : given["cases"].items) {
    const Json asked = read_json(folder / id.text / "case.json");
    const Matrix A = function(asked["operation"].text, read(folder / id.text / "Z.npy"));
    std::filesystem::create_directory(out / id.text);
    write(out / id.text / asked["run"]["returns"].items[0].text, {A.rows(), A.cols()}, A);
  }
}
