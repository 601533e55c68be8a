#pragma once
/// \file
/// Reads golden data: the files of tests/vectors and what the scripts beside the tests print.

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace creneau::test {

using CsvRow = std::vector<std::string>;

[[nodiscard]] inline CsvRow split(std::string_view line, char separator) {
  CsvRow fields;
  while (true) {
    const auto end = line.find(separator);
    fields.emplace_back(line.substr(0, end));
    if (end == std::string_view::npos) return fields;
    line.remove_prefix(end + 1);
  }
}

/// The rows of a file of tests/vectors, without its comments and its heading.
[[nodiscard]] inline std::vector<CsvRow> read_vectors(const char* file) {
  std::ifstream in(std::filesystem::path(CRENEAU_TESTS_FOLDER) / "vectors" / file);
  if (!in) throw std::runtime_error(std::string("cannot read tests/vectors/") + file);
  std::vector<CsvRow> rows;
  bool heading = true;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    if (!std::exchange(heading, false)) rows.push_back(split(line, ','));
  }
  return rows;
}

/// The rows that a Python script beside the tests prints.
[[nodiscard]] inline std::vector<CsvRow> run_script(const char* file) {
  const auto script = std::filesystem::path(CRENEAU_TESTS_FOLDER) / "policy" / file;
  const std::string command = "/usr/bin/python3 '" + script.string() + "'";
  std::FILE* out = popen(command.c_str(), "r");
  if (out == nullptr) throw std::runtime_error("cannot run " + command);
  std::string text;
  std::array<char, 65536> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), out))
    text.append(buffer.data(), got);
  if (pclose(out) != 0) throw std::runtime_error("failed: " + command);
  std::vector<CsvRow> rows;
  for (const std::string& line : split(text, '\n'))
    if (!line.empty()) rows.push_back(split(line, ','));
  return rows;
}

}  // namespace creneau::test
