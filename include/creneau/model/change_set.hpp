#pragma once
/// \file
/// What a decision wants done: the rows before and after, and all that the decision relied on.

#include <array>
#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "creneau/model/actor.hpp"
#include "creneau/model/closure.hpp"
#include "creneau/model/content_hash.hpp"
#include "creneau/model/error.hpp"
#include "creneau/model/notice.hpp"
#include "creneau/model/reason.hpp"
#include "creneau/model/reservation.hpp"
#include "creneau/model/rule_entry.hpp"
#include "creneau/model/session.hpp"

namespace creneau {

/// A vector whose first N elements need no allocation.
template <class T, std::size_t N>
  requires(N > 0)
using SmallVector = boost::container::small_vector<T, N>;

enum class CommandKind : std::uint8_t {
  create_sessions,
  remove_sessions,
  plan_sessions,
  unplan_sessions,
  change_session,
  reserve_slots,
  cancel_by_office,
  cancel_by_school,
  block_slots,
  unblock_slots,
  add_closure,
  remove_closure,
  set_rules,
  import_planning
};

namespace detail {
inline constexpr std::array<std::string_view, 14> kCommandCodes{
    "create_sessions", "remove_sessions",  "plan_sessions",    "unplan_sessions", "change_session",
    "reserve_slots",   "cancel_by_office", "cancel_by_school", "block_slots",     "unblock_slots",
    "add_closure",     "remove_closure",   "set_rules",        "import_planning"};
}
inline constexpr std::size_t kCommandCount = detail::kCommandCodes.size();

[[nodiscard]] constexpr std::string_view code_of(CommandKind kind) noexcept {
  return detail::kCommandCodes[static_cast<std::size_t>(kind)];
}

[[nodiscard]] constexpr std::optional<CommandKind> command_from_code(
    std::string_view code) noexcept {
  for (std::size_t index = 0; index < kCommandCount; ++index)
    if (detail::kCommandCodes[index] == code) return static_cast<CommandKind>(index);
  return std::nullopt;
}

/// A row of sessions made (`before` empty), removed (`after` empty) or rewritten. The storage takes
/// `before->revision` as an expectation and sets `after->revision`.
struct SessionChange {
  std::optional<Session> before;
  std::optional<Session> after;
  friend bool operator==(const SessionChange&, const SessionChange&) = default;
};

/// A reservation made (`slots_before` empty), ended (`slots_after` empty), shrunk or taken along to
/// another plan of its session. Its slot rows follow: those of `plan_before` that it no longer
/// holds go, those of `plan_after` that it did not hold come.
struct ReservationChange {
  ReservationId id;
  SchoolId school;
  SessionId session;
  PlanNumber plan_before;
  PlanNumber plan_after;
  SlotSet slots_before;
  SlotSet slots_after;
  Revision revision_before;  ///< an expectation, where `slots_before` is not empty
  std::string external_ref;
  friend bool operator==(const ReservationChange&, const ReservationChange&) = default;

  /// The slot rows that must exist with this reservation and go.
  [[nodiscard]] SlotSet leaves() const noexcept {
    return plan_before == plan_after ? slots_before - slots_after : slots_before;
  }
  /// The slot rows that must not exist and come.
  [[nodiscard]] SlotSet enters() const noexcept {
    return plan_before == plan_after ? slots_after - slots_before : slots_after;
  }
};

/// Slots that become unavailable (their rows come) or cease to be (their rows go). Of rows that go
/// along to another plan (`ChangeSet::takes_along`) `reason` and `note` are an expectation.
struct BlockChange {
  SessionId session;
  PlanNumber plan;
  SlotSet slots;
  bool blocked = true;
  Reason reason = Reason::unstated;
  std::string note;
  friend bool operator==(const BlockChange&, const BlockChange&) = default;
};

struct ClosureChange {
  Closure closure;
  bool added = true;
  friend bool operator==(const ClosureChange&, const ClosureChange&) = default;
};

/// The whole rules document, before and after.
struct RulesChange {
  std::vector<RuleEntry> before;
  std::vector<RuleEntry> after;
  friend bool operator==(const RulesChange&, const RulesChange&) = default;
};

/// Something the receipt says beside the changes.
struct Remark {
  enum class Kind : std::uint8_t {
    minutes_left_over,   ///< the grid leaves `amount` minutes of the session unused
    orphan_units,        ///< exams of the session's category leave `amount` units over
    session_in_closure,  ///< the closure falls on a planned session that has `amount` reserved
                         ///< units
    undeliverable        ///< the recipient has no mail address
  };
  Kind kind = Kind::minutes_left_over;
  Subject subject;
  std::int64_t amount = 0;
  friend bool operator==(const Remark&, const Remark&) = default;
};

/// A change of one département's planning, with everything that its decision relied on. It is
/// applied whole or not at all, and only where all of this still holds:
/// - the request id was not seen before;
/// - the rules have version `rules`;
/// - the closures have revision `closures`, where stated;
/// - each session of `relied_on` is still at that plan;
/// - each row that a change names is as its "before" says (absent where there is none).
struct ChangeSet {
  CommandKind command = CommandKind::create_sessions;
  Departement departement;
  Actor actor;
  Instant at{};
  std::string request;  ///< empty: the caller gave none
  ContentHash content;
  Reason reason = Reason::unstated;
  std::string note;

  RulesVersion rules;
  std::optional<Revision> closures;
  /// Sessions that the decision relied on without writing them; also what the receipt is written
  /// from.
  SmallVector<Session, 1> relied_on;

  std::vector<SessionChange> sessions;
  SmallVector<ReservationChange, 1> reservations;
  std::vector<BlockChange> blocks;
  std::vector<ClosureChange> closures_changed;
  std::optional<RulesChange> rules_changed;
  std::vector<Remark> remarks;
  std::vector<Notice> notices;

  /// Whether these rows go because their session goes to another plan, where the same come again.
  [[nodiscard]] bool takes_along(const BlockChange& change) const noexcept {
    if (change.blocked) return false;
    for (const SessionChange& it : sessions)
      if (it.before && it.before->id == change.session) return it.after && it.after->is_planned();
    return false;
  }
  /// Whether it writes nothing.
  [[nodiscard]] bool empty() const noexcept {
    return sessions.empty() && reservations.empty() && blocks.empty() && closures_changed.empty() &&
           !rules_changed;
  }
  friend bool operator==(const ChangeSet&, const ChangeSet&) = default;
};

/// A committed change set: one entry of the history, and the receipt of its command.
struct Event {
  Revision number;  ///< zero: of a preview, or a command that had nothing to change
  ChangeSet changes;
  friend bool operator==(const Event&, const Event&) = default;
};

/// What a command gives back. The same request id gives an equal receipt again.
using Receipt = Event;

}  // namespace creneau
