#pragma once
/// \file
/// Command: an operator takes in a planning made elsewhere.

#include <boost/unordered/unordered_flat_set.hpp>
#include <optional>
#include <string>
#include <vector>

#include "creneau/engine/checks.hpp"
#include "creneau/engine/reserve_slots.hpp"
#include "creneau/policy/slot_grid.hpp"

namespace creneau {

/// The most rows of a file that one import takes.
inline constexpr std::size_t kMaxRowsOfImport = 100'000;

/// Creates sessions as they were elsewhere, past ones included, with their reservations: all or
/// none. Neither holidays nor closures nor deadlines refuse anything; postings, overlaps,
/// categories, grids and a school or office that does not exist do. Tells nobody unless asked.
struct ImportPlanning {
  /// What authorization and history know it by.
  static constexpr CommandKind kKind = CommandKind::import_planning;
  /// A reservation of a session to be created.
  struct Held {
    SchoolId school;           ///< whose; not looked up in the directory
    SlotSet slots;             ///< never empty; in the grid, and in no other reservation
    std::string external_ref;  ///< another system's id, opaque; empty: none
  };
  /// One session to be created: available, or planned where it has a category.
  struct Item {
    std::int32_t line = 0;  ///< of the file, from 1, for messages; does not count as content
    InspectorId inspector;  ///< who examines
    Date date{};            ///< local; past ones too
    Hours hours;            ///< local
    CentreId centre;        ///< proposed, where `category` is empty; zero: none
    std::optional<Category> category;    ///< planned, where stated
    ExamPart part = ExamPart::unstated;  ///< of all its exams; unstated: any
    std::optional<Grid> grid;            ///< empty: the rules' of that date
    SlotSet unavailable;                 ///< slots that cannot be reserved; in the grid
    std::vector<Held> reservations;      ///< in any order
    std::string external_ref;  ///< another system's id, opaque, at most 2,000 bytes; empty: none
  };
  std::vector<Item> sessions;  ///< 1 to kMaxRowsOfImport, in any order
  OfficeId office;             ///< the office that will hear of cancellations
  bool notify = false;         ///< tell each school of its reservations
};

/// All fields count, but for lines.
inline void add_content(const ImportPlanning& command, ContentHasher& hasher) {
  hasher.add(command.office.value).add(std::int64_t{command.notify});
  for (const auto& item : command.sessions) {
    hasher.add(item.inspector.value)
        .add(item.date.time_since_epoch().count())
        .add(item.hours.start.count())
        .add(item.hours.end.count())
        .add(item.centre.value)
        .add(item.category ? static_cast<std::int64_t>(*item.category) : -1)
        .add(static_cast<std::int64_t>(item.part))
        .add(item.grid ? item.grid->unit_minutes : -1)
        .add(item.grid ? item.grid->units_of_slot : -1)
        .add(item.grid ? item.grid->slot_count : -1)
        .add(item.unavailable.bits())
        .add(std::string_view{item.external_ref})
        .add(item.reservations.size());
    for (const auto& held : item.reservations)
      hasher.add(held.school.value).add(held.slots.bits()).add(std::string_view{held.external_ref});
  }
}

/// Loads all sessions of the inspectors from the first to the last of the dates; asks for the
/// inspectors and the centres.
inline void add_needs(const ImportPlanning& command, Needs& needs, DirectoryNeeds& directory) {
  if (command.sessions.empty()) return;
  Needs::InspectorDays days;
  Period period{command.sessions.front().date, command.sessions.front().date};
  for (const auto& item : command.sessions) {
    days.inspectors.push_back(item.inspector);
    directory.centres.push_back(item.centre);
    for (const auto& held : item.reservations) directory.more_schools.push_back(held.school);
    period.first = std::min(period.first, item.date);
    period.last = std::max(period.last, item.date);
  }
  const auto unique = [](auto& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  };
  unique(days.inspectors);
  unique(directory.centres);
  unique(directory.more_schools);
  directory.office = command.office;
  directory.inspectors.assign(days.inspectors.begin(), days.inspectors.end());
  days.period = period;
  needs.inspector_days = std::move(days);
}

/// The directory is asked for nothing more.
inline void add_directory_needs(const ImportPlanning&, const Snapshot&, DirectoryNeeds&) {}

namespace detail {

/// The office that is to hear of cancellations works in the département.
[[nodiscard]] inline result<void> check_office(const Situation& situation, OfficeId id) {
  const auto& office = situation.directory.office;
  if (!office || office->id != id) return Error{ErrorCode::unknown_office, id};
  const Departement departement = situation.call.departement;
  if (office->departements.contains(departement)) return success();
  return Error{ErrorCode::foreign_departement,
               {Subject::Kind::departement, static_cast<std::int64_t>(departement.index())},
               id};
}

}  // namespace detail

/// Refuses, in this order: `nothing_to_do`, `too_large`; then, session by session, `bad_date`,
/// `bad_time`, `time_skipped`, `unknown_inspector`, `posted_elsewhere` or `no_posting`, `bad_text`
/// (the reference); of an available one `unknown_centre`; of a planned one `unknown_office`,
/// `foreign_departement` (of the office), `unknown_centre`, `zone_mismatch`,
/// `category_not_at_centre`, `category_not_examined`, `grid_does_not_fit`; of a reservation
/// `unknown_school`, `bad_text` (the reference), `slot_taken` (without slots, or with one that is
/// unavailable or reserved twice); `unknown_slot` (outside the grid); at last `session_overlap`.
/// All but the first two and the last have the item's line as a subject.
///
/// Puts in: the sessions under fresh ids in the order of the items, planned ones at plan 1; a
/// blocking BlockChange for unavailable slots, without a reason; the reservations under fresh ids,
/// and where `notify` is set the schools' notices. O(n log n) in the items and the sessions loaded.
[[nodiscard]] inline result<void> decide(const ImportPlanning& command, const Situation& situation,
                                         ChangeSet& changes) {
  if (command.sessions.empty()) return Error{ErrorCode::nothing_to_do};
  if (command.sessions.size() > kMaxRowsOfImport)
    return Error{ErrorCode::too_large}.with_limit(
        kMaxRowsOfImport, static_cast<std::int64_t>(command.sessions.size()));
  boost::unordered_flat_set<std::int64_t> schools;
  for (const SchoolFacts& school : situation.directory.more_schools)
    schools.insert(school.id.value);
  std::vector<detail::Busy> busy = detail::busy_times(situation);
  for (const auto& item : command.sessions) {
    const Subject line{Subject::Kind::line, item.line};
    const auto at_line = [&](result<void> checked) -> result<void> {
      if (checked) return checked;
      return std::move(checked.assume_error()).about(line);
    };
    BOOST_OUTCOME_TRY(at_line(
        detail::check_time(situation, item.date, item.hours, Subject{item.inspector}, true)));
    BOOST_OUTCOME_TRY(at_line(detail::check_posting(situation, item.inspector, item.date)));
    BOOST_OUTCOME_TRY(at_line(detail::check_note(item.external_ref)));
    Session session;
    session.id = SessionId::fresh(changes.sessions.size());
    session.departement = situation.call.departement;
    session.inspector = item.inspector;
    session.date = item.date;
    session.hours = item.hours;
    session.external_ref = item.external_ref;
    if (!item.category) {
      if (item.centre && !situation.find(item.centre))
        return Error{ErrorCode::unknown_centre, item.centre, line};
      session.proposed_centre = item.centre;
    } else {
      BOOST_OUTCOME_TRY(at_line(detail::check_office(situation, command.office)));
      BOOST_OUTCOME_TRY(
          at_line(detail::check_category(situation, item.inspector, item.centre, *item.category)));
      std::optional<Grid> grid = item.grid;
      if (!grid)
        if (const auto fit = lay_grid(situation.rules.on(item.date), item.hours)) grid = fit->grid;
      if (!grid || !grid->valid() || grid->slot_count * grid->slot_length() > item.hours.length())
        return Error{ErrorCode::grid_does_not_fit, line}.with_limit(
            grid ? grid->slot_length().count() : 0, item.hours.length().count());
      session.plan = PlanNumber{1};
      session.planning = Planning{item.centre, *item.category, item.part, *grid, command.office};
    }
    busy.push_back({session.inspector, session.start(), session.end(), session.id});
    const SlotSet all = session.is_planned() ? session.planning->grid.slots() : SlotSet{};
    SlotSet taken = item.unavailable;
    if (!taken.empty())
      changes.blocks.push_back({session.id, session.plan, taken, true, Reason::unstated, {}});
    for (const auto& held : item.reservations) {
      if (!schools.contains(held.school.value))
        return Error{ErrorCode::unknown_school, held.school, line};
      BOOST_OUTCOME_TRY(at_line(detail::check_note(held.external_ref)));
      if (held.slots.empty() || taken.intersects(held.slots))
        return Error{ErrorCode::slot_taken, line};
      taken |= held.slots;
      const auto id = ReservationId::fresh(changes.reservations.size());
      changes.reservations.push_back({id, held.school, session.id, session.plan, session.plan,
                                      SlotSet{}, held.slots, Revision{}, held.external_ref});
      if (command.notify)
        detail::tell_school(situation, changes, NoticeKind::reserved, session, id, held.school,
                            held.slots, held.slots);
    }
    if (!all.contains_all(taken)) return Error{ErrorCode::unknown_slot, line};
    changes.sessions.push_back({std::nullopt, std::move(session)});
  }
  return detail::check_no_overlap(busy);
}

}  // namespace creneau
