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
    BOOST_OUTCOME_TRY(auto connection, connect());
    return Lease(*this, std::move(connection));
  }

  /// A new connection to a file that is known to be ours.
  [[nodiscard]] result<std::unique_ptr<sqlite::Connection>> connect() const;
  /// A connection that leaves the file as it is, whatever it is, until it is taken into use.
  [[nodiscard]] result<std::unique_ptr<sqlite::Connection>> reach(bool create) const;
  /// Makes a connection ready to write, under the journal that suits. `unsupported`: there is none.
  [[nodiscard]] result<void> take_into_use(sqlite::Connection& connection, bool is_new) const;

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
