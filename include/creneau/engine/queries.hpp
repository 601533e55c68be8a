#pragma once
/// \file
/// What can be asked: authorized reads over any storage.

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "creneau/engine/engine.hpp"

namespace creneau {

/// Which of a school's exams.
struct ExamQuery {
  /// Which of them, by now: those that have not begun, those that have, or both.
  enum class When : std::uint8_t { upcoming, past, all };
  SchoolId school;                         ///< whose
  std::optional<Departement> departement;  ///< empty: in all of them (schools and operators only)
  std::optional<Category> category;        ///< of the sessions; empty: all
  When when = When::upcoming;  ///< by their first slot, in the zone of their département
  Period period;               ///< local dates
};

/// Reads through the same authorization as the commands. Thread-safe if the ports are; holds
/// references to the engine and so to its ports, which must outlive it.
///
/// Errors of every query: those of `authorize`, `too_large` for a page of no row or of more than
/// kMaxPage, the storage's and the directory's own, and those named here.
template <class StorageT = Storage, class DirectoryT = Directory>
class BasicQueries {
 public:
  /// Reads over the ports of an engine, by its clock.
  explicit BasicQueries(const BasicEngine<StorageT, DirectoryT>& engine) : engine_(engine) {}

  /// Sessions by local start, then id. An inspector must name itself alone in the filter.
  [[nodiscard]] result<Page<SessionState>> sessions(const Actor& actor, const SessionFilter& filter,
                                                    const PageRequest& page) const {
    const InspectorId own =
        filter.inspectors.size() == 1 ? filter.inspectors.front() : InspectorId{};
    BOOST_OUTCOME_TRY(allow(actor, Query::sessions, {filter.departement, {}, own}));
    BOOST_OUTCOME_TRY(check(page));
    SessionFilter within = filter;
    within.period = filter.period.within_range();
    return storage().sessions(within, page);
  }

  /// The same with the reservations and blocks of each session, of one moment for each page. Two
  /// calls of the storage, again where a commit came between them; `conflict` where one always does.
  [[nodiscard]] result<Page<SessionDetail>> planning(const Actor& actor,
                                                     const SessionFilter& filter,
                                                     const PageRequest& page) const {
    for (std::uint32_t attempt = 0; attempt < engine_.options().max_attempts; ++attempt) {
      BOOST_OUTCOME_TRY(const auto found, sessions(actor, filter, page));
      Needs needs;
      needs.departement = filter.departement;
      needs.reservations_of_sessions = true;
      needs.blocks_of_sessions = true;
      for (const SessionState& state : found.rows) needs.sessions.push_back(state.session.id);
      Snapshot snapshot;
      BOOST_OUTCOME_TRY(storage().load(needs, snapshot));
      if (snapshot.number == found.number) return details_of(found, std::move(snapshot));
    }
    return Error{ErrorCode::conflict};
  }

  /// The units of a week: a row for each inspector (or for one), and the sum. Slots that have begun
  /// by the engine's clock are not reservable. An inspector must name itself.
  [[nodiscard]] result<WeekSummary> week(const Actor& actor, Departement departement, Week week,
                                         std::optional<Category> category = {},
                                         InspectorId inspector = {}) const {
    BOOST_OUTCOME_TRY(allow(actor, Query::sessions, {departement, {}, inspector}));
    WeekFilter filter{departement, week, category, inspector, local_now(departement)};
    WeekSummary summary;
    summary.week = week;
    BOOST_OUTCOME_TRY(storage().week_units(filter, summary.inspectors));
    for (const InspectorUnits& row : summary.inspectors) summary.total += row.units;
    return summary;
  }

  /// The units of `count` weeks from `first` on, all by the clock of one moment: appends the rows of
  /// each, and to `ends` how many rows there are behind it. Each week is read by itself.
  template <class Ends>
  [[nodiscard]] result<void> weeks(const Actor& actor, Departement departement, Week first,
                                   std::size_t count, std::optional<Category> category,
                                   InspectorId inspector, std::vector<InspectorUnits>& rows,
                                   Ends& ends) const {
    BOOST_OUTCOME_TRY(allow(actor, Query::sessions, {departement, {}, inspector}));
    WeekFilter filter{departement, first, category, inspector, local_now(departement)};
    for (; count > 0; --count, filter.week = filter.week.next()) {
      BOOST_OUTCOME_TRY(storage().week_units(filter, rows));
      ends.push_back(rows.size());
    }
    return success();
  }

  /// A school's exams by local date and time, then id. `bad_argument` where anybody but a school
  /// names no département. A page may have fewer rows than its limit and yet not be the last.
  [[nodiscard]] result<Page<ReservedSession>> exams(const Actor& actor, const ExamQuery& query,
                                                    const PageRequest& page) const {
    if (!query.departement && actor.role != Role::school)
      return Error{ErrorCode::bad_argument}.with_text("departement");
    BOOST_OUTCOME_TRY(
        allow(actor, Query::exams, {query.departement.value_or(Departement{}), query.school, {}}));
    BOOST_OUTCOME_TRY(check(page));
    ReservationFilter filter;
    filter.departement = query.departement;
    filter.school = query.school;
    filter.category = query.category;
    filter.period = query.period.within_range();
    const Instant now = engine_.clock().now();
    // The latest and the earliest date on Earth at this moment: the rows decide by their own zone.
    using std::chrono::days;
    const Date today{std::chrono::floor<days>(now).time_since_epoch()};
    if (query.when == ExamQuery::When::upcoming)
      filter.period.first = std::max(filter.period.first, today - days{1});
    if (query.when == ExamQuery::When::past)
      filter.period.last = std::min(filter.period.last, today + days{1});
    BOOST_OUTCOME_TRY(auto found, storage().reservations(filter, page));
    if (query.when != ExamQuery::When::all)
      std::erase_if(found.rows, [&](const ReservedSession& row) {
        const Date date = row.session.date;
        const bool begun = date < today - days{1} ||
                           (date <= today + days{1} &&
                            to_instant(zone_of(row.session.departement), row.start()) <= now);
        return begun == (query.when == ExamQuery::When::upcoming);
      });
    return found;
  }

