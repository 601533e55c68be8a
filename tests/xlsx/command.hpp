#pragma once
/// \file
/// Running other programs in tests.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace creneau::testing {

/// What a program printed, and how it ended.
struct Ran {
  int status = -1;
  std::string output;
};

inline Ran run(const std::string& command) {
  Ran ran;
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return ran;
  char block[4096];
  for (std::size_t read = 0; (read = fread(block, 1, sizeof block, pipe)) > 0;)
    ran.output.append(block, read);
  ran.status = pclose(pipe);
  return ran;
}

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  return bytes.str();
}

inline void put_bytes(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace creneau::testing
