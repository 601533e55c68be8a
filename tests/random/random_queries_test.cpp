#include <gmock/gmock.h>

#include <algorithm>

#include "creneau/engine/queries.hpp"
#include "creneau/memory/memory_storage.hpp"
#include "random/match.hpp"
#include "random/picture.hpp"
#include "support/figures.hpp"

namespace creneau::testing {
namespace {

using oracle::Codes;

/// Asks random questions of a planning, as anybody, and expects the rows that the oracle would show
/// that actor: no row too many, none too few.
class Questions {
 private:
  template <class List>
  [[nodiscard]] auto one_of(const List& list) {
    return list[dice_.below(list.size())];
  }

 public:
  Questions(const Match& match, Instant now, Dice& dice)
      : queries_(match.engine()), oracle_(match.oracle()), now_(now), dice_(dice) {}

  void ask() {
    actor_ = random_actor(dice_);
    departement_ = one_of(kPlannings);
    limit_ = 1 + dice_.below(dice_.one_in(3) ? kMaxPage : 9);
    switch (dice_.below(8)) {
      case 0:
      case 1: return ask_for_sessions();
      case 2: return ask_for_a_week();
      case 3:
      case 4: return ask_for_exams();
      case 5: return ask_for_closures();
      case 6: return ask_for_history();
      default: return ask_for_schools_or_refusals();
    }
  }
  /// Answers, those that were refused, rows seen, rows that were not the actor's to see.
  struct Tally {
    std::size_t asked = 0;
    std::size_t refused = 0;
    std::size_t rows = 0;
    std::size_t foreign = 0;
  };
  [[nodiscard]] const Tally& tally() const { return tally_; }

 private:
  [[nodiscard]] Period random_period() {
    if (dice_.one_in(3)) return {};
    const Date first = one_of(kDates);
    return {first, first + std::chrono::days{static_cast<int>(dice_.below(40))}};
  }
  [[nodiscard]] std::optional<Category> random_category() {
    if (dice_.one_in(2)) return std::nullopt;
    return dice_.one_in(2) ? Category::ce : Category::c;
  }
  [[nodiscard]] InspectorId random_inspector() {
    static constexpr std::array<std::int64_t, 6> ids{11, 12, 13, 21, 22, 99};
    return {actor_.role == Role::inspector && !dice_.one_in(3) ? actor_.who : one_of(ids)};
  }

  /// What speaks against a look at a planning, by the domain's table of roles.
  [[nodiscard]] Codes denials(bool of_readers, bool of_inspector, bool of_operator = false) const {
    switch (actor_.role) {
      case Role::office:
      case Role::reader: {
        if (!of_readers) return {ErrorCode::not_allowed};
        for (const Office& office : oracle_.directory().offices)
          if (office.id.value == actor_.who)
            return office.departements.contains(departement_)
                       ? Codes{}
                       : Codes{ErrorCode::foreign_departement};
        return {ErrorCode::unknown_office};
      }
      case Role::inspector: return of_inspector ? Codes{} : Codes{ErrorCode::not_allowed};
      case Role::school: return {ErrorCode::not_allowed};
      case Role::operator_: return of_operator ? Codes{} : Codes{ErrorCode::not_allowed};
    }
    return {ErrorCode::not_allowed};
  }

  /// Reads all pages, or notes that it was refused as it should be.
  template <class Row, class Read>
  std::optional<std::vector<Row>> answer(const Codes& denials, const Read& read) {
    ++tally_.asked;
    PageRequest request;
    request.limit = limit_;
    const auto first = read(request);
    EXPECT_EQ(first.has_value(), denials.empty());
    if (!first) {
      ++tally_.refused;
      EXPECT_TRUE(denials.contains(first.assume_error().code));
      return std::nullopt;
    }
    if (!denials.empty()) {
      ++tally_.foreign;
      return std::nullopt;
    }
    auto rows = all_pages(limit_, read);
    tally_.rows += rows.size();
    return rows;
  }
  void foreign_if(bool is_foreign) { tally_.foreign += is_foreign ? 1 : 0; }