  /// Schools by name or Aurige id, at most `limit`, by name; see `Directory::find_schools`. The
  /// actor must be allowed to read the département.
  [[nodiscard]] result<std::vector<School>> find_schools(const Actor& actor,
                                                         Departement departement,
                                                         std::string_view text,
                                                         std::size_t limit = 20) const {
    BOOST_OUTCOME_TRY(allow(actor, Query::schools, {departement, {}, {}}));
    return engine_.directory().find_schools(text, limit);
  }

  /// The one school that `text` means: the only one found, or the only one whose whole name it is.
  /// `unknown_school`, or `ambiguous_school` with the first 20 candidates as subjects.
  [[nodiscard]] result<School> school_named(const Actor& actor, Departement departement,
                                            std::string_view text) const {
    BOOST_OUTCOME_TRY(auto found, find_schools(actor, departement, text, kMaxPage));
    if (found.empty()) return Error{ErrorCode::unknown_school}.with_text(std::string(text));
    if (found.size() == 1) return std::move(found.front());
    const std::string folded = fold_name(text);
    const auto is_exact = [&](const School& school) { return fold_name(school.name) == folded; };
    const auto exact = std::find_if(found.begin(), found.end(), is_exact);
    if (exact != found.end() && std::none_of(exact + 1, found.end(), is_exact))
      return std::move(*exact);
    constexpr std::size_t kMostCandidates = 20;
    Error error{ErrorCode::ambiguous_school};
    for (const School& school : found)
      if (error.subjects.size() < kMostCandidates) error.subjects.push_back(school.id);
    return std::move(error).with_text(std::string(text));
  }

  /// Closures of a département by local start, then id.
  [[nodiscard]] result<Page<Closure>> closures(const Actor& actor, const ClosureFilter& filter,
                                               const PageRequest& page) const {
    BOOST_OUTCOME_TRY(allow(actor, Query::closures, {filter.departement, {}, {}}));
    BOOST_OUTCOME_TRY(check(page));
    return storage().closures({filter.departement, filter.period.within_range()}, page);
  }

  /// Events of a département by commit number.
  [[nodiscard]] result<Page<Event>> history(const Actor& actor, const EventFilter& filter,
                                            const PageRequest& page) const {
    BOOST_OUTCOME_TRY(allow(actor, Query::history, {filter.departement, {}, {}}));
    BOOST_OUTCOME_TRY(check(page));
    return storage().events(filter, page);
  }

  /// The journal of refusals of a département, in the order in which they were noted. Operators
  /// only.
  [[nodiscard]] result<Page<Refusal>> refusals(const Actor& actor, Departement departement,
                                               const PageRequest& page) const {
    BOOST_OUTCOME_TRY(allow(actor, Query::refusals, {departement, {}, {}}));
    BOOST_OUTCOME_TRY(check(page));
    return storage().refusals(departement, page);
  }

 private:
  [[nodiscard]] LocalTime local_now(Departement departement) const {
    return to_local(zone_of(departement), engine_.clock().now());
  }

  /// The sessions of a page, in its order, with what a snapshot of the same moment has of them.
  [[nodiscard]] static Page<SessionDetail> details_of(const Page<SessionState>& found,
                                                      Snapshot&& snapshot) {
    Page<SessionDetail> details;
    details.next = found.next;
    details.number = found.number;
    boost::unordered_flat_map<std::int64_t, std::size_t> places;
    for (const SessionState& state : found.rows) {
      places.emplace(state.session.id.value, details.rows.size());
      details.rows.push_back({state, {}, {}});
    }
    const auto row_of = [&](SessionId id) -> SessionDetail* {
      const auto place = places.find(id.value);
      return place == places.end() ? nullptr : &details.rows[place->second];
    };
    for (Reservation& reservation : snapshot.reservations)
      if (SessionDetail* detail = row_of(reservation.session))
        detail->reservations.push_back(std::move(reservation));
    for (BlockedSlot& block : snapshot.blocks)
      if (SessionDetail* detail = row_of(block.slot.session))
        detail->blocks.push_back(std::move(block));
    for (SessionDetail& detail : details.rows) {
      std::sort(detail.reservations.begin(), detail.reservations.end(),
                [](const Reservation& a, const Reservation& b) {
                  return a.slots.front() < b.slots.front();
                });
      std::sort(detail.blocks.begin(), detail.blocks.end(),
                [](const BlockedSlot& a, const BlockedSlot& b) { return a.slot < b.slot; });
    }
    return details;
  }

  [[nodiscard]] StorageT& storage() const noexcept { return engine_.storage(); }

  [[nodiscard]] result<void> allow(const Actor& actor, Query query, const QueryScope& scope) const {
    DirectoryNeeds needs;
    needs.office = actor.office();
    needs.school = actor.school();
    DirectoryFacts facts;
    BOOST_OUTCOME_TRY(engine_.directory().look_up(needs, facts));
    return authorize(actor, query, scope, facts);
  }

  [[nodiscard]] static result<void> check(const PageRequest& page) {
    if (page.limit >= 1 && page.limit <= kMaxPage) return success();
    return Error{ErrorCode::too_large}.with_limit(kMaxPage, static_cast<std::int64_t>(page.limit));
  }

  const BasicEngine<StorageT, DirectoryT>& engine_;
};

/// The queries over any storage.
using Queries = BasicQueries<>;

}  // namespace creneau
