#pragma once
/// \file
/// What a simulated office publishes, release by release, and withdraws when an inspector is away.

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <tuple>
#include <utility>
#include <vector>

#include "creneau/sim/desk.hpp"

namespace creneau::sim {

/// The sessions of all plannings. Not thread-safe.
template <class StorageT>
class Timetable {
 public:
  /// All must outlive it.
  Timetable(Stage<StorageT>& stage, Holdings<StorageT>& holdings, Desk<StorageT>& desk)
      : stage_(stage), holdings_(holdings), desk_(desk) {
    const auto& sessions = stage.scenario.sessions;
    for (std::uint32_t place = 0; place < sessions.size(); ++place) {
      const std::size_t planning = stage.planning_at(sessions[place].departement);
      if (planning >= standing_.size()) standing_.resize(planning + 1);
      standing_[planning].push_back(place);
    }
  }

  /// Publishes the sessions of one release of one week: creates what the rules let be created, and
  /// plans it.
  [[nodiscard]] result<void> publish(std::size_t planning, std::size_t release, Week week) {
    CreateSessions create;
    std::vector<std::uint32_t> standing;
    if (planning < standing_.size())
      for (const std::uint32_t place : standing_[planning]) {
        const StandingSession& it = stage_.scenario.sessions[place];
        Draws draws(stage_.seed, Purpose::session_held, entity_of(place, week));
        if (!draws.happens(it.held) || release_of(draws.unit()) != release) continue;
        create.sessions.push_back(
            {it.inspector, week.monday() + std::chrono::days{it.weekday - 1}, it.half_day, {}, {}});
        standing.push_back(place);
      }
    std::vector<Made> made;
    BOOST_OUTCOME_TRY(create_by_day(stage_.plannings[planning], create, standing, made));
    return plan(stage_.plannings[planning], week, made);
  }

  /// A session was there before the beginning.
  void take_over(const Session& session) {
    const Grid& grid = session.planning->grid;
    stage_.note_session(Happening::Kind::published, session, grid.units_of(grid.slots()).value);
    see_who_is_away(session, entity_of_earlier(session.id.value));
  }

  /// The inspector will not be there: the session goes, and the schools ask again.
  [[nodiscard]] result<void> withdraw(SessionId id) {
    const Planning planning = stage_.planning_of(departement_of_.at(id.value));
    Needs needs;
    needs.departement = planning.departement;
    needs.sessions.push_back(id);
    needs.reservations_of_sessions = true;
    Snapshot snapshot;
    BOOST_OUTCOME_TRY(stage_.engine.storage().load(needs, snapshot));
    UnplanSessions unplan;
    unplan.sessions.push_back(id);
    unplan.reason = Reason::inspector_absent;
    unplan.cascade.emplace();
    for (const Reservation& held : snapshot.reservations) unplan.cascade->push_back(held.id);
    Answer answer;
    BOOST_OUTCOME_TRY(const bool done, stage_.ask_as_office(planning, unplan, answer));
    if (!done) return success();
    const ChangeSet& changes = answer.receipt.changes;
    const Session& before = *changes.sessions.front().before;
    const Grid& grid = before.planning->grid;
    // What was lost before is counted as lost.
    stage_.note_session(Happening::Kind::withdrawn, before,
                        grid.units_of(grid.slots()).value - holdings_.lost_in(id));
    for (const ReservationChange& change : changes.reservations)
      if (const auto held = holdings_.lose(change.id)) desk_.ask_again(*held);
    RemoveSessions remove;
    remove.sessions.push_back(id);
    BOOST_OUTCOME_TRY(stage_.ask_as_office(planning, remove, answer));
    return success();
  }

 private:
  /// A session that was created, and the place of its standing session.
  struct Made {
    std::uint32_t standing;
    SessionId session;
  };

  /// To which release a number from 0 to 1 belongs; one behind the last where to none.
  [[nodiscard]] std::size_t release_of(double number) const noexcept {
    const auto& releases = stage_.policy.releases;
    std::size_t place = 0;
    for (double sum = 0; place < releases.size(); ++place)
      if (number < (sum += releases[place].share)) break;
    return place;
  }

