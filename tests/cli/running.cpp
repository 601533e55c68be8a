#include "cli/running.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace creneau::cli_tests {

namespace {

struct Pipe {
  Pipe() {
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_end(std::size_t end) {
    if (ends[end] >= 0) close(ends[end]);
    ends[end] = -1;
  }
  std::array<int, 2> ends{};
};

/// Between fork and exec: only what a child may do there.
[[noreturn]] void become(char* const* arguments, char* const* environment,
                         const RunOptions& options) {
  if (!options.folder.empty() && chdir(options.folder.c_str()) != 0) _exit(126);
  if (options.file_limit != 0) {
    const rlimit limit{options.file_limit, options.file_limit};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  if (!options.output_file.empty()) {
    const int file = open(options.output_file.c_str(), O_WRONLY);
    if (file < 0 || dup2(file, STDOUT_FILENO) < 0) _exit(126);
  }
  // Opened while it can be: the clone may lie where nobody else may look.
  const int program = open(arguments[0], O_RDONLY | O_CLOEXEC);
  constexpr uid_t kNobody = 65534;
  if (options.nobody && geteuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0))
    _exit(126);
  // What a parent ignores, its children would.
  std::signal(SIGPIPE, SIG_DFL);
  fexecve(program, arguments, environment);
  _exit(127);
}

int exit_of(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Reads until both ends are closed.
void read_all(int out, int err, Ran& ran) {
  std::array<pollfd, 2> ends{{{out, POLLIN, 0}, {err, POLLIN, 0}}};
  while (ends[0].fd >= 0 || ends[1].fd >= 0) {
    if (poll(ends.data(), ends.size(), -1) < 0) {
      if (errno == EINTR) continue;
      throw std::runtime_error("poll");
    }
    for (pollfd& end : ends) {
      if (end.fd < 0 || end.revents == 0) continue;
      std::array<char, 4096> block;
      const ssize_t count = read(end.fd, block.data(), block.size());
      if (count > 0)
        (end.fd == out ? ran.out : ran.err).append(block.data(), static_cast<std::size_t>(count));
      else
        end.fd = -1;
    }
  }
}

void type(int terminal, const std::string& input) {
  if (write(terminal, input.data(), input.size()) != static_cast<ssize_t>(input.size()))
    throw std::runtime_error("write");
}

Ran run_in_terminal(char* const* arguments, char* const* environment, const RunOptions& options) {
  winsize size{};
  size.ws_row = 40;
  size.ws_col = options.columns;
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
  if (child < 0) throw std::runtime_error("forkpty");
  if (child == 0) become(arguments, environment, options);
  type(terminal, options.input);
  Ran ran;
  read_all(terminal, -1, ran);
  close(terminal);
  ran.exit = exit_of(child);
  std::erase(ran.out, '\r');
  return ran;
}

Ran run_in_pipes(char* const* arguments, char* const* environment, const RunOptions& options) {
  Pipe in;
  Pipe out;
  Pipe err;
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork");
  if (child == 0) {
    dup2(in.ends[0], STDIN_FILENO);
    dup2(out.ends[1], STDOUT_FILENO);
    dup2(err.ends[1], STDERR_FILENO);
    if (options.closed_output) close(out.ends[0]);
    become(arguments, environment, options);
  }
  in.close_end(0);
  out.close_end(1);
  err.close_end(1);
  if (options.closed_output) out.close_end(0);
  if (!options.input.empty()) type(in.ends[1], options.input);
  in.close_end(1);
  Ran ran;
  read_all(out.ends[0], err.ends[0], ran);
  ran.exit = exit_of(child);
  return ran;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> them;
  for (std::string& text : texts) them.push_back(text.data());
  them.push_back(nullptr);
  return them;
}

}  // namespace

Ran run_program(const std::vector<std::string>& arguments, const RunOptions& options) {
  std::vector<std::string> words{CRENEAU_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment{"PATH=/usr/bin:/bin", "HOME=/", "TERM=xterm"};
  environment.insert(environment.end(), options.environment.begin(), options.environment.end());
  const auto argv = pointers(words);
  const auto envp = pointers(environment);
  return options.terminal ? run_in_terminal(argv.data(), envp.data(), options)
                          : run_in_pipes(argv.data(), envp.data(), options);
}

}  // namespace creneau::cli_tests
