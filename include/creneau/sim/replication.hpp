#pragma once
/// \file
/// One run of a scenario: offices, schools and inspectors give commands to an engine under a virtual
/// clock. Nothing is decided here: what may be created, planned, reserved or cancelled, the engine
/// says, and what it refuses does not happen.

#include <algorithm>
#include <utility>
#include <vector>

#include "creneau/sim/timetable.hpp"

namespace creneau::sim {

/// One run over any storage, which must be empty. To be run once.
template <class StorageT>
class Replication {
 public:
  /// All but `told` must outlive it. Whether refusals are journalled is for storages that are kept.
  Replication(const Scenario& scenario, const Policy& policy, const MemoryDirectory& directory,
              StorageT& storage, Seed seed, Told told = {}, bool journals_refusals = false)
      : stage_(scenario, policy, directory, storage, seed, std::move(told), journals_refusals),
        holdings_(stage_),
        desk_(stage_, holdings_),
        timetable_(stage_, holdings_, desk_) {}

  /// Simulates all of it: one planning after the other, since none knows of another. `heard` hears
  /// of each in order of time. Errors: those of the engine that are no refusal by a rule, such as
  /// `unknown_inspector` of a standing session; nothing is heard behind them. `nothing_to_do` where
  /// there is no session and no demand, `bad_date` where the weeks leave the range of dates,
  /// `bad_argument` for hours that schools never have and releases of more than kMostWeeksAhead.
  [[nodiscard]] result<void> run(Heard heard) {
    stage_.heard = std::move(heard);
    BOOST_OUTCOME_TRY(check());
    BOOST_OUTCOME_TRY(set_rules());
    for (std::size_t planning = 0; planning < stage_.plannings.size(); ++planning) {
      BOOST_OUTCOME_TRY(run_planning(planning));
    }
    return success();
  }
  /// The same into an empty log, which is in order of time over all plannings.
  [[nodiscard]] result<void> run(Log& log) {
    BOOST_OUTCOME_TRY(run([&](const Happening& it) { log.push_back(it); }));
    sort_by_time(log);
    return success();
  }

 private:
  [[nodiscard]] result<void> happen(const Due& due) {
    const auto id = static_cast<std::int64_t>(due.what);
    switch (due.step) {
      case Step::publish: return publish(due.what);
      case Step::withdraw: return timetable_.withdraw({id});
      case Step::change_of_mind: return change_mind({id});
      case Step::exam: holdings_.hold_exam({id}); return success();
      case Step::week: desk_.begin_week(due.what); return success();
      case Step::round: return desk_.round(due.what);
      case Step::request: return desk_.request(static_cast<std::uint32_t>(due.what));
    }
    return success();
  }

  [[nodiscard]] result<void> check() {
    const Scenario& scenario = stage_.scenario;
    for (const auto& planned : scenario.planned) (void)stage_.planning_at(planned.departement);
    if (stage_.plannings.empty()) return Error{ErrorCode::nothing_to_do};
    if (!in_range(first_day()) || !in_range(end_day())) return Error{ErrorCode::bad_date};
    for (const Release& it : stage_.policy.releases)
      if (it.weeks_ahead > kMostWeeksAhead)
        return Error{ErrorCode::bad_argument}
            .with_text("weeks_ahead")
            .with_limit(kMostWeeksAhead, it.weeks_ahead);
    const WorkingHours& hours = scenario.habits.hours;
    if ((hours.days & 0b1111111) == 0 || hours.days > 0b1111111 || hours.from >= hours.until)
      return Error{ErrorCode::bad_argument}.with_text("hours");
    return success();
  }

  [[nodiscard]] result<void> set_rules() {
    Instant begin = Instant::max();
    for (const Planning& it : stage_.plannings)
      begin = std::min(begin, stage_.at(it, first_day(), {}));
    stage_.clock.set(begin);
    if (!stage_.policy.rules.empty()) {
      Receipt receipt;
      BOOST_OUTCOME_TRY(stage_.give(Actor::of_operator(), stage_.plannings.front().departement,
                                    SetRules{stage_.policy.rules, {}}, receipt));
    }
    BOOST_OUTCOME_TRY(stage_.rules, stage_.engine.rules());
    return success();
  }

