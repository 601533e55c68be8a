#pragma once
/// \file
/// One département of the memory storage. Not thread-safe; `MemoryStorage` locks.

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "creneau/memory/event_log.hpp"
#include "creneau/memory/packed.hpp"
#include "creneau/memory/week_table.hpp"
#include "creneau/port/storage.hpp"

namespace creneau::memory {

/// What every command passes through is `always_inline`, here and in the engine: a compiler soon
/// spends what a program may grow by on what is rare, and a call costs more than most of these parts.
class Partition {
 public:
  Partition(Departement departement, bool record_history)
      : departement_(departement), record_history_(record_history) {}

  [[nodiscard]] Revision number() const noexcept { return number_; }

  /// \name Reading
  /// \{
  [[gnu::always_inline]] void load(const Needs& needs, Snapshot& snapshot) const;
  [[nodiscard]] std::optional<Event> seen(const RequestKey& key) const;
  [[nodiscard]] Page<SessionState> sessions(const SessionFilter& filter,
                                            const PageRequest& page) const;
  [[nodiscard]] Page<ReservedSession> reservations(const ReservationFilter& filter,
                                                   const PageRequest& page) const;
  [[nodiscard]] Page<Closure> closures(const ClosureFilter& filter, const PageRequest& page) const;
  [[nodiscard]] Page<Event> events(const EventFilter& filter, const PageRequest& page) const;
  void week_units(const WeekFilter& filter, std::vector<InspectorUnits>& rows) const;
  /// The units of one inspector's week, whatever has begun. O(1).
  [[nodiscard]] UnitCount units_of(InspectorId inspector, Week week) const noexcept;
  /// \}

  /// Commits a change set, `rules` being the version in force. `stage(changes)` is called once the
  /// change set was accepted and has its real ids, and may still throw. Strong guarantee: if it
  /// throws (`std::bad_alloc`), nothing that can be seen was changed.
  template <class Stage>
  void commit(ChangeSet& changes, RulesVersion rules, Commit& answer, Stage&& stage);

 private:
  struct Note {
    Reason reason = Reason::unstated;
    std::string text;
  };
  // What a change set makes of a session, worked out before anything is written.
  struct Draft {
    Row row = kNoRow;
    SlotSet reserved;
    SlotSet unavailable;
    const SessionChange* change = nullptr;
    std::uint32_t pattern = 0;  ///< of `change->after`
    std::uint16_t inspector = 0;
  };
  class Drafts;
  /// Where a reservation that is written lies, and the interned number of its school.
  struct ReservationDraft {
    ReservationChange* change = nullptr;
    Row row = kNoRow;
    Row session = kNoRow;
    std::uint16_t school = 0;
  };
  /// One for each ReservationChange of a change set, in their order.
  using ReservationDrafts = SmallVector<ReservationDraft, 1>;

  [[nodiscard]] static std::uint64_t note_key(Row session, unsigned ordinal) noexcept {
    return (std::uint64_t{session} << 6) | ordinal;
  }
  [[nodiscard]] static std::string request_key(Role role, std::int64_t who,
                                               std::string_view request) {
    std::string key(1, static_cast<char>('0' + static_cast<int>(role)));
    key.append(std::to_string(who)).append(1, ' ').append(request);
    return key;
  }

  [[nodiscard]] Date date_of(const PackedSession& session) const noexcept {
    return kFirstDate + std::chrono::days{session.day};
  }
  [[nodiscard]] LocalTime start_of(const PackedSession& session) const noexcept {
    return date_of(session) + patterns_[session.pattern].hours.start;
  }
  [[nodiscard, gnu::always_inline]] std::optional<Row> find(SessionId id) const noexcept {
    const auto row = row_of(departement_, id);
    if (!row || *row >= sessions_.size() || sessions_[*row].revision == 0) return std::nullopt;
    return static_cast<Row>(*row);
  }
  [[nodiscard, gnu::always_inline]] std::optional<Row> find(ReservationId id) const noexcept {
    const auto row = row_of(departement_, id);
    if (!row || *row >= reservations_.size() || reservations_[*row].slots == 0) return std::nullopt;
    return static_cast<Row>(*row);
  }
  [[nodiscard, gnu::always_inline]] SlotSet slots_of(Row reservation) const noexcept {
    const std::uint16_t slots = reservations_[reservation].slots;
    return (slots & PackedReservation::kWide) == 0 ? SlotSet{slots}
                                                   : wide_slots_.find(reservation)->second;
  }
  [[nodiscard]] LocalTime start_of_reservation(Row row) const noexcept {
    const PackedSession& session = sessions_[reservations_[row].session];
    const Pattern& pattern = patterns_[session.pattern];
    return date_of(session) + pattern.hours.start +
           static_cast<int>(slots_of(row).front()) * pattern.planning->grid.slot_length();
  }
  /// From Monday.
  [[nodiscard]] static std::size_t day_of_week(Date date) noexcept {
    return static_cast<std::size_t>((date - Week::of(date).monday()).count());
  }
  [[nodiscard]] static std::uint16_t day_of(Date date) noexcept {
    return static_cast<std::uint16_t>(
        std::clamp<std::int64_t>((date - kFirstDate).count(), 0, UINT16_MAX));
  }

