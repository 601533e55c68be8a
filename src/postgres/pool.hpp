#pragma once
/// \file
/// The connections of one database that threads share.

#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "creneau/postgres/postgres.hpp"
#include "postgres/connection.hpp"
#include "postgres/known.hpp"

namespace creneau {

class PostgresDatabase::Pool {
 public:
  Pool(std::string where, PostgresOptions options) : where_(std::move(where)), options_(options) {}

  /// A connection for one thread, given back when it goes out of scope.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<postgres::Connection> connection) noexcept
        : pool_(&pool), connection_(std::move(connection)) {}
    Lease(Lease&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)), connection_(std::move(other.connection_)) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (pool_ != nullptr) pool_->give_back(std::move(connection_));
    }
    [[nodiscard]] postgres::Connection& operator*() const noexcept { return *connection_; }
    [[nodiscard]] postgres::Connection* operator->() const noexcept { return connection_.get(); }

   private:
    friend Pool;
    Pool* pool_;
    std::unique_ptr<postgres::Connection> connection_;
  };

  /// Waits for a connection, and for a server that takes it, as long as the options say.
  [[nodiscard]] result<Lease> lease() { return lease_until(patience_ends()); }
  [[nodiscard]] result<Lease> lease_until(postgres::SteadyTime until);

  /// How often something is tried that the server asks to be tried again.
  static constexpr int kMaxTries = 8;

  /// Calls `use(connection)`, which gives a result and may be called again: on a connection that
  /// breaks it is called once more on a new one, and where the server asks for another try. Not for
  /// what must not happen twice.
  template <class Use>
  [[nodiscard]] auto with_connection(Use&& use)
      -> decltype(use(std::declval<postgres::Connection&>())) {
    const postgres::SteadyTime until = patience_ends();
    for (int tries = 1;; ++tries) {
      BOOST_OUTCOME_TRY(auto connection, lease_until(until));
      auto outcome = use(*connection);
      if (outcome) return outcome;
      const bool again = outcome.error().code == ErrorCode::storage_unreachable ||
                         connection->is_worth_another_try();
      if (!again || tries == kMaxTries || std::chrono::steady_clock::now() >= until) return outcome;
    }
  }
  /// The same for one statement.
  [[nodiscard]] result<postgres::Rows> run(const postgres::Query& query) {
    return with_connection([&](postgres::Connection& it) { return it.run(query); });
  }
  /// The same for several in one round trip.
  [[nodiscard]] result<std::vector<postgres::Rows>> run(std::span<const postgres::Query> queries,
                                                        postgres::As how) {
    return with_connection([&](postgres::Connection& it) { return it.run(queries, how); });
  }

  /// Takes a connection that stands already.
  void take(std::unique_ptr<postgres::Connection> connection) {
    idle_.push_back(std::move(connection));
  }
  /// A connection besides those that are counted: to listen, to signal.
  [[nodiscard]] result<std::unique_ptr<postgres::Connection>> connect(
      postgres::SteadyTime until) const {
    return postgres::Connection::open(where_, options_.read_only, until);
  }
  /// The same, as often as it takes.
  [[nodiscard]] result<std::unique_ptr<postgres::Connection>> reconnect(
      postgres::SteadyTime until) const;
  [[nodiscard]] postgres::SteadyTime patience_ends() const noexcept {
    return std::chrono::steady_clock::now() + options_.patience;
  }
  /// What was seen of the départements.
  [[nodiscard]] postgres::Known& known() noexcept { return known_; }
  [[nodiscard]] std::string_view leaf(Departement departement) const noexcept {
    return known_.leaf(departement);
  }
  [[nodiscard]] const std::string& where() const noexcept { return where_; }
  [[nodiscard]] const PostgresOptions& options() const noexcept { return options_; }

 private:
  void give_back(std::unique_ptr<postgres::Connection> connection) noexcept;
  std::string where_;
  PostgresOptions options_;
  postgres::Known known_;
  std::mutex mutex_;
  std::condition_variable given_back_;
  std::vector<std::unique_ptr<postgres::Connection>> idle_;
  std::size_t used_ = 0;
};

}  // namespace creneau
