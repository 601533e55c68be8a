#pragma once
/// \file
/// Runs the program as a user would: arguments, input, a pipe or a terminal, and what came of it.

#include <filesystem>
#include <string>
#include <vector>

namespace creneau::cli_tests {

/// How the program ended and what it printed.
struct Ran {
  int exit = -1;
  std::string out;
  std::string err;  ///< empty of a terminal, which shows both together
};

struct RunOptions {
  std::filesystem::path folder{};  ///< the working folder
  std::string input{};             ///< what is typed or piped in
  bool terminal = false;           ///< everything is a terminal
  unsigned short columns = 120;    ///< of that terminal
  std::string output_file{};       ///< standard output goes there
  bool closed_output = false;      ///< nobody reads standard output
  unsigned long file_limit = 0;    ///< the size at which every file is full
  bool nobody = false;             ///< without the rights of root, where the tests have them
  std::vector<std::string> environment{};  ///< besides a plain one
};

[[nodiscard]] Ran run_program(const std::vector<std::string>& arguments, const RunOptions& options);

}  // namespace creneau::cli_tests