  void ask_for_sessions() {
    SessionFilter filter;
    filter.departement = departement_;
    filter.period = random_period();
    while (dice_.one_in(3)) filter.inspectors.push_back(random_inspector());
    if (actor_.role == Role::inspector && dice_.one_in(2))
      filter.inspectors = {InspectorId{actor_.who}};
    if (dice_.one_in(4)) filter.centre = {1 + static_cast<std::int64_t>(dice_.below(4))};
    filter.category = random_category();
    if (dice_.one_in(4)) filter.part = ExamPart::on_road;
    filter.status = static_cast<SessionFilter::Status>(dice_.below(3));
    filter.with_free_slots = dice_.one_in(4);
    if (dice_.one_in(4)) filter.hours = {Minutes{0}, Minutes{12 * 60}};
    const bool is_own =
        filter.inspectors.size() == 1 && filter.inspectors.front() == InspectorId{actor_.who};
    const auto rows = answer<SessionState>(denials(true, is_own), [&](const PageRequest& request) {
      return queries_.sessions(actor_, filter, request);
    });
    if (!rows) return;
    std::vector<SessionState> expected;
    for (const auto& [id, session] : oracle_.planning(departement_).sessions)
      if (is_wanted(filter, session)) expected.push_back(state_of(departement_, id, session));
    std::sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) {
      return std::tuple(a.session.start(), a.session.id) <
             std::tuple(b.session.start(), b.session.id);
    });
    EXPECT_TRUE(*rows == expected);
    for (const SessionState& row : *rows)
      foreign_if(row.session.departement != departement_ ||
                 (actor_.role == Role::inspector && row.session.inspector.value != actor_.who));
    check_details(filter, expected);
  }
  [[nodiscard]] static bool is_wanted(const SessionFilter& filter, const oracle::Session& session) {
    const auto& plan = session.plan;
    if (session.date < filter.period.first || filter.period.last < session.date) return false;
    if (!filter.inspectors.empty() && std::find(filter.inspectors.begin(), filter.inspectors.end(),
                                                session.inspector) == filter.inspectors.end())
      return false;
    if (filter.status == SessionFilter::Status::available && plan) return false;
    if (filter.status == SessionFilter::Status::planned && !plan) return false;
    if (filter.centre && (!plan || plan->centre != filter.centre)) return false;
    if (filter.category && (!plan || plan->category != *filter.category)) return false;
    if (filter.part && (!plan || plan->part != *filter.part)) return false;
    if (filter.with_free_slots &&
        (!plan || std::none_of(plan->slots.begin(), plan->slots.end(), [](const auto& slot) {
          return slot.second.status == SlotStatus::free;
        })))
      return false;
    return filter.hours.start <= session.hours.start && session.hours.end <= filter.hours.end;
  }
  /// The same sessions with all that lies in them.
  void check_details(const SessionFilter& filter, const std::vector<SessionState>& expected) {
    const auto details = all_pages(limit_, [&](const PageRequest& request) {
      return queries_.planning(actor_, filter, request);
    });
    const oracle::Planning& planning = oracle_.planning(departement_);
    ASSERT_EQ(details.size(), expected.size());
    for (std::size_t place = 0; place < details.size(); ++place) {
      EXPECT_TRUE(details[place].state == expected[place]);
      for (const Reservation& it : details[place].reservations) {
        const bool is_there = planning.reservations.contains(it.id);
        foreign_if(!is_there);
        EXPECT_TRUE(is_there && it == reservation_of(planning, it.id));
      }
      for (const BlockedSlot& it : details[place].blocks)
        EXPECT_EQ(planning.sessions.at(it.slot.session).plan->slots.at(it.slot.ordinal).note,
                  it.note);
    }
  }

  void ask_for_a_week() {
    const Week week = Week::of(one_of(kDates));
    const auto category = random_category();
    const InspectorId inspector = dice_.one_in(2) ? random_inspector() : InspectorId{};
    const bool is_own = inspector == InspectorId{actor_.who};
    const Codes denied = denials(true, is_own);
    ++tally_.asked;
    const auto summary = queries_.week(actor_, departement_, week, category, inspector);
    ASSERT_EQ(summary.has_value(), denied.empty());
    if (!summary) {
      ++tally_.refused;
      EXPECT_TRUE(denied.contains(summary.assume_error().code));
      return;
    }
    std::vector<InspectorUnits> expected;
    for (const InspectorUnits& row :
         units_of(oracle_.planning(departement_), departement_, week, category, now_))
      if (!inspector || row.inspector == inspector) expected.push_back(row);
    EXPECT_TRUE(summary.value().inspectors == expected);
    UnitCount total;
    for (const InspectorUnits& row : expected) total += row.units;
    EXPECT_TRUE(summary.value().total == total);
    for (const InspectorUnits& row : summary.value().inspectors)
      foreign_if(actor_.role == Role::inspector && row.inspector.value != actor_.who);
    tally_.rows += summary.value().inspectors.size();
  }

