#pragma once
/// \file
/// Threads that start at one moment, and the storages that they share.

#include <barrier>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "creneau/sqlite/sqlite.hpp"
#include "support/departement_93.hpp"
#include "support/file_layer.hpp"
#include "support/history.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::testing {

/// Runs `task(0)` to `task(count - 1)`, each on a thread of its own, none before all are there.
inline void run_together(std::size_t count, const std::function<void(std::size_t)>& task) {
  std::barrier line(static_cast<std::ptrdiff_t>(count));
  std::vector<std::thread> threads;
  for (std::size_t index = 0; index < count; ++index)
    threads.emplace_back([&, index] {
      line.arrive_and_wait();
      task(index);
    });
  for (std::thread& thread : threads) thread.join();
}

/// An empty storage that threads share.
class SharedStorage {
 public:
  virtual ~SharedStorage() = default;
  [[nodiscard]] virtual Storage& storage() = 0;
  [[nodiscard]] virtual Outbox& outbox() = 0;
  /// What a recount finds wrong, where the storage can be recounted.
  [[nodiscard]] virtual std::vector<std::string> findings() { return {}; }
};

class SharedMemory final : public SharedStorage {
 public:
  Storage& storage() override { return storage_; }
  Outbox& outbox() override { return storage_; }

 private:
  MemoryStorage storage_;
};

class SharedFile final : public SharedStorage {
 public:
  Storage& storage() override { return *database_; }
  Outbox& outbox() override { return *database_; }
  std::vector<std::string> findings() override {
    std::vector<std::string> all;
    const auto found = database_->check().value();
    for (const Finding& it : found) all.push_back(it.what + ": " + it.where);
    return all;
  }

 private:
  FileLayer layer_;
  TemporaryFolder folder_;
  std::unique_ptr<SqliteDatabase> database_ =
      SqliteDatabase::open(folder_.path() / "planning.db", {.create = true, .vfs = layer_.name()})
          .value();
};

struct StorageKind {
  const char* name;
  std::unique_ptr<SharedStorage> (*make)();
  bool is_file;
};
inline constexpr StorageKind kStorageKinds[] = {
    {"Memory", [] { return std::unique_ptr<SharedStorage>(new SharedMemory); }, false},
    {"Sqlite", [] { return std::unique_ptr<SharedStorage>(new SharedFile); }, true},
};
inline void PrintTo(const StorageKind& kind, std::ostream* out) {
  *out << kind.name;
}

/// Whether the commit numbers of a history are 1, 2, 3…
inline bool has_no_gap(const std::vector<Event>& events) {
  for (std::size_t index = 0; index < events.size(); ++index)
    if (events[index].number.value != static_cast<std::int64_t>(index) + 1) return false;
  return true;
}

/// All reservations of a département.
inline std::vector<Reservation> reservations(const Storage& storage,
                                             Departement departement = k93) {
  ReservationFilter filter;
  filter.departement = departement;
  const auto found = storage.reservations(filter, {}).value();
  std::vector<Reservation> all;
  for (const ReservedSession& row : found.rows) all.push_back(row.reservation);
  return all;
}

}  // namespace creneau::testing
