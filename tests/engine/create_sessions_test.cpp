#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

class CreatingSessions : public EngineTest {
 protected:
  [[nodiscard]] static CreateSessions command(InspectorId inspector = {1}, Date date = kMonday,
                                              HalfDay half_day = HalfDay::morning) {
    CreateSessions create;
    create.sessions.push_back({inspector, date, half_day, {}, {}});
    return create;
  }
  [[nodiscard]] static CreateSessions at(Date date, int start, int end) {
    CreateSessions create = command({1}, date);
    create.sessions.front().hours = Hours{Minutes{start}, Minutes{end}};
    return create;
  }
  [[nodiscard]] static CreateSessions on_dates(std::initializer_list<Date> dates) {
    CreateSessions create;
    for (const Date date : dates) create.sessions.push_back({{1}, date, HalfDay::morning, {}, {}});
    return create;
  }
  Session created(const CreateSessions& create) {
    return done(create).changes.sessions.front().after.value();
  }
};

TEST_F(CreatingSessions, MakesThemAvailableInTheDepartementOfThePosting) {
  const Session session = created(command());
  EXPECT_EQ(session.departement, k93);
  EXPECT_EQ(session.inspector, InspectorId{1});
  EXPECT_EQ(session.date, kMonday);
  EXPECT_EQ(session.plan, PlanNumber{0});
  EXPECT_EQ(slots_of(session.id), "available");
}

TEST_F(CreatingSessions, TakesTheHoursOfAHalfDayFromTheRulesOfItsDate) {
  set_rule("half_day.morning", "08:00-11:00", kTuesday);
  EXPECT_EQ(created(command()).hours, (Hours{Minutes{510}, Minutes{720}}));
  EXPECT_EQ(created(command({1}, kMonday, HalfDay::afternoon)).hours,
            (Hours{Minutes{810}, Minutes{1020}}));
  EXPECT_EQ(created(command({1}, kTuesday)).hours, (Hours{Minutes{480}, Minutes{660}}));
}

TEST_F(CreatingSessions, TakesStatedHoursInstead) {
  EXPECT_EQ(created(at(kMonday, 0, 1440)).hours, (Hours{Minutes{0}, Minutes{1440}}));
}

TEST_F(CreatingSessions, IsAllOrNone) {
  CreateSessions create = command();
  create.sessions.push_back({{99}, kMonday, HalfDay::morning, {}, {}});
  expect_refused(create, Error{ErrorCode::unknown_inspector, InspectorId{99}});
}

TEST_F(CreatingSessions, OfOneInspectorMayTouchEndToStart) {
  created(at(kMonday, 600, 660));
  created(at(kMonday, 660, 720));
  created(at(kMonday, 540, 600));
}

TEST_F(CreatingSessions, ThatOverlapAnotherIsRefusedAndNamesIt) {
  const SessionId there = created(at(kMonday, 600, 660)).id;
  Error why{ErrorCode::session_overlap, InspectorId{1}, Subject{kMonday}};
  why.subjects.push_back(there);
  expect_refused(at(kMonday, 659, 720), why);
  expect_refused(at(kMonday, 540, 601), why);
  expect_refused(at(kMonday, 610, 620), why);
  expect_refused(at(kMonday, 500, 800), why);
}

TEST_F(CreatingSessions, ThatOverlapEachOtherIsRefused) {
  CreateSessions create = at(kMonday, 600, 660);
  create.sessions.push_back(at(kMonday, 630, 700).sessions.front());
  expect_refused(create, Error{ErrorCode::session_overlap, InspectorId{1}, Subject{kMonday}});
}

/// Whichever two of the three were compared was left to how many others there were.
TEST_F(CreatingSessions, TwiceWhereOneIsAlreadyNamesTheOneThatIsThere) {
  const SessionId there = created(at(kMonday, 600, 660)).id;
  for (int others = 1; others < 60; ++others) {
    CreateSessions create = at(kMonday, 600, 660);
    for (int other = 0; other < others; ++other)
      create.sessions.push_back(at(kMonday, 700 + 5 * other, 705 + 5 * other).sessions.front());
    create.sessions.push_back(at(kMonday, 600, 660).sessions.front());
    expect_refused(
        create, Error{ErrorCode::session_overlap, InspectorId{1}, Subject{kMonday}}.about(there));
  }
}

TEST_F(CreatingSessions, OfTwoInspectorsMayBeAtOneTime) {
  created(command({1}));
  created(command({2}));
}

TEST_F(CreatingSessions, ThatHaveBegunIsRefused) {
  // It is 10:00 in Seine-Saint-Denis.
  const Date today = make_date(2026, 6, 1);
  const Error why{ErrorCode::past, InspectorId{1}, Subject{today}};
  expect_refused(at(today, 600, 700), why);
  expect_refused(at(today - std::chrono::days{1}, 1000, 1100),
                 Error{ErrorCode::past, InspectorId{1}, Subject{today - std::chrono::days{1}}});
  created(at(today, 601, 700));
}

