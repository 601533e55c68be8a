#pragma once
/// \file
/// A rival in another language: a process that does a go whenever it is told to.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace creneau::bench {

/// Talks to a program in lines. It answers "ready" once it has started; to each line with the
/// nanoseconds that the work took and a digest of its results.
class Rival {
 public:
  explicit Rival(const std::vector<std::string>& command);
  Rival(const Rival&) = delete;
  Rival& operator=(const Rival&) = delete;
  ~Rival();

  struct Answer {
    std::chrono::nanoseconds time;
    std::string result;
  };
  [[nodiscard]] Answer ask(const std::string& line);

 private:
  [[nodiscard]] std::string read_line();
  std::FILE* to_ = nullptr;
  std::FILE* from_ = nullptr;
  int process_ = 0;
};

}  // namespace creneau::bench
