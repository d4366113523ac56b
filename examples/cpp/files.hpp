// What goes in and out: case files in JSON, matrices in NumPy's .npy.
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

struct Json { // a text, a number, a list or an object
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

inline Matrix read(const Path& file, long row = 0) { // of a stack, one step
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
  in.seekg(row * A.size() * sizeof(double), std::ios::cur);
  in.read(reinterpret_cast<char*>(A.data()), A.size() * sizeof(double));
  return A;
}

inline void write(const Path& file, const std::string& shape, const Matrix& A, bool is_first = true) {
  std::ofstream out(file, is_first ? std::ios::binary : std::ios::binary | std::ios::app);
  std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + shape + "), }";
  header.resize(117, ' ');
  if (is_first) out.write("\x93NUMPY\x01\x00\x76\x00", 10) << header << '\n';
  out.write(reinterpret_cast<const char*>(A.data()), A.size() * sizeof(double));
  if (!out) throw std::runtime_error("cannot write " + file.string());
}
