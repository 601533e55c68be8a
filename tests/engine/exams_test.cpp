#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ExamsOfASchool : public EngineTest {
 protected:
  [[nodiscard]] static ExamQuery query(ExamQuery::When when = ExamQuery::When::upcoming) {
    ExamQuery it;
    it.school = {1};
    it.departement = k93;
    it.when = when;
    return it;
  }
  /// The local starts of the exams.
  [[nodiscard]] std::vector<LocalTime> starts(const ExamQuery& it) const {
    std::vector<LocalTime> all;
    const auto page = queries.exams(as_school().actor, it, {}).value();
    for (const ReservedSession& row : page.rows) all.push_back(row.start());
    return all;
  }
  Queries queries{office.engine};
};

TEST_F(ExamsOfASchool, AreInOrderOfDateThenTimeWithTheUnitsHeld) {
  office.reserve(office.planned({1}, kTuesday), SlotSet::of({0}));
  office.reserve(office.planned({2}, kMonday, HalfDay::afternoon), SlotSet::of({1, 2}));
  const SessionId morning = office.planned();
  office.reserve(morning, SlotSet::of({4}));
  office.reserve(morning, SlotSet::of({0}));
  office.reserve(morning, SlotSet::of({6}), {2});
  EXPECT_THAT(starts(query()), ElementsAre(kMonday + Minutes{510}, kMonday + Minutes{630},
                                           kMonday + Minutes{840}, kTuesday + Minutes{510}));
  const auto rows = queries.exams(as_school().actor, query(), {}).value().rows;
  EXPECT_EQ(rows[2].units(), Units{2});
  EXPECT_EQ(rows[2].end(), kMonday + Minutes{900});
  EXPECT_EQ(rows[2].session.planning->centre, CentreId{1});
}

TEST_F(ExamsOfASchool, AreUpcomingUntilTheyBeginAndPastAfterwards) {
  office.reserve(office.planned(), SlotSet::of({1}));  // begins at 07:00Z
  set_clock("2026-06-15T06:59:59Z");
  EXPECT_THAT(starts(query()), ElementsAre(kMonday + Minutes{540}));
  EXPECT_THAT(starts(query(ExamQuery::When::past)), IsEmpty());
  set_clock("2026-06-15T07:00:00Z");
  EXPECT_THAT(starts(query()), IsEmpty());
  EXPECT_THAT(starts(query(ExamQuery::When::past)), ElementsAre(kMonday + Minutes{540}));
  EXPECT_THAT(starts(query(ExamQuery::When::all)), ElementsAre(kMonday + Minutes{540}));
}

TEST_F(ExamsOfASchool, AreOfOneCategoryAndPeriodWhereItIsAskedFor) {
  office.reserve(office.planned(), SlotSet::of({0}));
  PlanSessions plan = office.plan_command(office.create({2}, kTuesday));
  plan.category = Category::d;
  done(plan);
  office.reserve(plan.sessions.front(), SlotSet::of({0}));
  ExamQuery it = query();
  it.category = Category::d;
  EXPECT_THAT(starts(it), ElementsAre(kTuesday + Minutes{510}));
  it.category = Category::be;
  EXPECT_THAT(starts(it), IsEmpty());
  it = query();
  it.period = {kMonday, kMonday};
  EXPECT_THAT(starts(it), ElementsAre(kMonday + Minutes{510}));
}

TEST_F(ExamsOfASchool, OfEveryDepartementAreListedEachByItsOwnClock) {
  Office reunion{{3}, "BER 974", "ber974@example.org", "02 62 00 00 00", {}, {}};
  reunion.departements.insert(k974);
  office.directory.add(reunion);
  office.directory.add(Inspector{{6}, "974-01", "IPCSR 974-01", {}, {{k974, {}}}, {}});
  const Call call{Actor::of_office({3}), k974, {}};
  CreateSessions create;
  create.sessions.push_back({{6}, kMonday, HalfDay::morning, {}, {}});
  const SessionId there = done(call, create).changes.sessions.front().after->id;
  PlanSessions plan = office.plan_command(there);
  plan.centre = {4};
  done(call, plan);
  done(call, office.reserve_command(there, SlotSet::of({0})));
  office.reserve(office.planned(), SlotSet::of({0}));
  ExamQuery everywhere = query();
  everywhere.departement.reset();
  EXPECT_THAT(starts(everywhere), ElementsAre(kMonday + Minutes{510}, kMonday + Minutes{510}));
  set_clock("2026-06-15T04:30:00Z");  // 08:30 on Réunion, 06:30 in Seine-Saint-Denis
  const auto left = queries.exams(as_school().actor, everywhere, {}).value().rows;
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left.front().session.departement, k93);
}

