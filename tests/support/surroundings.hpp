#pragma once
/// \file
/// Variables of the environment, for as long as a test needs them.

#include <cstdlib>
#include <string>
#include <vector>

namespace creneau::testing {

/// Sets variables, and takes them away again. For one thread.
class Surroundings {
 public:
  Surroundings() = default;
  Surroundings(const Surroundings&) = delete;
  Surroundings& operator=(const Surroundings&) = delete;
  ~Surroundings() {
    for (const char* name : names_) unsetenv(name);
  }
  void set(const char* name, const std::string& value) {
    setenv(name, value.c_str(), 1);
    names_.push_back(name);
  }

 private:
  std::vector<const char*> names_;
};

}  // namespace creneau::testing
