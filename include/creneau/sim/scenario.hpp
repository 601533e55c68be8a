#pragma once
/// \file
/// A world to be simulated: who is there, when inspectors examine, what schools ask for and how
/// everybody behaves. Plain values; what is decided in it, the engine decides.

#include <bit>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "creneau/engine/create_sessions.hpp"
#include "creneau/engine/import_planning.hpp"
#include "creneau/model/directory.hpp"
#include "creneau/sim/distribution.hpp"

namespace creneau::sim {

/// A half-day of the week that an inspector gives to exams of one kind.
struct StandingSession {
  Departement departement;              ///< of the inspector's posting
  InspectorId inspector;                ///< who examines
  std::uint8_t weekday = 1;             ///< 1 Monday to 7 Sunday
  HalfDay half_day = HalfDay::morning;  ///< its hours are the rules'
  CentreId centre;                      ///< where
  Category category = Category::c;      ///< of its exams
  ExamPart part = ExamPart::unstated;   ///< of its exams; unstated: any
  double held = 1;                      ///< the probability that it is held in a week
  friend bool operator==(const StandingSession&, const StandingSession&) = default;
};

/// What one school asks for in one category.
struct Demand {
  Departement departement;             ///< whose office it asks
  SchoolId school;                     ///< who asks
  Category category = Category::c;     ///< of the exams
  ExamPart part = ExamPart::complete;  ///< of the exams
  double requests_per_week = 1;        ///< on average, before the seasons; they come by themselves
  std::vector<double> seasons;         ///< factors of ISO weeks 1 to 53; none: 1 in all of them
  /// How many come in a week, as they were counted: instead of the two above.
  std::optional<Whole> requests_of_week;
  Whole exams = Whole::fixed(1);    ///< of one request
  Whole lead = Whole::fixed(14);    ///< days from the request to the first date wished
  Whole window = Whole::fixed(28);  ///< days from there to the last date wished
  double entitlement = 0;           ///< its share by right, in any measure; zero: as it asks
  /// Its share by right, or how many exams a week it asks for.
  [[nodiscard]] double right() const {
    if (entitlement > 0) return entitlement;
    return (requests_of_week ? requests_of_week->mean() : requests_per_week) * exams.mean();
  }
  friend bool operator==(const Demand&, const Demand&) = default;
};

/// When somebody works, in local time.
struct WorkingHours {
  Minutes from{8 * 60};           ///< of each day
  Minutes until{18 * 60};         ///< of each day; later than `from`
  std::uint8_t days = 0b0011111;  ///< bit n: on day n from Monday; not zero
  /// The day from Monday and the time of day at a share of all hours of a week. \pre 0 <= share < 1
  [[nodiscard]] std::pair<int, Minutes> at(double share) const noexcept {
    const auto of_day = (until - from).count();
    auto minute =
        static_cast<std::int64_t>(share * static_cast<double>(of_day) * std::popcount(days));
    int day = std::countr_zero(days);
    for (; minute >= of_day; minute -= of_day) do
        ++day;
      while ((days >> day & 1) == 0);
    return {day, from + Minutes{minute}};
  }
  friend bool operator==(const WorkingHours&, const WorkingHours&) = default;
};

/// How schools behave.
struct SchoolHabits {
  WorkingHours hours;                      ///< in which they ask
  Whole patience = Whole::fixed(28);       ///< days for which a request is tried again
  double cancels = 0;                      ///< probability that a reservation is no longer wanted
  Whole cancels_before = Whole::fixed(7);  ///< days before the exam at which that turns out
  /// Of those who are too late to cancel: the probability that they ask the office, which then
  /// cancels for them. The others do not come.
  double asks_office = 1;
  double no_show = 0;  ///< probability that nobody comes to an exam that was not cancelled
  friend bool operator==(const SchoolHabits&, const SchoolHabits&) = default;
};

/// How often inspectors are away.
struct Absences {
  double rate = 0;                       ///< probability of each session that is planned
  Whole known_before = Whole::fixed(0);  ///< days before the session at which it is known
  friend bool operator==(const Absences&, const Absences&) = default;
};

/// A world from a Monday on.
struct Scenario {
  Week first;                         ///< its Monday at midnight is the beginning
  std::uint32_t weeks = 52;           ///< how many are simulated, 1 to 5,200
  std::vector<Office> offices;        ///< the first one of a département plans it
  std::vector<Inspector> inspectors;  ///< with their postings
  std::vector<Centre> centres;        ///< where exams begin
  std::vector<School> schools;        ///< who asks
  /// What one département has planned at the beginning.
  struct Planned {
    Departement departement;  ///< whose planning
    ImportPlanning planning;  ///< its sessions, with what schools hold of them
  };
  std::vector<Planned> planned;           ///< at most one of each département
  std::vector<StandingSession> sessions;  ///< what inspectors give to exams, week by week
  std::vector<Demand> demands;            ///< what schools ask for
  SchoolHabits habits;                    ///< of all schools
  Absences absences;                      ///< of all inspectors
};

}  // namespace creneau::sim
