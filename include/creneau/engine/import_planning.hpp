#pragma once
/// \file
/// Command: an operator takes in a planning made elsewhere.

#include <boost/unordered/unordered_flat_set.hpp>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
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

/// Something is to be created, and not too much of it.
[[nodiscard]] inline result<void> check_size(const ImportPlanning& command) {
  if (command.sessions.empty()) return Error{ErrorCode::nothing_to_do};
  if (command.sessions.size() > kMaxRowsOfImport)
    return Error{ErrorCode::too_large}.with_limit(
        kMaxRowsOfImport, static_cast<std::int64_t>(command.sessions.size()));
  return success();
}

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

/// Takes the sessions of an import in one by one, and notes what is wrong with each.
class Importer {
 public:
  Importer(const ImportPlanning& command, const Situation& situation, ChangeSet& changes)
      : command_(command), situation_(situation), changes_(changes), busy_(busy_times(situation)) {
    for (const SchoolFacts& school : situation.directory.more_schools)
      schools_.insert(school.id.value);
  }

  /// What is wrong, session by session, overlaps last. Goes no further than the first session with
  /// a fault unless `all` are wanted.
  [[nodiscard]] std::vector<Error> run(bool all) {
    for (const auto& item : command_.sessions) {
      take(item);
      if (!faults_.empty() && !all) return std::move(faults_);
    }
    find_overlaps();
    return std::move(faults_);
  }

 private:
  using Item = ImportPlanning::Item;

  void take(const Item& item) {
    const std::size_t before = faults_.size();
    const auto fault = [&](Error&& error) {
      Error at_line = std::move(error).about({Subject::Kind::line, item.line});
      const auto of_item = faults_.begin() + static_cast<std::ptrdiff_t>(before);
      if (std::find(of_item, faults_.end(), at_line) == faults_.end())
        faults_.push_back(std::move(at_line));
    };
    const auto check = [&](result<void>&& checked) {
      if (!checked) fault(std::move(checked.assume_error()));
      return checked.has_value();
    };
    Session session;
    session.id = SessionId::fresh(changes_.sessions.size());
    session.departement = situation_.call.departement;
    session.inspector = item.inspector;
    session.date = item.date;
    session.hours = item.hours;
    session.external_ref = item.external_ref;
    if (check(check_time(situation_, item.date, item.hours, Subject{item.inspector}, true)))
      busy_.push_back({session.inspector, session.start(), session.end(), session.id});
    check(check_posting(situation_, item.inspector, item.date));
    check(check_note(item.external_ref));
    if (item.category) {
      check(check_office(situation_, command_.office));
      check(check_category(situation_, item.inspector, item.centre, *item.category));
      if (const auto grid = grid_of(item)) {
        session.plan = PlanNumber{1};
        session.planning = Planning{item.centre, *item.category, item.part, *grid, command_.office};
      } else if (item.hours.valid()) {
        fault(Error{ErrorCode::grid_does_not_fit}.with_limit(
            item.grid ? item.grid->slot_length().count() : 0, item.hours.length().count()));
      }
    } else {
      if (item.centre && !situation_.find(item.centre))
        fault(Error{ErrorCode::unknown_centre, item.centre});
      session.proposed_centre = item.centre;
    }
    const SlotSet taken = fill(item, session, check, fault);
    const SlotSet all = session.is_planned() ? session.planning->grid.slots() : SlotSet{};
    const bool slots_are_known = session.is_planned() == item.category.has_value();
    if (slots_are_known && !all.contains_all(taken)) fault(Error{ErrorCode::unknown_slot});
    changes_.sessions.push_back({std::nullopt, std::move(session)});
  }

  /// The grid that a planned session is to have; none where it does not fit into its hours.
  [[nodiscard]] std::optional<Grid> grid_of(const Item& item) const {
    if (!item.hours.valid()) return std::nullopt;
    std::optional<Grid> grid = item.grid;
    if (!grid)
      if (const auto fit = lay_grid(situation_.rules.on(item.date), item.hours)) grid = fit->grid;
    if (!grid || !grid->valid() || grid->slot_count * grid->slot_length() > item.hours.length())
      return std::nullopt;
    return grid;
  }

