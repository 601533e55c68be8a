#pragma once
/// \file
/// A server whose disk can be full.

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "support/postgres_server.hpp"
#include "support/surroundings.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::testing {

class FullDisk {
 public:
  FullDisk() {
    std::filesystem::permissions(folder_.path(), std::filesystem::perms::others_exec,
                                 std::filesystem::perm_options::add);
    said_.set("CRENEAU_DISK_IS_FULL", flag_);
    said_.set("LD_PRELOAD", CRENEAU_FULL_DISK);
    server_.emplace(std::vector<std::string>{"autovacuum = off"});
  }
  [[nodiscard]] PostgresServer& server() noexcept { return *server_; }
  /// Nothing can be written any more below a folder: "/base/", where tables are, or "/pg_wal/".
  void fill(const std::string& folder) const { std::ofstream(flag_) << folder; }
  void empty() const { std::filesystem::remove(flag_); }

 private:
  TemporaryFolder folder_;
  std::filesystem::path flag_ = folder_.path() / "full";
  Surroundings said_;
  std::optional<PostgresServer> server_;
};

}  // namespace creneau::testing
