#include "support/processes.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace creneau::testing {

namespace {

constexpr const char* kRoleFlag = "--role";

void require(bool holds, const char* what) {
  if (holds) return;
  std::perror(what);
  std::abort();
}

}  // namespace

std::optional<int> run_role(int count, char** arguments) {
  if (count < 3 || std::string(arguments[1]) != kRoleFlag) return std::nullopt;
  return RoleNamed::all().at(arguments[2])({arguments + 3, arguments + count});
}

Process::Process(const std::string& role, const std::vector<std::string>& arguments) {
  int to_child[2];
  int from_child[2];
  require(pipe2(to_child, O_CLOEXEC) == 0 && pipe2(from_child, O_CLOEXEC) == 0, "pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, to_child[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, from_child[1], STDOUT_FILENO);
  std::vector<std::string> words{"/proc/self/exe", kRoleFlag, role};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  require(posix_spawn(&id_, "/proc/self/exe", &actions, nullptr, pointers.data(), environ) == 0,
          "posix_spawn");
  posix_spawn_file_actions_destroy(&actions);
  close(to_child[0]);
  close(from_child[1]);
  input_ = to_child[1];
  output_ = fdopen(from_child[0], "r");
}

Process::~Process() {
  if (!ended_) {
    kill();
    (void)wait();
  }
  std::fclose(output_);
  close(input_);
}

std::optional<std::string> Process::line() {
  std::string text;
  for (int letter = std::fgetc(output_); letter != EOF; letter = std::fgetc(output_)) {
    if (letter == '\n') return text;
    text.push_back(static_cast<char>(letter));
  }
  return std::nullopt;
}

void Process::write_line(const std::string& text) {
  const std::string whole = text + "\n";
  require(::write(input_, whole.data(), whole.size()) == static_cast<ssize_t>(whole.size()),
          "write");
}

void Process::kill() {
  ::kill(id_, SIGKILL);
}

int Process::wait() {
  if (ended_) return *ended_;
  int status = 0;
  while (waitpid(id_, &status, 0) < 0) require(errno == EINTR, "waitpid");
  ended_ = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
  return *ended_;
}

void tell(const std::string& line) {
  const std::string whole = line + "\n";
  require(::write(STDOUT_FILENO, whole.data(), whole.size()) == static_cast<ssize_t>(whole.size()),
          "write");
}

}  // namespace creneau::testing