  /// Blocks and reserves; the slots that are then not free.
  template <class Check, class Fault>
  SlotSet fill(const Item& item, const Session& session, const Check& check, const Fault& fault) {
    SlotSet taken = item.unavailable;
    if (!taken.empty())
      changes_.blocks.push_back({session.id, session.plan, taken, true, Reason::unstated, {}});
    for (const auto& held : item.reservations) {
      if (!schools_.contains(held.school.value))
        fault(Error{ErrorCode::unknown_school, held.school});
      check(check_note(held.external_ref));
      if (held.slots.empty() || taken.intersects(held.slots)) fault(Error{ErrorCode::slot_taken});
      taken |= held.slots;
      const auto id = ReservationId::fresh(changes_.reservations.size());
      changes_.reservations.push_back({id, held.school, session.id, session.plan, session.plan,
                                       SlotSet{}, held.slots, Revision{}, held.external_ref});
      if (command_.notify && session.is_planned())
        tell_school(situation_, changes_, NoticeKind::reserved, session, id, held.school,
                    held.slots, held.slots);
    }
    return taken;
  }

  /// Each session to be created that begins before another of its inspector ends, or the other way
  /// round. O(n log n).
  void find_overlaps() {
    std::sort(busy_.begin(), busy_.end(), [](const Busy& a, const Busy& b) {
      return std::tuple(a.inspector, a.start, a.session) <
             std::tuple(b.inspector, b.start, b.session);
    });
    std::vector<std::pair<SessionId, SessionId>> found;
    const Busy* before = nullptr;  // the one that ends last
    for (const Busy& it : busy_) {
      const bool is_first = before == nullptr || it.inspector != before->inspector;
      // Fresh ids fall: the lower one is an item's, the later one's of two.
      if (!is_first && it.start < before->end)
        if (const auto [lower, higher] = std::minmax(before->session, it.session); lower.is_fresh())
          found.emplace_back(lower, higher);
      if (is_first || it.end > before->end) before = &it;
    }
    std::sort(found.rbegin(), found.rend());
    for (const auto& [its, other] : found) add_overlap(item_of(its), other);
  }

  [[nodiscard]] const Item& item_of(SessionId fresh) const {
    return command_.sessions[fresh.fresh_place()];
  }

  /// A session to be created meets one that is there, or an earlier one to be created.
  void add_overlap(const Item& item, SessionId other) {
    Error error{ErrorCode::session_overlap, item.inspector, Subject{item.date}};
    if (other.is_fresh()) {
      error.limit = item_of(other).line;
      error.actual = item.line;
    } else {
      error.subjects.push_back(other);
    }
    faults_.push_back(std::move(error).about({Subject::Kind::line, item.line}));
  }

  const ImportPlanning& command_;
  const Situation& situation_;
  ChangeSet& changes_;
  boost::unordered_flat_set<std::int64_t> schools_;
  std::vector<Busy> busy_;
  std::vector<Error> faults_;
};

}  // namespace detail

/// Refuses, in this order: `nothing_to_do`, `too_large`; then, session by session, `bad_date`,
/// `bad_time`, `time_skipped`, `unknown_inspector`, `posted_elsewhere` or `no_posting`, `bad_text`
/// (the reference); of an available one `unknown_centre`; of a planned one `unknown_office`,
/// `foreign_departement` (of the office), `unknown_centre`, `zone_mismatch`,
/// `category_not_at_centre`, `category_not_examined`, `grid_does_not_fit`; of a reservation
/// `unknown_school`, `bad_text` (the reference), `slot_taken` (without slots, or with one that is
/// unavailable or reserved twice); `unknown_slot` (outside the grid); at last `session_overlap`
/// (with a session that is there, as a subject, or with another item: `limit` its line). All but
/// the first two have the item's line as their last subject.
///
/// Puts in: the sessions under fresh ids in the order of the items, planned ones at plan 1; a
/// blocking BlockChange for unavailable slots, without a reason; the reservations under fresh ids,
/// and where `notify` is set the schools' notices. O(n log n) in the items and the sessions loaded.
[[nodiscard]] inline result<void> decide(const ImportPlanning& command, const Situation& situation,
                                         ChangeSet& changes) {
  BOOST_OUTCOME_TRY(detail::check_size(command));
  std::vector<Error> faults = detail::Importer(command, situation, changes).run(false);
  if (faults.empty()) return success();
  return std::move(faults.front());
}

/// Everything for which `decide` refuses an import, in the same order; it returns the first. None:
/// it does not refuse it. Of checks that build on each other only the first that fails. O(n log n)
/// in the items and the sessions loaded.
[[nodiscard]] inline std::vector<Error> faults_of(const ImportPlanning& command,
                                                  const Situation& situation) {
  if (result<void> sized = detail::check_size(command); !sized)
    return {std::move(sized.assume_error())};
  ChangeSet dropped;
  return detail::Importer(command, situation, dropped).run(true);
}

}  // namespace creneau