  [[gnu::always_inline]] void unpack(Row row, Session& session) const;
  [[gnu::always_inline]] void unpack(Row row, SessionState& state) const;
  [[gnu::always_inline]] void unpack(Row row, Reservation& reservation) const;
  [[nodiscard]] bool matches(const SessionFilter& filter, const PackedSession& session) const;
  template <class Visitor>
  void for_each_session(std::uint16_t inspector, Week week, Visitor&& visit) const;
  /// Visits each week between two dates that has rows; stops when `visit` returns false.
  template <class Visitor>
  void for_each_week(const Period& period, Visitor&& visit) const;
  template <class Visitor>
  void for_each_reservation(Row session, Visitor&& visit) const {
    for (Row row = sessions_[session].first_reservation; row != kNoRow;
         row = reservations_[row].next)
      visit(row);
  }
  void load_reservations(Row session, Snapshot& snapshot) const;
  void load_blocks(Row session, Snapshot& snapshot) const;
  void load_candidates(const Needs::Candidates& candidates, Snapshot& snapshot) const;
  /// Of a week, the candidates that may serve somebody, up to the first that serves all. True: some
  /// were left out that may.
  [[nodiscard]] bool candidate_rows(const Needs::Candidates& candidates, Week week,
                                    std::vector<std::pair<LocalTime, Row>>& rows) const;
  [[nodiscard]] std::vector<std::pair<LocalTime, Row>> session_rows(const SessionFilter& filter,
                                                                    Week week) const;

  [[nodiscard]] bool is_blocked_as(Row session, const BlockChange& change) const;
  [[nodiscard, gnu::always_inline]] bool draft_leaving(const ChangeSet& changes, Drafts& drafts,
                                                       ReservationDrafts& reserved) const;
  [[nodiscard, gnu::always_inline]] bool draft_sessions(const ChangeSet& changes,
                                                        Drafts& drafts) const;
  [[nodiscard, gnu::always_inline]] bool draft_entering(const ChangeSet& changes, Drafts& drafts,
                                                        ReservationDrafts& reserved) const;
  [[nodiscard]] bool overlaps(const ChangeSet& changes, const Drafts& drafts) const;

  [[nodiscard, gnu::always_inline]] bool allocate(const ChangeSet& changes, Drafts& drafts,
                                                  Revision number, ReservationDrafts& reserved);
  [[nodiscard]] bool allocate_sessions(Drafts& drafts);
  [[gnu::always_inline]] void give_ids(ChangeSet& changes, const Drafts& drafts, Revision number,
                                       const ReservationDrafts& reserved) noexcept;
  [[nodiscard]] std::vector<Closure> closures_after(const ChangeSet& changes) const;
  void remember(const ChangeSet& changes, Revision number);
  void count(const PackedSession& session, bool add) noexcept;
  [[gnu::always_inline]] void write_slots(const Draft& draft) noexcept;
  void write_session(const Draft& draft, bool existed, std::uint32_t stamp) noexcept;
  [[gnu::always_inline]] void write_reservation(const ReservationDraft& draft,
                                                std::uint32_t stamp) noexcept;
  /// Units came free.
  void raise_most_free(const PackedSession& session) noexcept;
  void link(Row row) noexcept;
  void unlink(Row row) noexcept;
  [[gnu::always_inline]] void put_slots(Row reservation, SlotSet slots) noexcept;

  Departement departement_;
  bool record_history_;
  Revision number_;
  Revision closures_revision_;

  Table<PackedSession> sessions_;
  Table<PackedReservation> reservations_;
  Interned<Pattern, PatternHash, std::uint32_t> patterns_;
  Interned<InspectorId, std::hash<InspectorId>, std::uint16_t> inspectors_;
  Interned<SchoolId, std::hash<SchoolId>, std::uint16_t> schools_;
  WeekTable weeks_;
  std::vector<SchoolReservations> school_reservations_;  ///< by interned number

  // Rarely used columns, apart from the rows.
  boost::unordered_flat_map<Row, SlotSet> wide_slots_;
  boost::unordered_flat_map<Row, std::string> session_refs_;
  boost::unordered_flat_map<Row, std::string> reservation_refs_;
  boost::unordered_flat_map<std::uint64_t, Note> block_notes_;

  std::vector<Closure> closures_;
  std::uint64_t next_closure_ = 0;
  EventLog events_;
  boost::unordered_flat_map<std::string, std::size_t> requests_;
};

}  // namespace creneau::memory

#include "creneau/memory/partition_commit.hpp"
#include "creneau/memory/partition_read.hpp"
