/// \file
/// with_postgres_server COMMAND…: runs a command beside a PostgreSQL server, and ends with its exit
/// code. The command finds the server's connection string in CRENEAU_TEST_SERVER. A database that it
/// makes there has the schema, because template1 has; as a copy of template0 it is empty.

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <string>

#include "support/planning_schema.hpp"
#include "support/postgres_server.hpp"

namespace creneau::testing {
namespace {

volatile std::sig_atomic_t command = 0;

/// Whoever ends this program ends the command, and after it the server.
void pass_on(int signal) {
  ::kill(command, signal);
}

int run(char** words) {
  pid_t process = 0;
  if (posix_spawnp(&process, words[0], nullptr, nullptr, words, environ) != 0)
    throw std::runtime_error("cannot start " + std::string(words[0]));
  command = process;
  for (const int it : {SIGHUP, SIGINT, SIGTERM}) std::signal(it, pass_on);
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int run_beside_a_server(char** words) {
  const PostgresServer server;
  make_planning_schema(server.uri("template1"));
  setenv("CRENEAU_TEST_SERVER", server.uri().c_str(), 1);
  return run(words);
}

}  // namespace
}  // namespace creneau::testing

int main(int count, char** words) {
  if (count < 2) {
    std::fprintf(stderr, "usage: %s COMMAND...\n", words[0]);
    return 2;
  }
  try {
    return creneau::testing::run_beside_a_server(words + 1);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", words[0], error.what());
    return 3;
  }
}