TEST_F(CreatingSessions, OnAHolidayIsRefusedUnlessOverridden) {
  const Date bastille_day = make_date(2026, 7, 14);
  CreateSessions create = command({1}, bastille_day);
  expect_refused(create, Error{ErrorCode::holiday, Subject{bastille_day}});
  create.override_calendar = true;
  created(create);
}

TEST_F(CreatingSessions, OnADayThatTheRulesMakeAHolidayIsRefused) {
  set_rule("holiday.93.2026-06-15", "on");
  set_rule("holiday.93.2026-07-14", "off");
  expect_refused(command(), Error{ErrorCode::holiday, Subject{kMonday}});
  created(command({1}, make_date(2026, 7, 14)));
}

TEST_F(CreatingSessions, OnAHolidayOfAnotherTerritoryIsAllowed) {
  created(command({1}, make_date(2026, 12, 20)));  // kept on Réunion
  set_rule("holiday.75.2026-06-15", "on");
  created(command());
}

TEST_F(CreatingSessions, WhileTheInspectorIsAwayIsRefusedUnlessOverridden) {
  const ClosureId closure =
      close(ClosureScope::inspector, 1, kMonday + Minutes{700}, kMonday + Minutes{800});
  CreateSessions create = command();
  expect_refused(create, Error{ErrorCode::closed, closure, Subject{kMonday}});
  created(at(kMonday, 600, 700));
  created(at(kMonday, 800, 900));
  created(command({2}));
  create.sessions.front().hours = Hours{Minutes{700}, Minutes{800}};
  create.override_calendar = true;
  created(create);
}

TEST_F(CreatingSessions, WhileTheOfficeIsClosedIsRefusedForEverybody) {
  const ClosureId closure = close_for_the_day(ClosureScope::office, 1);
  for (const std::int64_t inspector : {1, 2})
    expect_refused(command({inspector}), Error{ErrorCode::closed, closure, Subject{kMonday}});
  created(command({1}, kTuesday));
}

TEST_F(CreatingSessions, WhileACentreIsClosedIsAllowedBecauseItHasNoneYet) {
  close_for_the_day(ClosureScope::centre, 1);
  created(command());
}

TEST_F(CreatingSessions, OfAnInspectorPostedElsewhereIsRefused) {
  expect_refused(
      command({5}),
      Error{ErrorCode::posted_elsewhere, InspectorId{5}, Subject{kMonday}}.about(subject_of(k75)));
}

TEST_F(CreatingSessions, FollowsThePostingOfEachDate) {
  post({1}, {{k93, {kFirstDate, kMonday}}, {k75, {kTuesday, kTuesday}}});
  created(command());
  expect_refused(
      command({1}, kTuesday),
      Error{ErrorCode::posted_elsewhere, InspectorId{1}, Subject{kTuesday}}.about(subject_of(k75)));
  const Date wednesday = kTuesday + std::chrono::days{1};
  expect_refused(command({1}, wednesday),
                 Error{ErrorCode::no_posting, InspectorId{1}, Subject{wednesday}});
  done(as_office_of_paris(), command({1}, kTuesday));
}

TEST_F(CreatingSessions, OnADateOutOfRangeIsRefused) {
  const Date beyond = kLastDate + std::chrono::days{1};
  expect_refused(command({1}, beyond), Error{ErrorCode::bad_date, Subject{beyond}});
}

TEST_F(CreatingSessions, AtATimeThatIsNoneIsRefused) {
  const auto bad_time = [](int start, int end) {
    return Error{ErrorCode::bad_time, Subject{kMonday}}.with_limit(start, end);
  };
  expect_refused(at(kMonday, 660, 600), bad_time(660, 600));
  expect_refused(at(kMonday, 600, 600), bad_time(600, 600));
  expect_refused(at(kMonday, -1, 600), bad_time(-1, 600));
  expect_refused(at(kMonday, 1400, 1441), bad_time(1400, 1441));
}

TEST_F(CreatingSessions, AtATimeThatTheClockSkipsIsRefused) {
  const Date spring = make_date(2027, 3, 28);
  const auto skipped = [&](int minute) {
    return Error{ErrorCode::time_skipped, Subject{spring}}.with_limit(minute, minute);
  };
  expect_refused(at(spring, 150, 300), skipped(150));
  expect_refused(at(spring, 60, 179), skipped(179));
  created(at(spring, 180, 240));
}

