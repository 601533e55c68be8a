#pragma once
/// \file
/// Where a simulated run takes place: its plannings, the engine under a virtual clock, the log.

#include <array>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "creneau/engine/engine.hpp"
#include "creneau/memory/memory_directory.hpp"
#include "creneau/sim/agenda.hpp"
#include "creneau/sim/entities.hpp"
#include "creneau/sim/log.hpp"
#include "creneau/sim/policy.hpp"
#include "creneau/sim/scenario.hpp"

namespace creneau::sim {

/// The people and places of a scenario, as the engine asks for them. Reading it is thread-safe: one
/// serves all replications.
[[nodiscard]] inline MemoryDirectory directory_of(const Scenario& scenario) {
  MemoryDirectory directory;
  for (const Office& office : scenario.offices) directory.add(office);
  for (const Inspector& inspector : scenario.inspectors) directory.add(inspector);
  for (const Centre& centre : scenario.centres) directory.add(centre);
  for (const School& school : scenario.schools) directory.add(school);
  return directory;
}

/// Hears of every receipt of a run, in order.
using Told = std::function<void(const Receipt&)>;

/// A planning that is simulated.
struct Planning {
  Departement departement;  ///< whose
  ZoneId zone;              ///< its time zone
  OfficeId office;          ///< who plans it
};

/// What the engine says to somebody who may be refused.
struct Answer {
  Receipt receipt;      ///< where it was done
  ErrorCode refusal{};  ///< where a rule said no
};

/// What all parts of a run share. Not thread-safe.
template <class StorageT>
class Stage {
 public:
  /// All but `told` must outlive it.
  Stage(const Scenario& of, const Policy& under, const MemoryDirectory& directory,
        StorageT& storage, Seed with, Told told, bool journals_refusals)
      : scenario(of),
        policy(under),
        seed(with),
        engine(storage, directory, clock,
               {.notices = false, .journal_refusals = journals_refusals}),
        told_(std::move(told)) {}

  const Scenario& scenario;                       ///< the world
  const Policy& policy;                           ///< what the administration chose
  const Seed seed;                                ///< of all draws
  ManualClock clock;                              ///< where the run is
  BasicEngine<StorageT, MemoryDirectory> engine;  ///< who decides
  Agenda agenda;                                  ///< what is to come
  std::vector<Planning> plannings;                ///< in the order in which they were named
  const RuleBook* rules = nullptr;                ///< in force during the run
  Heard heard;                                    ///< hears what happens

  /// The place of a département among the plannings. O(1).
  [[nodiscard]] std::size_t planning_at(Departement departement) {
    std::size_t& place = places_[departement.index()];
    if (place == 0) {
      Planning& it = plannings.emplace_back();
      it.departement = departement;
      it.zone = zone_of(departement);
      for (const Office& office : scenario.offices)
        if (!it.office && office.departements.contains(departement)) it.office = office.id;
      place = plannings.size();
    }
    return place - 1;
  }
  /// The planning of a département. Valid until another one is named.
  [[nodiscard]] const Planning& planning_of(Departement departement) {
    return plannings[planning_at(departement)];
  }
  /// The instant of a local time.
  [[nodiscard]] static Instant at(const Planning& planning, Date date, Minutes time) {
    return to_instant(planning.zone, date + time);
  }
  /// The local date.
  [[nodiscard]] Date today(const Planning& planning) const {
    return std::chrono::floor<std::chrono::days>(to_local(planning.zone, clock.now()));
  }

  /// \name Commands
  /// \{
  /// Runs a command as somebody.
  template <class Command>
  [[nodiscard]] result<void> give(Actor actor, Departement departement, const Command& command,
                                  Receipt& receipt) {
    BOOST_OUTCOME_TRY(engine.run(Call{std::move(actor), departement, {}}, command, receipt));
    if (told_) told_(receipt);
    return success();
  }
  /// The same of which a rule may say no: then there is no receipt, but a refusal.
  template <class Command>
  [[nodiscard]] result<bool> ask(Actor actor, Departement departement, const Command& command,
                                 Answer& answer) {
    answer.receipt = {};
    result<void> given = give(std::move(actor), departement, command, answer.receipt);
    if (given) return true;
    answer.refusal = given.assume_error().code;
    if (class_of(answer.refusal) == ErrorClass::refused) return false;
    return std::move(given.assume_error());
  }
  /// The same by the office that plans.
  template <class Command>
  [[nodiscard]] result<bool> ask_as_office(const Planning& planning, const Command& command,
                                           Answer& answer) {
    return ask(Actor::of_office(planning.office), planning.departement, command, answer);
  }
  /// \}

  /// Something that happens now.
  [[nodiscard]] Happening happening(Happening::Kind kind, Departement departement,
                                    std::int64_t amount) const {
    Happening it;
    it.kind = kind;
    it.at = clock.now();
    it.departement = departement;
    it.amount = static_cast<std::int32_t>(amount);
    return it;
  }
  /// Notes what happens to a session now.
  void note_session(Happening::Kind kind, const Session& session, std::int64_t amount) const {
    Happening it = happening(kind, session.departement, amount);
    if (session.planning) it.category = session.planning->category;
    it.date = session.date;
    it.inspector = session.inspector;
    it.session = session.id;
    heard(it);
  }

 private:
  Told told_;
  std::array<std::size_t, Departement::kCount> places_{};  ///< one more than the place; 0: none
};

}  // namespace creneau::sim
