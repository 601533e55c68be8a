#pragma once
/// \file
/// Port: where plannings are kept. What a storage must do is proved by `tests/contract/`; how to
/// write one over tables of your own is told in docs/implementing-a-storage.md.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "creneau/model/change_set.hpp"
#include "creneau/model/refusal.hpp"
#include "creneau/model/result.hpp"
#include "creneau/model/session_detail.hpp"
#include "creneau/model/summary.hpp"

namespace creneau {

/// A request id and its scope: the same text from another actor or in another département is
/// another request.
struct RequestKey {
  Departement departement;
  Role role = Role::reader;
  std::int64_t who = 0;
  std::string_view request;
};

/// A place in a list, after which its next page begins: the local start in minutes (or a commit
/// number) and an id.
struct Cursor {
  std::int64_t major = INT64_MIN;
  std::int64_t minor = INT64_MIN;
  friend constexpr auto operator<=>(const Cursor&, const Cursor&) noexcept = default;
};

/// The most rows that a page holds.
inline constexpr std::size_t kMaxPage = 1000;

struct PageRequest {
  Cursor after{};
  std::size_t limit = kMaxPage;  ///< 1 to kMaxPage
};

template <class Row>
struct Page {
  std::vector<Row> rows;
  std::optional<Cursor> next;  ///< where the next page begins; empty: this was the last
  Revision number;             ///< the département's commit number when the page was read
};

/// Which sessions. Everything that is left out does not filter.
struct SessionFilter {
  enum class Status : std::uint8_t { any, available, planned };
  Departement departement;
  Period period;
  SmallVector<InspectorId, 2> inspectors;
  CentreId centre;  ///< of planned sessions
  std::optional<Category> category;
  std::optional<ExamPart> part;
  Status status = Status::any;
  bool with_free_slots = false;
  Hours hours{Minutes{0}, Minutes{1440}};  ///< sessions that lie within
};

/// Which reservations, ordered by the local start of their first slot, then id.
struct ReservationFilter {
  std::optional<Departement> departement;
  Period period;
  SchoolId school;
  std::optional<Category> category;
  CentreId centre;
  SmallVector<InspectorId, 2> inspectors;
};

struct WeekFilter {
  Departement departement;
  Week week;
  std::optional<Category> category;
  InspectorId inspector;  ///< zero: all
  LocalTime now{};        ///< slots that start at or before it are not `reservable`
};

struct EventFilter {
  Departement departement;
  Revision after;     ///< events with a greater number
  SessionId session;  ///< zero: all
  ReservationId reservation;
  SchoolId school;
};

struct ClosureFilter {
  Departement departement;
  Period period;
};

/// What a decision needs to see of one département's planning.
struct Needs {
  Departement departement;
  std::optional<RequestKey> request;
  SmallVector<SessionId, 2> sessions;
  SmallVector<ReservationId, 2> reservations;  ///< their sessions come too
  bool reservations_of_sessions = false;       ///< every reservation of the sessions asked for
  bool blocks_of_sessions = false;             ///< every unavailable slot of them, with its reason

  /// Sessions of these inspectors (none named: those of the sessions asked for) in that period
  /// (none: on the days of the sessions asked for).
  struct InspectorDays {
    SmallVector<InspectorId, 2> inspectors;
    std::optional<Period> period;
  };
  std::optional<InspectorDays> inspector_days;

  /// Sessions to choose from, by local start; at least `enough` where there are so many, and always
  /// all that start together with the last one.
  struct Candidates {
    SessionFilter filter;
    std::size_t enough = 0;
  };
  std::optional<Candidates> candidates;

  /// Closures that touch the days of the sessions found.
  bool closures = false;
  /// Closures that touch these days.
  std::optional<Period> closures_within;
  std::vector<ClosureId> closure_ids;
  bool rule_entries = false;  ///< the rules document itself
};

/// What a decision sees: all of it read at one moment.
struct Snapshot {
  Revision number;  ///< the département's commit number
  RulesVersion rules;
  Revision closures_revision;  ///< of the commit that last changed a closure
  std::optional<Event> seen;   ///< the request was done already: its receipt
  SmallVector<SessionState, 1> sessions;
  SmallVector<Reservation, 1> reservations;
  std::vector<BlockedSlot> blocks;
  std::vector<Closure> closures;
  std::vector<RuleEntry> rule_entries;
  bool more_candidates = false;  ///< `candidates` was cut short
};

/// The answer to one change set of a batch.
struct Commit {
  enum class Outcome : std::uint8_t {
    done,      ///< committed and durable; the change set has its real ids
    replayed,  ///< the request id was committed before; `seen` is its event
    conflict,  ///< something that the decision relied on no longer holds; nothing was changed
    failed     ///< see `error`; nothing was changed unless it is `unconfirmed`
  };
  Outcome outcome = Outcome::failed;
  Revision number;
  std::optional<Event> seen;
  Error error;
};

/// Keeps plannings, history and notices. Calls may come from several threads at once; each call is
/// whole by itself and holds nothing when it returns.
class Storage {
 public:
  virtual ~Storage() = default;

  /// Whether `commit` gains from several change sets at once (one durable write for all of them).
  [[nodiscard]] virtual bool joins_commits() const noexcept { return false; }

  /// Fills an empty snapshot with what `needs` asks for, all of one moment.
  [[nodiscard]] virtual result<void> load(const Needs& needs, Snapshot& snapshot) const = 0;

  /// Commits change sets of one département, each whole or not at all, in their order; every one
  /// that was accepted is durable on return. Replaces the fresh ids in `sets`. \pre both have one
  /// size
  virtual void commit(std::span<ChangeSet> sets, std::span<Commit> answers) = 0;

  /// Notes a refusal in the journal.
  [[nodiscard]] virtual result<void> record(const Refusal& refusal) = 0;

  /// The rules document and its version.
  struct Rules {
    RulesVersion version;
    std::vector<RuleEntry> entries;
  };
  [[nodiscard]] virtual result<Rules> rules() const = 0;

  /// \name Lists: in pages, each read at one moment, nothing held between them.
  /// \{
  [[nodiscard]] virtual result<Page<SessionState>> sessions(const SessionFilter& filter,
                                                            const PageRequest& page) const = 0;
  [[nodiscard]] virtual result<Page<ReservedSession>> reservations(
      const ReservationFilter& filter, const PageRequest& page) const = 0;
  [[nodiscard]] virtual result<Page<Closure>> closures(const ClosureFilter& filter,
                                                       const PageRequest& page) const = 0;
  /// The history in order of commit numbers. `changes_since(n)` is this with `after = n`.
  [[nodiscard]] virtual result<Page<Event>> events(const EventFilter& filter,
                                                   const PageRequest& page) const = 0;
  [[nodiscard]] virtual result<Page<Refusal>> refusals(Departement departement,
                                                       const PageRequest& page) const = 0;
  /// A row for each inspector with a planned session in the week, by id. Does not sum.
  [[nodiscard]] virtual result<void> week_units(const WeekFilter& filter,
                                                std::vector<InspectorUnits>& rows) const = 0;
  /// \}
};

}  // namespace creneau
