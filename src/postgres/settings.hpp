#pragma once
/// \file
/// What a connection string says, its service and the surroundings. Internal.

#include <libpq-fe.h>

#include <string>
#include <utility>
#include <vector>

#include "creneau/model/result.hpp"

namespace creneau::postgres {

/// Keywords and values, as libpq takes them.
class Settings {
 public:
  /// All that libpq would use: what `where` says, else the service that it or PGSERVICE names, else
  /// PGHOST and its kin. What libpq takes for granted is left out. Nothing is connected to.
  /// `bad_argument`: the text cannot be read, or one of the values; values are not shown, since what is
  /// misspelt may be a part of a password.
  [[nodiscard]] static result<Settings> read(const std::string& where);

  void set(const std::string& key, std::string value);
  void set_default(const std::string& key, const char* value) {
    if (get(key).empty()) set(key, value);
  }
  /// Empty: not said.
  [[nodiscard]] std::string get(const std::string& key) const;
  /// The settings of each server by itself: libpq would spend the whole time on one that is silent.
  [[nodiscard]] std::vector<Settings> each_server() const;
  /// Begins to connect. The caller owns it; null: no memory.
  [[nodiscard]] PGconn* start() const;

 private:
  /// Adds what is said elsewhere than in these, but for `untakeable`. Given a value for it that libpq
  /// cannot take, it works out all others and connects to nothing.
  [[nodiscard]] result<void> add_surroundings(const std::string& untakeable);

  std::vector<std::pair<std::string, std::string>> all_;
};

}  // namespace creneau::postgres
