#include <functional>
#include <set>

#include "engine/engine_test.hpp"
#include "support/forwarding_storage.hpp"

// How each storage filters and pages: tests/contract.

namespace creneau::testing {
namespace {

class Lists : public EngineTest {
 protected:
  [[nodiscard]] static SessionFilter all() {
    SessionFilter filter;
    filter.departement = k93;
    return filter;
  }
  Queries queries{office.engine};
};

TEST_F(Lists, GiveSessionsInOrderOfTheirStartPageByPage) {
  for (const HalfDay half_day : {HalfDay::afternoon, HalfDay::morning})
    for (const std::int64_t inspector : {3, 1, 2})
      for (const Date date : {kTuesday, kMonday}) office.planned({inspector}, date, half_day);
  std::vector<SessionId> seen;
  LocalTime last = LocalTime::min();
  PageRequest page{{}, 5};
  for (int pages = 0; pages < 10; ++pages) {
    const auto found = queries.sessions(office.call.actor, all(), page).value();
    for (const SessionState& state : found.rows) {
      EXPECT_GE(state.session.start(), last);
      last = state.session.start();
      seen.push_back(state.session.id);
    }
    if (!found.next) break;
    page.after = *found.next;
  }
  EXPECT_EQ(seen.size(), 12U);
  EXPECT_EQ(std::set<SessionId>(seen.begin(), seen.end()).size(), 12U);
}

TEST_F(Lists, GiveAPlanningWithItsReservationsAndReasons) {
  const SessionId id = office.planned();
  office.create({2});
  office.reserve(id, SlotSet::of({4}), {2});
  office.reserve(id, SlotSet::of({0, 1}));
  done(office.block_command(id, SlotSet::of({6})));
  const auto rows = queries.planning(office.call.actor, all(), {}).value().rows;
  ASSERT_EQ(rows.size(), 2U);
  const SessionDetail& detail = rows.front();
  EXPECT_EQ(detail.state.session.id, id);
  ASSERT_EQ(detail.reservations.size(), 2U);
  EXPECT_EQ(detail.reservations.front().slots, SlotSet::of({0, 1})) << "in the order of slots";
  EXPECT_EQ(detail.holder(1)->school, SchoolId{1});
  EXPECT_EQ(detail.holder(4)->school, SchoolId{2});
  EXPECT_EQ(detail.holder(2), nullptr);
  EXPECT_EQ(detail.status(0), SlotStatus::reserved);
  EXPECT_EQ(detail.status(2), SlotStatus::free);
  EXPECT_EQ(detail.status(6), SlotStatus::unavailable);
  ASSERT_EQ(detail.blocks.size(), 1U);
  EXPECT_EQ(detail.blocks.front().reason, Reason::inspector_absent);
  EXPECT_TRUE(rows.back().reservations.empty());
}

TEST_F(Lists, HaveAtLeastOneAndAtMostAThousandRowsAPage) {
  for (const std::size_t limit : {std::size_t{0}, std::size_t{1001}}) {
    const Error why = Error{ErrorCode::too_large}.with_limit(1000, static_cast<int>(limit));
    const PageRequest page{{}, limit};
    const Actor& actor = office.call.actor;
    EXPECT_EQ(queries.sessions(actor, all(), page).error(), why);
    EXPECT_EQ(queries.planning(actor, all(), page).error(), why);
    EXPECT_EQ(queries.closures(actor, {k93, {}}, page).error(), why);
    EXPECT_EQ(queries.history(actor, {k93, {}, {}, {}, {}}, page).error(), why);
    EXPECT_EQ(queries.refusals(as_operator().actor, k93, page).error(), why);
    ExamQuery exams;
    exams.school = {1};
    exams.departement = k93;
    EXPECT_EQ(queries.exams(actor, exams, page).error(), why);
  }
}

TEST_F(Lists, GiveClosuresThatTouchAPeriod) {
  const ClosureId closure = close_for_the_day(ClosureScope::inspector, 1);
  const auto touching = [&](Date first, Date last) {
    return queries.closures(office.call.actor, {k93, {first, last}}, {}).value().rows;
  };
  ASSERT_EQ(touching(kMonday, kMonday).size(), 1U);
  EXPECT_EQ(touching(kMonday, kMonday).front().id, closure);
  EXPECT_TRUE(touching(kTuesday, kLastDate).empty());
  EXPECT_TRUE(touching(kFirstDate, kMonday - std::chrono::days{1}).empty());
}

/// Commits something of somebody else between the two calls of a query.
class StorageOfARival final : public ForwardingStorage {
 public:
  using ForwardingStorage::ForwardingStorage;
  [[nodiscard]] result<void> load(const Needs& needs, Snapshot& snapshot) const override {
    if (rival) std::exchange(rival, {})();
    return ForwardingStorage::load(needs, snapshot);
  }
  mutable std::function<void()> rival;
};

TEST_F(Lists, APlanningIsOfOneMomentThoughARivalCommitsMeanwhile) {
  const SessionId session = office.planned();
  StorageOfARival busy(storage);
  OfficeAtWork at_work(busy);
  busy.rival = [&] { office.reserve(session, SlotSet::of({0})); };
  SessionFilter filter;
  filter.departement = k93;
  const auto row = Queries(at_work.engine).planning(at_work.call.actor, filter, {}).value().rows[0];
  EXPECT_EQ(row.state.reserved, SlotSet::of({0}));
  EXPECT_EQ(row.reservations.size(), 1U);
}

}  // namespace
}  // namespace creneau::testing