TEST_F(ExamsOfASchool, AreUpcomingOrPastByTheClockOfTheirDepartementAllOverTheEarth) {
  const auto hold_an_exam = [&](const char* code, std::int64_t id, Minutes start) {
    const Departement there = *Departement::from_code(code);
    Office its{{id}, std::string("BER ") + code, "ber@example.org", "01 00 00 00 00", {}, {}};
    its.departements.insert(there);
    office.directory.add(its);
    const std::string matricule = std::string(code) + "-01";
    office.directory.add(Inspector{{id}, matricule, "IPCSR " + matricule, {}, {{there, {}}}, {}});
    office.directory.add(Centre{{id}, "Centre", "Piste", there, {}, {}});
    const Call call{Actor::of_office({id}), there, {}};
    CreateSessions create;
    create.sessions.push_back({{id}, kMonday, {}, Hours{start, start + Minutes{30}}, {}});
    PlanSessions plan = office.plan_command(done(call, create).changes.sessions.front().after->id);
    plan.centre = {id};
    done(call, plan);
    done(call, office.reserve_command(plan.sessions.front(), SlotSet::of({0})));
  };
  const auto listed = [&](const char* code, ExamQuery::When when) {
    ExamQuery it = query(when);
    it.departement = *Departement::from_code(code);
    return starts(it);
  };
  // Ten hours behind UTC, the exam of Monday at 15:00 begins on Tuesday at 01:00Z.
  hold_an_exam("987", 7, Minutes{900});
  set_clock("2026-06-16T00:59:59Z");
  EXPECT_THAT(listed("987", ExamQuery::When::upcoming), ElementsAre(kMonday + Minutes{900}));
  EXPECT_THAT(listed("987", ExamQuery::When::past), IsEmpty());
  set_clock("2026-06-16T01:00:00Z");
  EXPECT_THAT(listed("987", ExamQuery::When::upcoming), IsEmpty());
  EXPECT_THAT(listed("987", ExamQuery::When::past), ElementsAre(kMonday + Minutes{900}));
  // Eleven hours ahead, that of Monday at 08:00 begins on Sunday at 21:00Z.
  set_clock("2026-06-14T00:00:00Z");
  hold_an_exam("988", 8, Minutes{480});
  set_clock("2026-06-14T20:59:59Z");
  EXPECT_THAT(listed("988", ExamQuery::When::upcoming), ElementsAre(kMonday + Minutes{480}));
  EXPECT_THAT(listed("988", ExamQuery::When::past), IsEmpty());
  set_clock("2026-06-14T21:00:00Z");
  EXPECT_THAT(listed("988", ExamQuery::When::upcoming), IsEmpty());
  EXPECT_THAT(listed("988", ExamQuery::When::past), ElementsAre(kMonday + Minutes{480}));
}

TEST_F(ExamsOfASchool, AreAllReachedByPagingThoughAPageMayComeOutShort) {
  const SessionId morning = office.planned();
  for (const unsigned ordinal : {0U, 2U, 4U, 6U}) office.reserve(morning, SlotSet::of({ordinal}));
  const SessionId tuesday = office.planned({1}, kTuesday);
  for (const unsigned ordinal : {0U, 2U}) office.reserve(tuesday, SlotSet::of({ordinal}));
  set_clock("2026-06-15T08:30:00Z");  // the first three of Monday have begun
  for (const std::size_t limit : {1U, 2U, 3U, 4U}) {
    std::vector<LocalTime> reached;
    PageRequest page{{}, limit};
    for (int pages = 0; pages < 10; ++pages) {
      const auto found = queries.exams(as_school().actor, query(), page).value();
      EXPECT_LE(found.rows.size(), limit);
      for (const ReservedSession& row : found.rows) reached.push_back(row.start());
      if (!found.next) break;
      page.after = *found.next;
    }
    EXPECT_THAT(reached, ElementsAre(kMonday + Minutes{690}, kTuesday + Minutes{510},
                                     kTuesday + Minutes{570}))
        << limit;
  }
}

TEST_F(ExamsOfASchool, MayBeListedByAnOfficeOfOneDepartement) {
  office.reserve(office.planned(), SlotSet::of({0}));
  EXPECT_EQ(queries.exams(office.call.actor, query(), {}).value().rows.size(), 1U);
  ExamQuery everywhere = query();
  everywhere.departement.reset();
  const auto refused = queries.exams(office.call.actor, everywhere, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(in_words(refused.error()),
            in_words(Error{ErrorCode::bad_argument}.with_text("departement")));
}

}  // namespace
}  // namespace creneau::testing
