#pragma once
/// \file
/// A PostgreSQL of one's own: from Debian's package, in a temporary folder, on loopback, as a user
/// without rights; gone when the test is.

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "support/temporary_folder.hpp"

namespace creneau::testing {

/// What a server gave, as rows of texts; NULL is "".
using TextRows = std::vector<std::vector<std::string>>;

class PostgresServer {
 public:
  /// Makes a cluster and starts it. `settings`: lines of postgresql.conf.
  explicit PostgresServer(const std::vector<std::string>& settings = {},
                          const std::filesystem::path& within = folder_in_memory());
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer();

  /// A copy that follows this one, started.
  [[nodiscard]] std::unique_ptr<PostgresServer> make_standby(
      const std::string& name, const std::vector<std::string>& settings = {});
  /// A standby takes writes from now on; waits until it does.
  void promote();

  void start();
  /// Ends it as an administrator does: clients are cut off.
  void stop();
  /// kill -9, of the server and all that it started.
  void kill();
  [[nodiscard]] bool is_running() const noexcept { return process_ > 0; }

  /// A connection string.
  [[nodiscard]] std::string uri(const std::string& database = "postgres",
                                const std::string& user = "creneau") const;
  /// "127.0.0.1:54321", for a connection string with several of them.
  [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] int port() const noexcept { return port_; }
  [[nodiscard]] const std::filesystem::path& folder() const noexcept { return data_; }

  /// Runs SQL; throws what the server says where it fails.
  TextRows run(const std::string& sql, const std::string& database = "postgres",
               const std::string& user = "creneau") const;
  /// What it has said since it was made.
  [[nodiscard]] std::string log() const;
  /// Where a program of the same version is: "pg_dump".
  [[nodiscard]] static std::filesystem::path program(const std::string& name);
  /// Makes a database, empty or as a copy of another one, and gives its name.
  std::string make_database(const std::string& copy_of = {});

 private:
  struct Clone {};
  PostgresServer(Clone, const std::filesystem::path& within);
  void write_settings(const std::vector<std::string>& settings) const;
  void wait_until_it_answers() const;

  TemporaryFolder folder_;
  std::filesystem::path data_;
  int port_ = 0;
  pid_t process_ = 0;
  int databases_ = 0;
};

}  // namespace creneau::testing
