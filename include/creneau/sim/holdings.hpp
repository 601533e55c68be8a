#pragma once
/// \file
/// What schools hold in a simulated run, and what becomes of it: they cancel, come or stay away.

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>

#include "creneau/sim/stage.hpp"

namespace creneau::sim {

/// A reservation.
struct Held {
  /// The request of what was held before the beginning.
  static constexpr std::uint32_t kNobodys = ~std::uint32_t{0};
  std::uint32_t request = kNobodys;  ///< its place; kNobodys: held since before the beginning
  std::int32_t exams = 0;            ///< of the request
  Departement departement;           ///< in whose planning
  Category category = Category::c;   ///< of the session
  SchoolId school;                   ///< whose
  InspectorId inspector;             ///< of the session
  SessionId session;                 ///< in which it lies
  Date date{};                       ///< of the session
  std::int32_t units = 0;            ///< how many
};

/// All that is held. Not thread-safe.
template <class StorageT>
class Holdings {
 public:
  /// The stage must outlive it.
  explicit Holdings(Stage<StorageT>& stage) : stage_(stage) {}

  /// A reservation was made for a request that was asked at some time; what it takes of slots that
  /// were given back is noted.
  void hold(ReservationId id, const Held& held, const Session& session, SlotSet slots,
            Instant asked, Draws& habits) {
    note(Happening::Kind::reserved, held, waited_since(asked));
    for (const unsigned ordinal : slots) {
      const auto given_back = given_back_.find(key_of(session.id, ordinal));
      if (given_back == given_back_.end()) continue;
      Happening it = happening(Happening::Kind::used_again, held);
      it.amount = session.planning->grid.units_of_slot;
      it.waited = waited_since(given_back->second);
      stage_.heard(it);
      given_back_.erase(given_back);
    }
    await(id, held, session, slots, habits);
  }
  /// A reservation was there before the beginning.
  void take_over(ReservationId id, const Held& held, const Session& session, SlotSet slots) {
    note(Happening::Kind::reserved, held);
    Draws habits(stage_.seed, Purpose::holding, entity_of_earlier(id.value));
    await(id, held, session, slots, habits);
  }

  /// What was cancelled before its exam.
  struct Cancelled {
    Held held;   ///< what was held
    bool freed;  ///< its slots are free again
  };
  /// The school no longer wants it: it cancels, or is too late for that and asks the office, or
  /// does not come. Gives what was cancelled. Whether its slots are free again the rules say.
  [[nodiscard]] result<std::optional<Cancelled>> change_mind(ReservationId id) {
    const auto found = held_.find(id.value);
    if (found == held_.end()) return std::nullopt;
    Entry& entry = found->second;
    const Departement departement = entry.held.departement;
    CancelBySchool by_school;
    by_school.reservations.push_back(id);
    Answer answer;
    BOOST_OUTCOME_TRY(
        bool done, stage_.ask(Actor::of_school(entry.held.school), departement, by_school, answer));
    if (!done) {
      Happening it = happening(Happening::Kind::refused, entry.held);
      it.code = answer.refusal;
      stage_.heard(it);
      if (entry.asks_office) {
        CancelByOffice by_office;
        by_office.reservations.push_back(id);
        by_office.reason = Reason::late_school_request;
        BOOST_OUTCOME_TRY(done,
                          stage_.ask_as_office(stage_.planning_of(departement), by_office, answer));
      }
    }
    if (!done) {
      entry.comes = false;
      return std::nullopt;
    }
    const ChangeSet& changes = answer.receipt.changes;
    const bool freed = changes.blocks.empty();
    note(freed ? Happening::Kind::cancelled : Happening::Kind::cancelled_late, entry.held);
    const ReservationChange& change = changes.reservations.front();
    if (freed)
      for (const unsigned ordinal : change.slots_before)
        given_back_[key_of(change.session, ordinal)] = stage_.clock.now();
    else
      lost_[change.session.value] += entry.held.units;
    return Cancelled{take_out(found), freed};
  }
  /// Units of a session that were cancelled and cannot be had again.
  [[nodiscard]] std::int32_t lost_in(SessionId session) const {
    const auto found = lost_.find(session.value);
    return found == lost_.end() ? 0 : found->second;
  }

  /// Its exam begins.
  void hold_exam(ReservationId id) {
    const auto found = held_.find(id.value);
    if (found == held_.end()) return;
    note(found->second.comes ? Happening::Kind::examined : Happening::Kind::missed,
         found->second.held);
    held_.erase(found);
  }

  /// Its session was withdrawn. Gives what was held.
  [[nodiscard]] std::optional<Held> lose(ReservationId id) {
    const auto found = held_.find(id.value);
    if (found == held_.end()) return std::nullopt;
    note(Happening::Kind::cancelled_by_office, found->second.held);
    return take_out(found);
  }

 private:
  struct Entry {
    Held held;
    bool comes;
    bool asks_office;
  };
  using Entries = boost::unordered_flat_map<std::int64_t, Entry>;

  [[nodiscard]] static constexpr std::int64_t key_of(SessionId session, unsigned ordinal) noexcept {
    return session.value * kMaxSlotsOfSession + ordinal;
  }
  [[nodiscard]] Minutes waited_since(Instant then) const {
    return std::chrono::floor<Minutes>(stage_.clock.now() - then);
  }
  [[nodiscard]] Happening happening(Happening::Kind kind, const Held& held) const {
    Happening it = stage_.happening(kind, held.departement, held.units);
    it.category = held.category;
    it.request = held.request + 1;
    it.date = held.date;
    it.school = held.school;
    it.inspector = held.inspector;
    it.session = held.session;
    return it;
  }
  void note(Happening::Kind kind, const Held& held, Minutes waited = {}) const {
    Happening it = happening(kind, held);
    it.waited = waited;
    stage_.heard(it);
  }
  [[nodiscard]] Held take_out(typename Entries::iterator found) {
    const Held held = found->second.held;
    held_.erase(found);
    return held;
  }

  /// What will become of it, as far as its school goes.
  void await(ReservationId id, const Held& held, const Session& session, SlotSet slots,
             Draws& habits) {
    const SchoolHabits& schools = stage_.scenario.habits;
    const bool cancels = habits.happens(schools.cancels);
    const std::chrono::days before{schools.cancels_before.draw(habits)};
    const bool asks_office = habits.happens(schools.asks_office);
    const bool comes = !habits.happens(schools.no_show);
    const Instant start = to_instant(zone_of(session.departement), session.start_of(slots.front()));
    const auto what = static_cast<std::uint64_t>(id.value);
    if (cancels)
      stage_.agenda.put(std::max(start - before, stage_.clock.now()), Step::change_of_mind, what);
    stage_.agenda.put(start, Step::exam, what);
    held_.insert_or_assign(id.value, Entry{held, comes, asks_office});
  }

  Stage<StorageT>& stage_;
  Entries held_;
  /// When slots that are free again were given back.
  boost::unordered_flat_map<std::int64_t, Instant> given_back_;
  boost::unordered_flat_map<std::int64_t, std::int32_t> lost_;  ///< units, by session
};

}  // namespace creneau::sim