  /// A planning from its beginning to its end.
  [[nodiscard]] result<void> run_planning(std::size_t place) {
    const Planning planning = stage_.plannings[place];
    stage_.agenda = {};
    stage_.clock.set(stage_.at(planning, first_day(), {}));
    for (const auto& planned : stage_.scenario.planned) {
      if (planned.departement != planning.departement) continue;
      Receipt receipt;
      BOOST_OUTCOME_TRY(
          stage_.give(Actor::of_operator(), planned.departement, planned.planning, receipt));
      take_over(receipt);
    }
    put_weeks(place);
    const Instant end = stage_.at(planning, end_day(), {});
    while (!stage_.agenda.empty()) {
      const Due due = stage_.agenda.next();
      if (due.at >= end) break;
      stage_.clock.set(due.at);
      BOOST_OUTCOME_TRY(happen(due));
    }
    return success();
  }

  [[nodiscard]] Date first_day() const { return stage_.scenario.first.monday(); }
  /// The first day that is no longer simulated.
  [[nodiscard]] Date end_day() const {
    return first_day() + std::chrono::weeks{stage_.scenario.weeks};
  }

  /// The weeks of a planning: what the office does in each of them.
  void put_weeks(std::size_t planning) {
    const Planning& it = stage_.plannings[planning];
    const Policy& policy = stage_.policy;
    const auto monday = [&](std::uint32_t week) {
      return stage_.scenario.first.monday() + std::chrono::weeks{week};
    };
    for (std::uint32_t week = 0; week < stage_.scenario.weeks; ++week) {
      stage_.agenda.put(stage_.at(it, monday(week), {}), Step::week, planning);
      for (int day = 0; day < 7; ++day)
        if ((policy.round_days >> day & 1) != 0)
          stage_.agenda.put(
              stage_.at(it, monday(week) + std::chrono::days{day}, policy.office_opens),
              Step::round, planning);
    }
    for (std::size_t release = 0; release < policy.releases.size(); ++release) {
      const std::uint32_t ahead = policy.releases[release].weeks_ahead;
      for (std::uint32_t week = 0; week < stage_.scenario.weeks + ahead; ++week) {
        // What should have been published before the beginning is published then.
        const std::uint32_t at = week < ahead ? 0 : week - ahead;
        stage_.agenda.put(stage_.at(it, monday(at), policy.office_opens), Step::publish,
                          (planning * policy.releases.size() + release) << 16 | week);
      }
    }
  }

  [[nodiscard]] result<void> publish(std::uint64_t what) {
    const std::uint64_t which = what >> 16;
    const std::size_t releases = stage_.policy.releases.size();
    const Date monday = stage_.scenario.first.monday() + std::chrono::weeks{what & 0xFFFF};
    return timetable_.publish(which / releases, which % releases, Week::of(monday));
  }

  [[nodiscard]] result<void> change_mind(ReservationId id) {
    BOOST_OUTCOME_TRY(const auto cancelled, holdings_.change_mind(id));
    if (!cancelled) return success();
    const Held& held = cancelled->held;
    desk_.release(held);
    if (cancelled->freed) desk_.came_free(held.departement, held.category, held.date);
    return success();
  }

  /// What was planned before the beginning is as if it had been published and reserved then.
  void take_over(const Receipt& receipt) {
    for (const SessionChange& change : receipt.changes.sessions) {
      const Session& session = *change.after;
      if (!session.is_planned() || session.date < stage_.scenario.first.monday()) continue;
      timetable_.take_over(session);
      for (const ReservationChange& made : receipt.changes.reservations) {
        if (made.session != session.id) continue;
        Held held;
        held.departement = session.departement;
        held.category = session.planning->category;
        held.school = made.school;
        held.inspector = session.inspector;
        held.session = session.id;
        held.date = session.date;
        held.units = session.planning->grid.units_of(made.slots_after).value;
        holdings_.take_over(made.id, held, session, made.slots_after);
      }
    }
  }

  Stage<StorageT> stage_;
  Holdings<StorageT> holdings_;
  Desk<StorageT> desk_;
  Timetable<StorageT> timetable_;
};

}  // namespace creneau::sim
