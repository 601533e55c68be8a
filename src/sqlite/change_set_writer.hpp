#pragma once
/// \file
/// Writing one change set. Internal.

#include <optional>
#include <string_view>

#include "creneau/model/change_set.hpp"
#include "creneau/model/give_ids.hpp"
#include "sqlite/connection.hpp"

namespace creneau::sqlite {

/// Something the decision relied on no longer holds.
[[nodiscard]] inline Error changed_meanwhile() {
  return Error{ErrorCode::conflict};
}

/// Applies one change set inside a transaction. An error `conflict` means that something the
/// decision relied on no longer holds; the transaction (or savepoint) must then be rolled back.
class ChangeSetWriter {
 public:
  ChangeSetWriter(Connection& connection, ChangeSet& changes)
      : connection_(connection), changes_(changes), code_(changes.departement.code()) {}

  /// True: done. False: the request was seen; `seen()` is its event.
  [[nodiscard]] result<bool> apply();

  [[nodiscard]] Revision number() const noexcept { return {number_}; }
  [[nodiscard]] std::optional<Event>& seen() noexcept { return seen_; }

 private:
  /// Runs a statement that must change exactly one row.
  [[nodiscard]] result<void> one_row(Statement& statement);
  [[nodiscard]] result<void> read_numbers();
  [[nodiscard]] result<void> write_numbers();
  [[nodiscard]] result<void> check_relied_on();
  /// Slot rows go before others come, and slots before the plan or reservation they refer to.
  [[nodiscard]] result<void> slots_leave();
  /// The slots are unavailable for the reason that the change set says.
  [[nodiscard]] result<void> check_block(const BlockChange& change);
  /// The reservation is as the change set says it was.
  [[nodiscard]] result<void> check_reservation(const ReservationChange& change);
  [[nodiscard]] result<void> write_sessions();
  [[nodiscard]] result<void> insert_session(const Session& session);
  [[nodiscard]] result<void> rewrite_session(const Session& before, const Session& after);
  [[nodiscard]] result<void> insert_planning(const Session& session);
  [[nodiscard]] result<void> slots_enter();
  [[nodiscard]] result<void> write_reservation(const ReservationChange& change);
  [[nodiscard]] result<void> write_closures();
  [[nodiscard]] result<void> write_rules();
  [[nodiscard]] result<void> write_notices();
  [[nodiscard]] result<void> write_event();

  Connection& connection_;
  ChangeSet& changes_;
  std::string_view code_;
  // The département's row: the number that this commit takes, and what ids are made from.
  std::int64_t number_ = 0;
  std::int64_t closures_number_ = 0;
  IdCounters counters_;
  std::optional<Event> seen_;
};

}  // namespace creneau::sqlite
