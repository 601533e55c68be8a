#pragma once
/// \file
/// The connections of one database that threads share.

#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "creneau/sqlite/sqlite.hpp"
#include "sqlite/connection.hpp"

namespace creneau {

class SqliteDatabase::Pool {
 public:
  Pool(std::string path, SqliteOptions options)
      : path_(std::move(path)), options_(std::move(options)) {}

  /// A connection for one thread, given back when it goes out of scope.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<sqlite::Connection> connection) noexcept
        : pool_(&pool), connection_(std::move(connection)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (connection_ != nullptr) pool_->give_back(std::move(connection_));
    }
    [[nodiscard]] sqlite::Connection& operator*() const noexcept { return *connection_; }
    [[nodiscard]] sqlite::Connection* operator->() const noexcept { return connection_.get(); }

   private:
    Pool* pool_;
    std::unique_ptr<sqlite::Connection> connection_;
  };

  [[nodiscard]] result<Lease> lease() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return Lease(*this, std::move(connection));
      }
    }
    BOOST_OUTCOME_TRY(auto connection, connect(false));
    return Lease(*this, std::move(connection));
  }

  /// A new connection with the journal mode that suits the linked SQLite.
  [[nodiscard]] result<std::unique_ptr<sqlite::Connection>> connect(bool create) const;

  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  [[nodiscard]] const SqliteOptions& options() const noexcept { return options_; }

 private:
  void give_back(std::unique_ptr<sqlite::Connection> connection) noexcept {
    // A connection that is still inside a transaction had a failure it could not undo.
    if (connection->in_transaction()) return;
    const std::lock_guard lock(mutex_);
    try {
      idle_.push_back(std::move(connection));
    } catch (const std::bad_alloc&) {
      // It is closed instead.
    }
  }

  std::string path_;
  SqliteOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<sqlite::Connection>> idle_;
};

}  // namespace creneau
