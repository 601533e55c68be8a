#include "postgres/pool.hpp"

#include <algorithm>
#include <random>
#include <thread>

namespace creneau {

using postgres::Connection;
using postgres::SteadyTime;

namespace {

constexpr std::chrono::milliseconds kLongestPause{1000};

/// Whether a server that says so now may take us in a moment: it starts, or a standby is promoted.
[[nodiscard]] bool passes_by(const Error& error) noexcept {
  return error.code == ErrorCode::storage_unreachable || error.code == ErrorCode::storage_read_only;
}

}  // namespace

result<std::unique_ptr<Connection>> PostgresDatabase::Pool::reconnect(SteadyTime until) const {
  // Twice as long each time, and never all callers at once.
  std::minstd_rand dice{std::random_device{}()};
  for (std::chrono::milliseconds pause{20};; pause = std::min(2 * pause, kLongestPause)) {
    auto connection = connect(until);
    const SteadyTime now = std::chrono::steady_clock::now();
    if (connection || !passes_by(connection.error()) || now >= until) return connection;
    const auto jitter = static_cast<std::int64_t>(dice() % static_cast<unsigned>(pause.count()));
    std::this_thread::sleep_until(
        std::min(until, now + pause / 2 + std::chrono::milliseconds{jitter}));
  }
}

result<PostgresDatabase::Pool::Lease> PostgresDatabase::Pool::lease_until(SteadyTime until) {
  {
    std::unique_lock lock(mutex_);
    const bool is_free =
        given_back_.wait_until(lock, until, [&] { return used_ < options_.connections; });
    if (!is_free)
      return Error{ErrorCode::storage_failed}
          .with_limit(static_cast<std::int64_t>(options_.connections),
                      static_cast<std::int64_t>(options_.connections))
          .with_text("all connections are in use");
    // Enough room for all of them to come back.
    idle_.reserve(options_.connections);
    ++used_;
    while (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      if (connection->is_alive()) return Lease(*this, std::move(connection));
    }
  }
  // Gives its place back, whatever happens.
  Lease lease(*this, nullptr);
  BOOST_OUTCOME_TRY(lease.connection_, reconnect(until));
  return lease;
}

void PostgresDatabase::Pool::give_back(std::unique_ptr<Connection> connection) noexcept {
  const bool is_alive = connection != nullptr && connection->is_alive();
  {
    const std::lock_guard lock(mutex_);
    --used_;
    if (is_alive) idle_.push_back(std::move(connection));
  }
  given_back_.notify_one();
}

}  // namespace creneau
