#pragma once
/// \file
/// A new database of the kind that a program tests: the tests of this folder are compiled once and
/// run over each kind.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "creneau/port/database.hpp"

namespace creneau::testing {

class ADatabase {
 public:
  virtual ~ADatabase() = default;
  [[nodiscard]] virtual Database& operator*() = 0;
  [[nodiscard]] Database* operator->() { return &**this; }
  /// Where a text stands among all rows, by table and column: "notice.text".
  [[nodiscard]] virtual std::vector<std::string> places_of(std::string_view text) = 0;
};

/// Empty, with its schema; each program has its own.
[[nodiscard]] std::unique_ptr<ADatabase> a_database();

}  // namespace creneau::testing
