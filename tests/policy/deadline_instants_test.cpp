#include <gmock/gmock.h>

#include "creneau/engine/engine.hpp"
#include "creneau/memory/memory_directory.hpp"
#include "creneau/memory/memory_storage.hpp"
#include "policy/rule_books.hpp"
#include "policy/vectors.hpp"

namespace creneau {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

/// A département with one reservation, made long before its exam.
class OneExam {
 public:
  OneExam(Departement where, LocalTime exam, const std::string& counting, const std::string& back)
      : where_(where) {
    Office office{{1}, "BER", "ber@example.org", "01 00 00 00 00", {}, {}};
    office.departements.insert(where);
    directory_.add(office);
    directory_.add(Inspector{{1}, "01", "IPCSR 93-01", {}, {{where, {}}}, {}});
    directory_.add(Centre{{1}, "Centre", "Place", where, {}, {}});
    directory_.add(School{{1}, "Auto-école 93-001", "AE1", "ecole@example.org", {}, true, {}});
    SetRules rules;
    rules.entries = {{kFirstDate, "cancellation.counting", counting},
                     {kFirstDate, "cancellation.back_to_working_day", back}};
    EXPECT_TRUE(engine_.run({Actor::of_operator(), where, {}}, rules));
    const Call call{Actor::of_office({1}), where, {}};
    const Date date = std::chrono::floor<std::chrono::days>(exam);
    const Minutes start = exam - LocalTime{date};
    CreateSessions create;
    create.sessions.push_back({{1}, date, {}, Hours{start, start + Minutes{60}}, {}});
    create.override_calendar = true;
    PlanSessions plan;
    plan.sessions = {engine_.run(call, create).value().changes.sessions.front().after->id};
    plan.centre = {1};
    plan.override_calendar = true;
    EXPECT_TRUE(engine_.run(call, plan));
    ReserveSlots reserve;
    reserve.school = {1};
    reserve.slots.push_back({plan.sessions.front(), {1}, 0});
    cancel_.reservations = {engine_.run(call, reserve).value().changes.reservations.front().id};
  }

  [[nodiscard]] result<Receipt> cancel_at(Instant now) {
    clock_.set(now);
    return engine_.preview({Actor::of_school({1}), where_, {}}, cancel_);
  }

 private:
  Departement where_;
  MemoryDirectory directory_;
  MemoryStorage storage_;
  ManualClock clock_{*parse_instant("2023-01-01T00:00Z")};
  Engine engine_{storage_, directory_, clock_};
  CancelBySchool cancel_;
};

TEST(DeadlineInstants, AMomentBeforeItIsInTimeAndTheInstantItselfIsTooLate) {
  for (const auto& row : test::read_vectors("deadlines.csv")) {
    SCOPED_TRACE(row[0] + " " + row[1] + " " + row[2] + " back " + row[3]);
    OneExam exam(test::departement(row[0]), parse_local_time(row[1]).value(), row[2], row[3]);
    const Instant closes = parse_instant(row[4]).value();
    EXPECT_TRUE(exam.cancel_at(closes - seconds{1}));
    EXPECT_TRUE(exam.cancel_at(closes - microseconds{1}));
    for (const microseconds after : {microseconds{0}, microseconds{1}, microseconds{seconds{1}}}) {
      const auto refused = exam.cancel_at(closes + after);
      ASSERT_FALSE(refused) << after.count();
      const Error& error = refused.error();
      EXPECT_EQ(error.code, ErrorCode::too_late);
      EXPECT_EQ(error.limit, closes.time_since_epoch().count());
      EXPECT_EQ(error.actual, (closes + after).time_since_epoch().count());
      ASSERT_NE(error.deadline, nullptr);
      EXPECT_EQ(error.deadline->closes_at, closes);
    }
  }
}

}  // namespace
}  // namespace creneau
