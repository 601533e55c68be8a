#pragma once
/// \file
/// This program run again as other processes, each with a role.

#include <csignal>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace creneau::testing {

/// What a process does that was started with a role: gets the arguments after the role's name.
using Role = int (*)(const std::vector<std::string>& arguments);

/// Names a role; a global object of the file that plays it.
class RoleNamed {
 public:
  RoleNamed(const char* name, Role role) { all()[name] = role; }
  static std::map<std::string, Role>& all() {
    static std::map<std::string, Role> roles;
    return roles;
  }
};

/// Plays the role that the arguments name; nothing if they name none.
[[nodiscard]] std::optional<int> run_role(int count, char** arguments);

/// A running process. Its standard output comes line by line; its standard input is ours to write.
class Process {
 public:
  Process(const std::string& role, const std::vector<std::string>& arguments);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  /// The next line; nothing at the end of the output.
  [[nodiscard]] std::optional<std::string> line();
  void write_line(const std::string& text);
  void kill();
  /// Waits for the end: the exit code, or minus the signal that ended it.
  int wait();

 private:
  pid_t id_ = 0;
  std::FILE* output_ = nullptr;
  int input_ = -1;
  std::optional<int> ended_;
};

/// Writes one whole line to standard output at once.
void tell(const std::string& line);

}  // namespace creneau::testing
