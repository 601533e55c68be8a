#pragma once
/// \file
/// Runs the scripts beside the tests with the system's Python, whose mail and calendar parsers know
/// nothing of the library.

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "support/temporary_folder.hpp"

namespace creneau::test {

using testing::TemporaryFolder;

/// A script of the tests' folder as a child process, spoken with through its input and output.
class PythonScript {
 public:
  explicit PythonScript(const char* script, std::vector<std::string> arguments = {}) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    // Closed in children, or one script's input would stay open in another script.
    if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0)
      throw std::runtime_error("pipe");
    child_ = ::fork();
    if (child_ < 0) throw std::runtime_error("fork");
    if (child_ == 0) {
      ::dup2(in[0], STDIN_FILENO);
      ::dup2(out[1], STDOUT_FILENO);
      const auto path = std::filesystem::path(CRENEAU_TESTS_FOLDER) / script;
      arguments.insert(arguments.begin(), {CRENEAU_PYTHON, "-B", path.string()});
      std::vector<char*> words;
      for (std::string& argument : arguments) words.push_back(argument.data());
      words.push_back(nullptr);
      ::execv(CRENEAU_PYTHON, words.data());
      std::_Exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    in_ = in[1];
    out_ = out[0];
  }
  PythonScript(const PythonScript&) = delete;
  PythonScript& operator=(const PythonScript&) = delete;
  ~PythonScript() {
    close_input();
    (void)read_all();
    ::close(out_);
    int status = 0;
    ::waitpid(child_, &status, 0);
  }

  void write(std::string_view text) {
    while (!text.empty()) {
      const ssize_t written = ::write(in_, text.data(), text.size());
      if (written <= 0) throw std::runtime_error("the script does not read");
      text.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void close_input() {
    if (in_ >= 0) ::close(in_);
    in_ = -1;
  }
  /// One line, as JSON.
  nlohmann::json read_line() {
    std::string line;
    for (char letter = 0; ::read(out_, &letter, 1) == 1 && letter != '\n';) line.push_back(letter);
    return nlohmann::json::parse(line);
  }
  /// All that is left, as JSON; the script has ended by then.
  nlohmann::json finish() {
    close_input();
    return nlohmann::json::parse(read_all());
  }

 private:
  std::string read_all() {
    std::string all;
    std::array<char, 4096> buffer{};
    for (ssize_t count = 0; (count = ::read(out_, buffer.data(), buffer.size())) > 0;)
      all.append(buffer.data(), static_cast<std::size_t>(count));
    return all;
  }

  pid_t child_ = -1;
  int in_ = -1;
  int out_ = -1;
};

/// What `mail/read_mail.py` finds in the bytes of a mail.
inline nlohmann::json read_mail(const std::string& bytes) {
  PythonScript script("mail/read_mail.py");
  script.write(bytes);
  return script.finish();
}

}  // namespace creneau::test
