#pragma once
/// \file
/// The SQL of a filtered list of sessions. Internal to the adapter.

#include <string>

#include "sqlite/rows.hpp"

namespace creneau::sqlite {

/// A filter as a statement with bound parameters; the text depends only on which parts filter.
class SessionQuery {
 public:
  explicit SessionQuery(const SessionFilter& filter);
  /// Sessions by start and id, after a cursor, with their masks. The query must outlive the
  /// statement.
  [[nodiscard]] result<Statement> prepare(Connection& connection, const Cursor& after) const;

 private:
  const SessionFilter& filter_;
  std::string sql_;
  std::string inspectors_;
};

}  // namespace creneau::sqlite
