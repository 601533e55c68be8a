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
#include <utility>
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

/// What a command is to authorization, history and texts. The numbers are stored: new kinds are
/// appended.
enum class CommandKind : std::uint8_t {
  create_sessions,   ///< CreateSessions
  remove_sessions,   ///< RemoveSessions
  plan_sessions,     ///< PlanSessions
  unplan_sessions,   ///< UnplanSessions
  change_session,    ///< ChangeSession
  reserve_slots,     ///< ReserveSlots, ReserveWish
  cancel_by_office,  ///< CancelByOffice
  cancel_by_school,  ///< CancelBySchool
  block_slots,       ///< BlockSlots
  unblock_slots,     ///< UnblockSlots
  add_closure,       ///< AddClosure
  remove_closure,    ///< RemoveClosures
  set_rules,         ///< SetRules
  import_planning    ///< ImportPlanning
};

namespace detail {
inline constexpr std::array<std::string_view, 14> kCommandCodes{
    "create_sessions", "remove_sessions",  "plan_sessions",    "unplan_sessions", "change_session",
    "reserve_slots",   "cancel_by_office", "cancel_by_school", "block_slots",     "unblock_slots",
    "add_closure",     "remove_closure",   "set_rules",        "import_planning"};
}
/// How many kinds there are; each one's number is below it.
inline constexpr std::size_t kCommandCount = detail::kCommandCodes.size();

/// The kind's name, as JSON and the history write it: "reserve_slots".
[[nodiscard]] constexpr std::string_view code_of(CommandKind kind) noexcept {
  return detail::kCommandCodes[static_cast<std::size_t>(kind)];
}

/// A row of sessions made (`before` empty), removed (`after` empty) or rewritten. The storage takes
/// `before->revision` as an expectation and sets `after->revision`.
struct SessionChange {
  std::optional<Session> before;  ///< the row as the decision saw it; empty: there was none
  std::optional<Session> after;   ///< the row as it is to be; empty: none; a new one has a fresh id
  friend bool operator==(const SessionChange&, const SessionChange&) = default;
};

/// A reservation made (`slots_before` empty), ended (`slots_after` empty), shrunk or taken along to
/// another plan of its session. Its slot rows follow: those of `plan_before` that it no longer
/// holds go, those of `plan_after` that it did not hold come.
struct ReservationChange {
  ReservationId id;          ///< fresh, where it is made
  SchoolId school;           ///< whose it is; never changes
  SessionId session;         ///< in which it lies; never changes
  PlanNumber plan_before;    ///< of `slots_before`
  PlanNumber plan_after;     ///< of `slots_after`; another one where its session was changed
  SlotSet slots_before;      ///< what it held; empty: it is made
  SlotSet slots_after;       ///< what it will hold; empty: it ends
  Revision revision_before;  ///< an expectation, where `slots_before` is not empty
  std::string external_ref;  ///< another system's id of it, opaque; empty: none
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
  SessionId session;                 ///< in which the slots lie
  PlanNumber plan;                   ///< the plan of which they are
  SlotSet slots;                     ///< never empty
  bool blocked = true;               ///< true: the rows come; false: they go
  Reason reason = Reason::unstated;  ///< why; kept with each slot that becomes unavailable
  std::string note;                  ///< free text beside the reason; at most 2,000 bytes of UTF-8
  friend bool operator==(const BlockChange&, const BlockChange&) = default;
};

/// A closure that is added or removed, as a whole.
struct ClosureChange {
  Closure closure;    ///< with a fresh id, where it is added
  bool added = true;  ///< false: it is removed
  friend bool operator==(const ClosureChange&, const ClosureChange&) = default;
};

/// The whole rules document, before and after.
struct RulesChange {
  std::vector<RuleEntry> before;  ///< the document of the version that the decision relied on
  std::vector<RuleEntry> after;   ///< the document of the next version
  friend bool operator==(const RulesChange&, const RulesChange&) = default;
};

/// Something the receipt says beside the changes.
struct Remark {
  /// What is remarked, and what `amount` counts.
  enum class Kind : std::uint8_t {
    minutes_left_over,   ///< the grid leaves `amount` minutes of the session unused
    orphan_units,        ///< exams of the session's category leave `amount` units over
    session_in_closure,  ///< the closure falls on a planned session that has `amount` reserved
                         ///< units
    undeliverable        ///< the recipient has no mail address
  };
  Kind kind = Kind::minutes_left_over;  ///< what is remarked
  Subject subject;                      ///< the session, or the recipient
  std::int64_t amount = 0;  ///< minutes or units, by `kind`; zero where nothing is counted
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
  CommandKind command = CommandKind::create_sessions;  ///< which command decided it
  Departement departement;           ///< whose planning; every row named lies in it
  Actor actor;                       ///< who gave the command
  Instant at{};                      ///< UTC, read once at the entry of the command
  std::string request;               ///< the caller's request id; empty: the caller gave none
  ContentHash content;               ///< of the command; zero where `request` is empty
  Reason reason = Reason::unstated;  ///< the command's, kept in the history
  std::string note;                  ///< the command's, kept in the history until it is redacted

  /// The version of the rules that decided.
  RulesVersion rules;
  /// The number of the commit that last changed a closure, where the decision relied on closures.
  std::optional<Revision> closures;
  /// Sessions that the decision relied on without writing them; also what the receipt is written
  /// from.
  SmallVector<Session, 1> relied_on;

  std::vector<SessionChange> sessions;             ///< session rows; fresh ids in their order
  SmallVector<ReservationChange, 1> reservations;  ///< reservations, and their slot rows
  std::vector<BlockChange> blocks;                 ///< slots without a reservation
  std::vector<ClosureChange> closures_changed;     ///< closures, whole
  std::optional<RulesChange> rules_changed;        ///< the rules, whole; of all départements
  std::vector<Remark> remarks;  ///< for the receipt; not an expectation, writes nothing
  std::vector<Notice> notices;  ///< for the outbox; the storage takes them out when it commits

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

/// A committed change set: one entry of the history, and the receipt of its command. Append-only.
struct Event {
  Revision number;    ///< zero: of a preview, or a command that had nothing to change
  ChangeSet changes;  ///< with the ids that the storage gave

  /// An event of nothing. Written out, because a defaulted one would be cleared before it is made.
  Event() noexcept {}
  /// The event of a change set.
  Event(Revision taken, ChangeSet committed) noexcept
      : number(taken), changes(std::move(committed)) {}
  friend bool operator==(const Event&, const Event&) = default;
};

/// What a command gives back. The same request id gives an equal receipt again.
using Receipt = Event;

}  // namespace creneau