  /// A day at once, or else one by one.
  [[nodiscard]] result<void> create_by_day(const Planning& planning, const CreateSessions& wanted,
                                           const std::vector<std::uint32_t>& standing,
                                           std::vector<Made>& made) {
    std::vector<std::size_t> order(standing.size());
    for (std::size_t place = 0; place < order.size(); ++place) order[place] = place;
    const auto date_of = [&](std::size_t place) { return wanted.sessions[place].date; };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::pair{date_of(a), a} < std::pair{date_of(b), b};
    });
    for (auto first = order.begin(); first != order.end();) {
      const auto last = std::find_if(
          first, order.end(), [&](std::size_t place) { return date_of(place) != date_of(*first); });
      const std::vector<std::size_t> day(first, last);
      Answer answer;
      BOOST_OUTCOME_TRY(const bool created,
                        create_some(planning, wanted, standing, day, made, answer));
      for (std::size_t place = 0; !created && place < day.size(); ++place) {
        BOOST_OUTCOME_TRY(const bool alone,
                          create_some(planning, wanted, standing, {day[place]}, made, answer));
        if (!alone) note_not_held(planning, wanted.sessions[day[place]], answer.refusal);
      }
      first = last;
    }
    return success();
  }

  /// All or none of some.
  [[nodiscard]] result<bool> create_some(const Planning& planning, const CreateSessions& wanted,
                                         const std::vector<std::uint32_t>& standing,
                                         const std::vector<std::size_t>& places,
                                         std::vector<Made>& made, Answer& answer) {
    CreateSessions create;
    for (const std::size_t place : places) create.sessions.push_back(wanted.sessions[place]);
    BOOST_OUTCOME_TRY(const bool done, stage_.ask_as_office(planning, create, answer));
    if (!done) return false;
    for (std::size_t number = 0; number < places.size(); ++number)
      made.push_back({standing[places[number]], answer.receipt.changes.sessions[number].after->id});
    return true;
  }

  void note_not_held(const Planning& planning, const CreateSessions::Item& session,
                     ErrorCode refusal) const {
    Happening it = stage_.happening(Happening::Kind::not_held, planning.departement, 0);
    it.code = refusal;
    it.date = session.date;
    it.inspector = session.inspector;
    stage_.heard(it);
  }

  /// Plans what was created, all of one kind at once, and sees who will be away.
  [[nodiscard]] result<void> plan(const Planning& planning, Week week, std::vector<Made>& made) {
    const auto kind_of = [&](const Made& it) {
      const StandingSession& standing = stage_.scenario.sessions[it.standing];
      return std::tuple{standing.centre, standing.category, standing.part};
    };
    std::sort(made.begin(), made.end(), [&](const Made& a, const Made& b) {
      return std::pair{kind_of(a), a.session} < std::pair{kind_of(b), b.session};
    });
    for (auto first = made.begin(); first != made.end();) {
      PlanSessions plan;
      std::tie(plan.centre, plan.category, plan.part) = kind_of(*first);
      const auto begin = first;
      for (; first != made.end() && kind_of(*first) == kind_of(*begin) &&
             plan.sessions.size() < kMaxSlotsOfCommand;
           ++first)
        plan.sessions.push_back(first->session);
      Receipt receipt;
      BOOST_OUTCOME_TRY(
          stage_.give(Actor::of_office(planning.office), planning.departement, plan, receipt));
      for (const SessionChange& change : receipt.changes.sessions) {
        const Session& session = *change.after;
        const Grid& grid = session.planning->grid;
        stage_.note_session(Happening::Kind::published, session, grid.units_of(grid.slots()).value);
        desk_.came_free(session.departement, session.planning->category, session.date);
        const auto of_session =
            std::find_if(begin, first, [&](const Made& it) { return it.session == session.id; });
        see_who_is_away(session, entity_of(of_session->standing, week));
      }
      for (const Remark& remark : receipt.changes.remarks) {
        if (remark.kind != Remark::Kind::orphan_units) continue;
        for (const SessionChange& change : receipt.changes.sessions)
          if (Subject{change.after->id} == remark.subject)
            stage_.note_session(Happening::Kind::left_over, *change.after, remark.amount);
      }
    }
    return success();
  }

  void see_who_is_away(const Session& session, std::uint64_t who) {
    Draws draws(stage_.seed, Purpose::absence, who);
    if (!draws.happens(stage_.scenario.absences.rate)) return;
    const std::chrono::days before{stage_.scenario.absences.known_before.draw(draws)};
    const Instant known = to_instant(zone_of(session.departement), session.start() - before) -
                          std::chrono::minutes{1};
    stage_.agenda.put(std::max(known, stage_.clock.now()), Step::withdraw,
                      static_cast<std::uint64_t>(session.id.value));
    departement_of_[session.id.value] = session.departement;
  }

  Stage<StorageT>& stage_;
  Holdings<StorageT>& holdings_;
  Desk<StorageT>& desk_;
  std::vector<std::vector<std::uint32_t>> standing_;  ///< places, by planning
  boost::unordered_flat_map<std::int64_t, Departement> departement_of_;
};

}  // namespace creneau::sim
