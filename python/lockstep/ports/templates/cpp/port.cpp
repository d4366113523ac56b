// A port of Lockstep: port CASE_FILE OUT_DIR
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

struct Array {
  std::vector<size_t> shape;
  std::vector<double> data;  // row by row
};

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

// A value of the case's JSON by its name: enough for texts and numbers.  Take
// a JSON library of your choice when you need more.
std::string field(const std::string& json, const std::string& name) {
  std::smatch found;
  std::regex pattern("\"" + name + "\":\\s*\"?([^\",\\n}]*)");
  return std::regex_search(json, found, pattern) ? found[1].str() : "";
}

// .npy: a header with the shape, then doubles, row by row.
Array read_npy(const fs::path& file) {
  std::string bytes = text_of(file);
  size_t size = uint8_t(bytes[8]) + 256 * uint8_t(bytes[9]);
  std::string header = bytes.substr(10, size);
  std::string shape = header.substr(header.find('(') + 1);
  Array array;
  std::stringstream numbers(shape.substr(0, shape.find(')')));
  for (std::string n; std::getline(numbers, n, ',');)
    if (n.find_first_of("0123456789") != std::string::npos)
      array.shape.push_back(std::stoul(n));
  const double* first = reinterpret_cast<const double*>(bytes.data() + 10 + size);
  array.data.assign(first, first + (bytes.size() - 10 - size) / 8);
  return array;
}

// Write a quantity: in a trace, the step is the first axis.
void write_npy(const fs::path& file, const Array& array) {
  std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (";
  for (size_t n : array.shape) header += std::to_string(n) + ", ";
  header += "), }";
  header.resize(117, ' ');
  header += '\n';
  std::ofstream stream(file, std::ios::binary);
  stream.write("\x93NUMPY\x01\x00\x76\x00", 10);
  stream << header;
  stream.write(reinterpret_cast<const char*>(array.data.data()), 8 * array.data.size());
}

int main(int, char** argv) {
  fs::path case_file = argv[1], out = argv[2], here = case_file.parent_path();
  std::string json = text_of(case_file), task = field(json, "task");

  // The data: a row a sample, its label last; beside each .csv stands a .npy.
  Array table = read_npy((here / field(json, "data")).replace_extension(".npy"));
  size_t n = table.shape[0], columns = table.shape[1], features = columns - 1;
  // In the equations samples are columns: X is features x samples.
  Array X{{features, n}, std::vector<double>(features * n)};
  for (size_t j = 0; j < n; j++)
    for (size_t i = 0; i < features; i++)
      X.data[i * n + j] = table.data[j * columns + i];

  if (task == "echo") {
    // Level 0: write everything that was read, so that a wrong connection is
    // not taken for a wrong network.
    write_npy(out / "X.npy", X);
    // Next: labels; W1, b1, W2, ... from the folder of the field weights; and
    // each number of the case under its own name: steps, seed, batch_size,
    // layer_sizes, l2_penalty, keep_prob, learning_rate, beta1, beta2, epsilon,
    // decay_rate, decay_epochs.
  } else {
    // Level 1: train as many steps as the field steps says.  Stack the loss
    // before each update and W1, b1, ... after it; write loss (steps), W1
    // (steps x units x inputs), b1 (steps x units x 1), ...  Until then, say so.
    std::cerr << "the task " << task << " is not written yet\n";
    return 1;
  }
  fs::path program = fs::canonical("/proc/self/exe");
  fs::copy_file(program.parent_path() / "port.json", out / "trace.json");
}
