#include "rival.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

extern char** environ;

namespace creneau::bench {

Rival::Rival(const std::vector<std::string>& command) {
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  if (pipe(in.data()) != 0 || pipe(out.data()) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  for (const int end : {in[0], in[1], out[0], out[1]})
    posix_spawn_file_actions_addclose(&actions, end);
  std::vector<char*> arguments;
  for (const std::string& argument : command)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const int failed =
      posix_spawn(&process_, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]);
  close(out[1]);
  to_ = fdopen(in[1], "w");
  from_ = fdopen(out[0], "r");
  if (failed != 0) process_ = 0;
  if (failed != 0 || read_line() != "ready")
    throw std::runtime_error("the rival does not start: " + command.back());
}

Rival::~Rival() {
  std::fclose(to_);
  std::fclose(from_);
  if (process_ != 0) waitpid(process_, nullptr, 0);
}

std::string Rival::read_line() {
  std::string line;
  for (int letter = 0; (letter = std::fgetc(from_)) != EOF && letter != '\n';)
    line += static_cast<char>(letter);
  return line;
}

Rival::Answer Rival::ask(const std::string& line) {
  std::fprintf(to_, "%s\n", line.c_str());
  std::fflush(to_);
  const std::string answer = read_line();
  const std::size_t space = answer.find(' ');
  if (space == std::string::npos) throw std::runtime_error("the rival failed");
  return {std::chrono::nanoseconds{std::stoll(answer)}, answer.substr(space + 1)};
}

}  // namespace creneau::bench