  void ask_for_exams() {
    ExamQuery query;
    query.school = {dice_.one_in(2) ? actor_.who : 1 + static_cast<std::int64_t>(dice_.below(4))};
    if (!dice_.one_in(3)) query.departement = departement_;
    query.category = random_category();
    query.when = static_cast<ExamQuery::When>(dice_.below(3));
    query.period = random_period();
    const auto rows = answer<ReservedSession>(exam_denials(query), [&](const PageRequest& request) {
      return queries_.exams(actor_, query, request);
    });
    if (!rows) return;
    std::vector<ReservedSession> expected;
    for (const Departement departement : kPlannings) {
      if (query.departement && departement != *query.departement) continue;
      const oracle::Planning& planning = oracle_.planning(departement);
      for (const auto& [id, reservation] : planning.reservations) {
        if (query.school && reservation.school != query.school) continue;
        const auto& session = planning.sessions.at(reservation.session);
        const ReservedSession row{reservation_of(planning, id),
                                  state_of(departement, reservation.session, session).session};
        const bool begun = oracle::Oracle::instant(departement, row.start()) <= now_;
        if (query.category && session.plan->category != *query.category) continue;
        if (session.date < query.period.first || query.period.last < session.date) continue;
        if (query.when == ExamQuery::When::upcoming && begun) continue;
        if (query.when == ExamQuery::When::past && !begun) continue;
        expected.push_back(row);
      }
    }
    std::sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) {
      return std::tuple(a.start(), a.reservation.id) < std::tuple(b.start(), b.reservation.id);
    });
    EXPECT_TRUE(*rows == expected);
    for (const ReservedSession& row : *rows)
      foreign_if((actor_.role == Role::school && row.reservation.school.value != actor_.who) ||
                 (query.departement && row.session.departement != *query.departement));
  }
  [[nodiscard]] Codes exam_denials(const ExamQuery& query) const {
    if (actor_.role == Role::inspector || actor_.role == Role::operator_)
      return {ErrorCode::not_allowed, ErrorCode::bad_argument};
    if (actor_.role == Role::school) {
      if (query.school != actor_.school()) return {ErrorCode::foreign_reservation};
      return oracle_.school(actor_.school()) ? Codes{} : Codes{ErrorCode::unknown_school};
    }
    // An office looks into one planning at a time.
    if (!query.departement) return {ErrorCode::bad_argument};
    return denials(true, false);
  }

  void ask_for_closures() {
    const Period period = random_period();
    const auto rows = answer<Closure>(denials(true, false), [&](const PageRequest& request) {
      return queries_.closures(actor_, {departement_, period}, request);
    });
    if (!rows) return;
    std::vector<Closure> expected;
    for (const auto& [id, closure] : oracle_.planning(departement_).closures)
      if (closure.from < LocalTime{period.last + std::chrono::days{1}} &&
          LocalTime{period.first} < closure.to)
        expected.push_back(closure);
    std::sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) {
      return std::tuple(a.from, a.id) < std::tuple(b.from, b.id);
    });
    EXPECT_TRUE(*rows == expected);
    for (const Closure& row : *rows) foreign_if(row.departement != departement_);
  }

  void ask_for_history() {
    EventFilter filter;
    filter.departement = departement_;
    const std::int64_t last = oracle_.planning(departement_).number;
    if (last > 0)
      filter.after = {static_cast<std::int64_t>(dice_.below(static_cast<std::size_t>(last) + 1))};
    const auto rows = answer<Event>(denials(true, false), [&](const PageRequest& request) {
      return queries_.history(actor_, filter, request);
    });
    if (!rows) return;
    EXPECT_EQ(static_cast<std::int64_t>(rows->size()), last - filter.after.value);
    for (const Event& row : *rows) foreign_if(row.changes.departement != departement_);
  }

  void ask_for_schools_or_refusals() {
    if (dice_.one_in(2)) {
      const auto rows =
          answer<Refusal>(denials(false, false, true), [&](const PageRequest& request) {
            return queries_.refusals(actor_, departement_, request);
          });
      if (!rows) return;
      for (const Refusal& row : *rows) foreign_if(row.departement != departement_);
      return;
    }
    ++tally_.asked;
    const auto found = queries_.find_schools(actor_, departement_, "auto-ecole");
    const Codes denied = denials(true, false);
    ASSERT_EQ(found.has_value(), denied.empty());
    if (found)
      EXPECT_EQ(found.value().size(), oracle_.directory().schools.size());
    else
      ++tally_.refused;
  }

  Queries queries_;
  const oracle::Oracle& oracle_;
  Instant now_;
  Dice& dice_;
  Actor actor_;
  Departement departement_;
  std::size_t limit_ = 1;
  Tally tally_;
};

TEST(RandomQueries, ShowNobodyARowThatIsNotHisToSee) {
  const auto questions = figure<std::size_t>(50'000, 1'000'000);
  Dice dice(printed_seed());
  Questions::Tally sum;
  while (sum.asked < questions && !HasFailure()) {
    MemoryStorage storage;
    Match match(storage, storage);
    Steps steps(300);
    for (std::uint64_t& step : steps) step = dice.below(SIZE_MAX);
    ASSERT_EQ(match.play(steps), std::nullopt);
    match.clock().set(random_moment(dice, match.oracle()));
    Questions they(match, match.clock().now(), dice);
    while (they.tally().asked < 1000 && !HasFailure()) they.ask();
    sum.asked += they.tally().asked;
    sum.refused += they.tally().refused;
    sum.rows += they.tally().rows;
    sum.foreign += they.tally().foreign;
  }
  std::cout << sum.asked << " queries, " << sum.refused << " refused, " << sum.rows
            << " rows, foreign ones: " << sum.foreign << "\n";
  EXPECT_EQ(sum.foreign, 0U);
}

}  // namespace
}  // namespace creneau::testing
