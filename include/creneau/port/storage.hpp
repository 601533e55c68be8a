#pragma once
/// \file
/// Port: where plannings are kept. What a storage must do is proved by `tests/contract/`; how to
/// write one over tables of your own is told in docs/implementing-a-storage.md.

#include <algorithm>
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
  Departement departement;   ///< in whose planning the command was given
  Role role = Role::reader;  ///< of the actor
  std::int64_t who = 0;      ///< the actor's id, by role
  std::string_view request;  ///< the caller's text; never empty
};

/// A place in a list, after which its next page begins. Made by the storage that reads it; by
/// default the beginning.
struct Cursor {
  std::int64_t major = INT64_MIN;  ///< the local start in minutes since 1970, or a commit number
  std::int64_t minor = INT64_MIN;  ///< an id, among rows of one `major`
  friend constexpr auto operator<=>(const Cursor&, const Cursor&) noexcept = default;
};

/// The most rows that a page holds.
inline constexpr std::size_t kMaxPage = 1000;

/// Which page of a list.
struct PageRequest {
  Cursor after{};                ///< rows behind this place; `Page::next` of the page before
  std::size_t limit = kMaxPage;  ///< 1 to kMaxPage
};

/// A page of a list, read at one moment.
template <class Row>
struct Page {
  std::vector<Row> rows;       ///< in the list's order, at most as many as asked for
  std::optional<Cursor> next;  ///< where the next page begins; empty: this was the last
  /// The département's commit number when it was read; zero of a list over all of them.
  Revision number;
};

/// Which sessions. Everything that is left out does not filter. Ordered by local start, then id.
struct SessionFilter {
  /// Available ones, planned ones, or both.
  enum class Status : std::uint8_t { any, available, planned };
  Departement departement;                 ///< whose planning; needed
  Period period;                           ///< local dates of the sessions
  SmallVector<InspectorId, 2> inspectors;  ///< of any of these
  CentreId centre;                         ///< planned there; zero does not filter
  std::optional<Category> category;        ///< planned for it
  std::optional<ExamPart> part;            ///< planned for exactly this; unstated: for any part
  Status status = Status::any;             ///< which ones
  bool with_free_slots = false;            ///< planned, and at least one slot is free, begun or not
  Hours hours{Minutes{0}, Minutes{1440}};  ///< sessions that lie within; local
  friend bool operator==(const SessionFilter&, const SessionFilter&) = default;
};

/// Which reservations, ordered by the local start of their first slot, then id. Everything that is
/// left out does not filter.
struct ReservationFilter {
  std::optional<Departement> departement;  ///< empty: in all of them
  Period period;                           ///< local dates of their sessions
  SchoolId school;                         ///< whose; zero: anybody's
  std::optional<Category> category;        ///< of their sessions
  CentreId centre;                         ///< of their sessions; zero does not filter
  SmallVector<InspectorId, 2> inspectors;  ///< of any of these
};

/// Whose units of which week.
struct WeekFilter {
  Departement departement;           ///< whose planning
  Week week;                         ///< which week
  std::optional<Category> category;  ///< of sessions planned for it; empty: of all
  InspectorId inspector;             ///< zero: all
  LocalTime now{};  ///< local; slots that start at or before it are not `reservable`
};

/// Which part of the history. Filters that are stated must all hold for one row that the event
/// changed.
struct EventFilter {
  Departement departement;    ///< whose history
  Revision after;             ///< events with a greater number
  SessionId session;          ///< zero: all
  ReservationId reservation;  ///< zero: all
  SchoolId school;            ///< whose reservations were changed; zero: all

  /// Whether changes pass the filter, whatever their département and number. O(changes).
  [[nodiscard]] bool tells_of(const ChangeSet& changes) const noexcept {
    if (!session && !reservation && !school) return true;
    for (const ReservationChange& it : changes.reservations)
      if ((!session || it.session == session) && (!reservation || it.id == reservation) &&
          (!school || it.school == school))
        return true;
    if (!session || reservation || school) return false;
    for (const SessionChange& it : changes.sessions)
      if ((it.after ? it.after : it.before)->id == session) return true;
    for (const BlockChange& it : changes.blocks)
      if (it.session == session) return true;
    return false;
  }
};

/// Which closures, ordered by their local start, then id.
struct ClosureFilter {
  Departement departement;  ///< in whose planning
  Period period;            ///< local days; closures that touch one of them
};

/// What a decision needs to see of one département's planning. What is not there, or is another
/// département's, is simply missing from the answer.
struct Needs {
  Departement departement;                     ///< whose planning
  std::optional<RequestKey> request;           ///< seen before? Then its receipt, and nothing else
  SmallVector<SessionId, 2> sessions;          ///< with their taken slots; may name one twice
  SmallVector<ReservationId, 2> reservations;  ///< their sessions come too
  bool reservations_of_sessions = false;       ///< every reservation of the sessions asked for
  bool blocks_of_sessions = false;             ///< every unavailable slot of them, with its reason

