#include "postgres/signals.hpp"

#include <algorithm>
#include <array>

namespace creneau {

using postgres::Connection;
using postgres::Query;
using postgres::SteadyTime;

namespace {

/// Signals of commits that follow each other so closely become one.
constexpr std::chrono::milliseconds kJoinWithin{100};
/// How often somebody who waits looks without having been told.
constexpr std::chrono::milliseconds kLookEvery{5000};
/// The same where the server cannot tell: a standby.
constexpr std::chrono::milliseconds kLookEveryBlindly{500};
constexpr std::size_t kIdleListeners = 4;

[[nodiscard]] std::string channel_of(Departement departement) {
  return "creneau_" + std::string(departement.code());
}

}  // namespace

PostgresDatabase::Signals::~Signals() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_one();
  if (sender_.joinable()) sender_.join();
}

void PostgresDatabase::Signals::announce(Departement departement, Revision number) noexcept {
  if (number == Revision{}) return;
  pool_.known().remember(departement, number);
  try {
    const std::lock_guard lock(mutex_);
    unsent_.set(departement.index());
    if (!sender_.joinable()) sender_ = std::thread([this] { send_until_stopped(); });
  } catch (...) {
    // Without a thread nobody is told; who waits looks by itself.
    return;
  }
  changed_.notify_one();
}

void PostgresDatabase::Signals::send_until_stopped() {
  // Its own: no command must wait for it, nor make a new one in its place.
  std::unique_ptr<Connection> connection;
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return is_stopping_ || unsent_.any(); });
    // More may come at once.
    if (!is_stopping_) changed_.wait_for(lock, kJoinWithin, [&] { return is_stopping_; });
    if (unsent_.none()) return;
    const auto now = std::exchange(unsent_, {});
    const bool is_last = is_stopping_;
    lock.unlock();
    try {
      std::string codes;
      for (std::size_t index = 0; index < now.size(); ++index)
        if (now.test(index))
          codes += (codes.empty() ? "{" : ",") + std::string(Departement::from_index(index).code());
      // A signal changes nothing, and waits for no disk and no standby.
      std::array<Query, 2> queries{
          Query{"SET LOCAL synchronous_commit = off"},
          Query{"SELECT pg_notify('creneau_' || code, '') FROM unnest($1::text[]) code"}};
      queries[1].bind(codes + "}");
      if (!connection || !connection->is_alive()) {
        const auto until = std::chrono::steady_clock::now() +
                           (is_last ? std::chrono::milliseconds{500} : kLookEvery);
        if (auto made = pool_.connect(until)) connection = std::move(made).value();
      }
      if (connection) (void)connection->run(queries, postgres::As::statements);
    } catch (const std::bad_alloc&) {
      // This signal is lost.
    }
    lock.lock();
  }
}

result<PostgresDatabase::Signals::Listener> PostgresDatabase::Signals::listener(
    Departement departement, SteadyTime until) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(idle_.begin(), idle_.end(), [&](const Listener& it) {
      return it.departement == departement;
    });
    if (found != idle_.end()) {
      Listener it = std::move(*found);
      idle_.erase(found);
      if (it.connection->is_alive()) return it;
    }
  }
  BOOST_OUTCOME_TRY(auto connection, pool_.reconnect(until));
  // A standby knows no signals.
  if (!pool_.options().read_only) {
    BOOST_OUTCOME_TRY(connection->run_script("LISTEN \"" + channel_of(departement) + "\""));
  }
  return Listener{departement, std::move(connection)};
}

void PostgresDatabase::Signals::keep(Listener listener) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kIdleListeners) idle_.push_back(std::move(listener));
}

result<Revision> PostgresDatabase::Signals::wait(Departement departement, Revision after,
                                                 std::chrono::milliseconds at_most) {
  const SteadyTime until = std::chrono::steady_clock::now() + at_most;
  const auto look_every = pool_.options().read_only ? kLookEveryBlindly : kLookEvery;
  Query number("SELECT number FROM creneau.departement WHERE code = $1");
  number.bind(departement.code());
  while (true) {
    BOOST_OUTCOME_TRY(Listener it, listener(departement, std::max(until, pool_.patience_ends())));
    while (true) {
      const auto rows = it.connection->run(number);
      if (!rows) {
        if (rows.error().code != ErrorCode::storage_unreachable) return rows.error();
        break;
      }
      const Revision present{rows.value().empty() ? 0 : postgres::Row(rows.value(), 0).number(0)};
      if (!rows.value().empty()) pool_.known().remember(departement, present);
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
      if (present > after || left.count() <= 0) {
        keep(std::move(it));
        return present;
      }
      // What came before the number was read is told by it.
      while (!it.connection->next_signal().empty()) {
      }
      if (!it.connection->listen(std::min(left, look_every))) break;
    }
    // The line broke: on a new one it goes on.
  }
}

result<Revision> PostgresDatabase::wait_for_change(Departement departement, Revision after,
                                                   std::chrono::milliseconds at_most) const {
  return signals_->wait(departement, after, at_most);
}

}  // namespace creneau