TEST_F(CreatingSessions, AcrossTheHourThatTheClockSkipsIsRefused) {
  const Date spring = make_date(2027, 3, 28);
  expect_refused(at(spring, 60, 180),
                 Error{ErrorCode::time_skipped, Subject{spring}}.with_limit(120, 120));
  expect_refused(at(spring, 90, 300),
                 Error{ErrorCode::time_skipped, Subject{spring}}.with_limit(120, 120));
  created(at(make_date(2026, 10, 25), 60, 240));  // in autumn every minute is there
}

TEST_F(CreatingSessions, AtATimeThatComesTwiceIsTheFirstOfThem) {
  const Date autumn = make_date(2026, 10, 25);
  set_clock("2026-10-25T00:30:00Z");  // 02:30 for the first time
  expect_refused(at(autumn, 150, 300), Error{ErrorCode::past, InspectorId{1}, Subject{autumn}});
  created(at(autumn, 151, 300));
}

TEST_F(CreatingSessions, NamesSomethingAndAtMostAThousand) {
  expect_refused(CreateSessions{}, Error{ErrorCode::nothing_to_do});
  CreateSessions create;
  create.override_calendar = true;
  for (int day = 0; day < 250; ++day)
    for (const std::int64_t inspector : {1, 2, 3, 4})
      create.sessions.push_back({{inspector}, kMonday + std::chrono::days{day}, {}, {}, {}});
  create.sessions.push_back({{1}, kMonday, HalfDay::afternoon, {}, {}});
  expect_refused(create, Error{ErrorCode::too_large}.with_limit(1000, 1001));
  create.sessions.pop_back();
  EXPECT_EQ(done(create).changes.sessions.size(), 1000U);
}

TEST_F(CreatingSessions, TakesNoReferenceWithControlCharacters) {
  for (const BadText& bad : bad_texts()) {
    CreateSessions create = command();
    create.sessions.front().external_ref = bad.text;
    expect_refused(create, Error{ErrorCode::bad_text}.with_text(bad.shown));
  }
  CreateSessions create = command();
  create.sessions.front().external_ref = std::string(2001, 'x');
  expect_refused(create, Error{ErrorCode::bad_text}.with_limit(2000, 2001));
}

TEST_F(CreatingSessions, KeepsTheNumberThatAnotherSystemGaveThem) {
  CreateSessions create = command();
  create.sessions.front().external_ref = "séance 12";
  const SessionId id = done(create).changes.sessions.front().after->id;
  EXPECT_EQ(state_of(id).session.external_ref, "séance 12");
}

TEST_F(CreatingSessions, OfSeveralDatesTakesTheHoursOfEach) {
  set_rule("half_day.morning", "08:00-11:00", kTuesday);
  const Receipt receipt = done(on_dates({kMonday, kTuesday}));
  EXPECT_EQ(receipt.changes.sessions[0].after->hours, (Hours{Minutes{510}, Minutes{720}}));
  EXPECT_EQ(receipt.changes.sessions[1].after->hours, (Hours{Minutes{480}, Minutes{660}}));
}

TEST_F(CreatingSessions, OfSeveralDaysInAnyOrderIsRefusedForAClosureOrAnOverlapOnAnyOfThem) {
  for (const Date day : {kMonday, kTuesday}) {
    const ClosureId closure = close_for_the_day(ClosureScope::inspector, 1, day);
    for (const CreateSessions& both :
         {on_dates({kMonday, kTuesday}), on_dates({kTuesday, kMonday})})
      expect_refused(both, Error{ErrorCode::closed, closure, Subject{day}});
    RemoveClosures reopen;
    reopen.closures = {closure};
    done(reopen);
    const SessionId there = office.create({1}, day);
    for (const CreateSessions& both :
         {on_dates({kMonday, kTuesday}), on_dates({kTuesday, kMonday})})
      expect_refused(both,
                     Error{ErrorCode::session_overlap, InspectorId{1}, Subject{day}}.about(there));
    RemoveSessions remove;
    remove.sessions = {there};
    done(remove);
  }
}

TEST_F(CreatingSessions, HasBegunByTheClockOfItsOwnDepartement) {
  Office reunion{{3}, "BER 974", "ber974@example.org", "02 62 00 00 00", {}, {}};
  reunion.departements.insert(k974);
  office.directory.add(reunion);
  office.directory.add(Inspector{{6}, "974-01", "IPCSR 974-01", {}, {{k974, {}}}, {}});
  const Call there{Actor::of_office({3}), k974, {}};
  CreateSessions create;
  create.sessions.push_back({{6}, kMonday, HalfDay::morning, {}, {}});
  set_clock("2026-06-15T04:30:00Z");  // 08:30 on Réunion, 06:30 in Seine-Saint-Denis
  expect_refused(there, create, Error{ErrorCode::past, InspectorId{6}, Subject{kMonday}});
  office.create();
  set_clock("2026-06-15T04:29:59Z");
  done(there, create);
}

}  // namespace
}  // namespace creneau::testing
