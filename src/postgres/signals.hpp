#pragma once
/// \file
/// Telling others that a département has changed, and hearing it. Internal.

#include <bitset>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "postgres/pool.hpp"

namespace creneau {

/// Signals say only where something changed; what changed is in the history. They are sent by a thread
/// of their own after the commits, joined, and may be lost: whoever waits looks by itself now and
/// then, too.
class PostgresDatabase::Signals {
 public:
  explicit Signals(Pool& pool) : pool_(pool) {}
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;
  /// Sends what is still to be sent, if that can be done at once.
  ~Signals();

  /// A commit took this number; zero: none did. Returns at once.
  void announce(Departement departement, Revision number) noexcept;
  /// See `Database::wait_for_change`.
  [[nodiscard]] result<Revision> wait(Departement departement, Revision after,
                                      std::chrono::milliseconds at_most);

 private:
  struct Listener {
    Departement departement;
    std::unique_ptr<postgres::Connection> connection;
  };
  void send_until_stopped();
  [[nodiscard]] result<Listener> listener(Departement departement, postgres::SteadyTime until);
  void keep(Listener listener);

  Pool& pool_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::bitset<Departement::kCount> unsent_;  ///< guarded by the mutex, like those below
  bool is_stopping_ = false;
  std::vector<Listener> idle_;
  std::thread sender_;
};

}  // namespace creneau