  /// Sessions of these inspectors (none named: those of the sessions asked for) in that period
  /// (none: on the days of the sessions asked for).
  struct InspectorDays {
    SmallVector<InspectorId, 2> inspectors;  ///< whose sessions
    std::optional<Period> period;            ///< on which local days
    friend bool operator==(const InspectorDays&, const InspectorDays&) = default;
  };
  /// What else inspectors have, so that no session overlaps another. A storage that sees their
  /// sessions in other départements adds those; postings keep them apart otherwise.
  std::optional<InspectorDays> inspector_days;

  /// Sessions to choose from, by local start; at least `enough` where there are so many, and always
  /// all that start together with the last one.
  struct Candidates {
    SessionFilter filter;    ///< its département is that of the needs
    std::size_t enough = 0;  ///< how many will do
    /// What a storage may make use of, or not. Sessions without so many adjacent free units serve
    /// nobody and may be left out; where one has `whole` adjacent free units, those that start after
    /// it may be, and `more_candidates` says so. Zero: none may.
    Units least;
    Units whole;  ///< see there
    friend bool operator==(const Candidates&, const Candidates&) = default;
  };
  /// Sessions that a wish may be fulfilled in, or that a closure falls on.
  std::optional<Candidates> candidates;

  /// Closures that touch the days of the sessions found.
  bool closures = false;
  /// Closures that touch these days.
  std::optional<Period> closures_within;
  std::vector<ClosureId> closure_ids;  ///< these closures, whatever their days
  bool rule_entries = false;           ///< the rules document itself

  /// Whether two commands look at the same rows, whatever their requests. O(what they name).
  [[nodiscard]] bool sees_the_same(const Needs& other) const {
    return departement == other.departement && sessions == other.sessions &&
           reservations == other.reservations &&
           reservations_of_sessions == other.reservations_of_sessions &&
           blocks_of_sessions == other.blocks_of_sessions &&
           inspector_days == other.inspector_days && candidates == other.candidates &&
           closures == other.closures && closures_within == other.closures_within &&
           closure_ids == other.closure_ids && rule_entries == other.rule_entries;
  }
};

/// What a decision sees: all of it read at one moment. Rows of one kind come in any order, unless
/// their need says which.
struct Snapshot {
  Revision number;     ///< the département's commit number
  RulesVersion rules;  ///< the version of the rules document
  /// The number of the commit that last changed a closure; zero: none did.
  Revision closures_revision;
  std::optional<Event> seen;  ///< the request was done already: its receipt; no rows are read then
  /// Asked for by id, by reservation, by day or as candidates.
  SmallVector<SessionState, 1> sessions;
  SmallVector<Reservation, 1> reservations;  ///< asked for by id or by session
  std::vector<BlockedSlot> blocks;           ///< where `blocks_of_sessions`
  std::vector<Closure> closures;             ///< all that any of the needs asks for
  std::vector<RuleEntry> rule_entries;       ///< where asked for, in the document's order
  bool more_candidates = false;  ///< `candidates` was cut short, as far as the storage knows
};

/// Whether any of the needs asks for a closure; the snapshot has its sessions already. O(sessions).
[[nodiscard]] inline bool wants(const Needs& needs, const Snapshot& snapshot,
                                const Closure& closure) noexcept {
  const auto touches = [&](const Period& days) {
    return closure.from < days.last + std::chrono::days{1} && days.first < closure.to;
  };
  return (needs.closures_within && touches(*needs.closures_within)) ||
         std::find(needs.closure_ids.begin(), needs.closure_ids.end(), closure.id) !=
             needs.closure_ids.end() ||
         (needs.closures && std::any_of(snapshot.sessions.begin(), snapshot.sessions.end(),
                                        [&](const SessionState& it) {
                                          return touches({it.session.date, it.session.date});
                                        }));
}

/// The answer to one change set of a batch.
struct Commit {
  /// What became of the change set.
  enum class Outcome : std::uint8_t {
    done,      ///< committed and durable; the change set has its real ids
    replayed,  ///< the request id was committed before; `seen` is its event
    conflict,  ///< something that the decision relied on no longer holds; nothing was changed
    failed     ///< see `error`; nothing was changed unless it is `unconfirmed`
  };
  Outcome outcome = Outcome::failed;  ///< see there; the other fields belong to one outcome each
  Revision number;                    ///< where done: the commit number that it took
  std::optional<Event> seen;          ///< where replayed: the event of the first time
  /// Where failed: why. Where conflict: `unconfirmed` if an earlier try of it, whose answer was lost, may
  /// yet be committed; with the same request id it cannot be done twice.
  Error error;
};

/// Keeps plannings, history and notices. Every method must be callable from several threads at
/// once; each call is whole by itself and holds nothing when it returns.
///
/// Errors are the storage's own: `storage_failed`, `storage_full`, `storage_read_only`,
/// `storage_corrupt`, `storage_missing`, `storage_unreachable`, `storage_denied`, `no_memory`, or
/// `host_error` where it is the host's. What is not there is no error. Methods may throw `std::bad_alloc` before anything was changed, and
/// nothing else; `commit` throws nothing.
class Storage {
 public:
  virtual ~Storage() = default;

  /// Whether `commit` gains from several change sets at once (one durable write for all of them).
  /// Constant: the engine asks once. Thread-safe.
  [[nodiscard]] virtual bool joins_commits() const noexcept { return false; }

  /// Fills an empty snapshot with what `needs` asks for, all of one moment. Errors: the storage's
  /// own; the snapshot is then not used. Thread-safe.
  [[nodiscard]] virtual result<void> load(const Needs& needs, Snapshot& snapshot) const = 0;

  /// Whether `load_together` is faster than as many calls of `load`: where each is a way to a server.
  /// Constant: the engine asks once. Thread-safe.
  [[nodiscard]] virtual bool joins_loads() const noexcept { return false; }

  /// The same for several commands of one département, each as `load` would answer it. Errors: the
  /// storage's own; none of the snapshots is then used. Thread-safe. \pre both have one size
  [[nodiscard]] virtual result<void> load_together(std::span<const Needs> needs,
                                                   std::span<Snapshot> snapshots) const {
    for (std::size_t place = 0; place < needs.size(); ++place) {
      result<void> loaded = load(needs[place], snapshots[place]);
      if (!loaded) return loaded;
    }
    return success();
  }

  /// Commits change sets of one département, each whole or not at all, in their order; every one
  /// that was accepted is durable on return. Replaces the fresh ids in `sets`, and takes the
  /// notices out of them. How a commit is checked, step by step, is told in
  /// docs/implementing-a-storage.md.
  ///
  /// Errors are in `answers`, one for each change set: a failure of one does not undo another.
  /// `failed` means that nothing was changed, unless its error is `unconfirmed`. Thread-safe: calls
  /// for one département wait for each other. \pre both have one size
  virtual void commit(std::span<ChangeSet> sets, std::span<Commit> answers) = 0;

  /// Notes a refusal in the journal, behind those noted before. Errors: the storage's own; the
  /// engine drops them. Thread-safe.
  [[nodiscard]] virtual result<void> record(const Refusal& refusal) = 0;

  /// The rules document.
  struct Rules {
    RulesVersion version;            ///< zero: there is none, the built-in defaults hold
    std::vector<RuleEntry> entries;  ///< in the order in which they were set
  };
  /// The rules document and its version, of one moment. Errors: the storage's own. Thread-safe.
  [[nodiscard]] virtual result<Rules> rules() const = 0;

  /// \name Lists
  /// In pages, each read at one moment, nothing held between them.
  /// \{
  /// Sessions with their taken slots, by local start, then id. Errors: the storage's own.
  /// Thread-safe. \pre the limit is 1 to kMaxPage, here and below
  [[nodiscard]] virtual result<Page<SessionState>> sessions(const SessionFilter& filter,
                                                            const PageRequest& page) const = 0;
  /// Reservations with their sessions, by the local start of the first slot, then id. Errors: the
  /// storage's own. Thread-safe.
  [[nodiscard]] virtual result<Page<ReservedSession>> reservations(
      const ReservationFilter& filter, const PageRequest& page) const = 0;
  /// Closures by local start, then id. Errors: the storage's own. Thread-safe.
  [[nodiscard]] virtual result<Page<Closure>> closures(const ClosureFilter& filter,
                                                       const PageRequest& page) const = 0;
  /// The history by commit number. `changes_since(n)` is this with `after = n`. Errors: the
  /// storage's own. Thread-safe.
  [[nodiscard]] virtual result<Page<Event>> events(const EventFilter& filter,
                                                   const PageRequest& page) const = 0;
  /// The journal of refusals in the order in which they were noted. Errors: the storage's own.
  /// Thread-safe.
  [[nodiscard]] virtual result<Page<Refusal>> refusals(Departement departement,
                                                       const PageRequest& page) const = 0;
  /// Appends a row for each inspector with a planned session in the week, by id. Does not sum.
  /// Errors: the storage's own. Thread-safe.
  [[nodiscard]] virtual result<void> week_units(const WeekFilter& filter,
                                                std::vector<InspectorUnits>& rows) const = 0;
  /// \}
};

}  // namespace creneau
