#include "xlsx/week_layout.hpp"

#include <gmock/gmock.h>

#include "xlsx/small_planning.hpp"

namespace creneau::testing {
namespace {

TEST(WeekLayout, HasSaturdayAndSundayOnlyWhereTheyAreUsed) {
  const MemoryDirectory directory = memory_directory();
  csv::Names names(directory);
  const auto days_with = [&](int day) {
    auto sessions = small_planning();
    sessions.resize(1);
    sessions[0].reservations.clear();
    sessions[0].state.session.date = kMonday + std::chrono::days{day};
    EXPECT_TRUE(names.learn(sessions));
    return xlsx::lay_out_week(sessions, names, xlsx::labels(text::Language::fr)).days;
  };
  EXPECT_EQ(days_with(0), 5U);
  EXPECT_EQ(days_with(4), 5U);
  EXPECT_EQ(days_with(5), 6U);
  EXPECT_EQ(days_with(6), 7U);
}

TEST(WeekLayout, SaysTheNoteOfUnavailableSlotsOnceWhereTheyFollowEachOther) {
  const MemoryDirectory directory = memory_directory();
  csv::Names names(directory);
  auto sessions = small_planning();
  SessionDetail& morning = sessions[0];
  morning.state.unavailable = SlotSet::of({3, 4, 6});
  morning.blocks.push_back({{{1}, {1}, 4}, Reason::weather, "neige"});
  morning.blocks.push_back({{{1}, {1}, 6}, Reason::weather, "neige"});
  ASSERT_TRUE(names.learn(sessions));
  const auto layout = xlsx::lay_out_week(sessions, names, xlsx::labels(text::Language::fr));
  const auto& lines = layout.blocks.front().half_days[0];
  EXPECT_EQ(lines[4].text, "intempéries – neige");
  EXPECT_EQ(lines[5].text, "intempéries");
  EXPECT_EQ(lines[7].text, "intempéries – neige") << "a free slot lies between";
}

TEST(WeekLayout, HasTheSessionsOfAHalfDayInTheOrderOfTheirStart) {
  const MemoryDirectory directory = memory_directory();
  csv::Names names(directory);
  auto sessions = small_planning();
  sessions[1].state.session.hours = {Minutes{480}, Minutes{505}};
  ASSERT_TRUE(names.learn(sessions));
  const auto layout = xlsx::lay_out_week(sessions, names, xlsx::labels(text::Language::fr));
  const auto& lines = layout.blocks.front().half_days[0];
  EXPECT_EQ(lines[0].text, "08:00 – 08:25 disponible");
  EXPECT_EQ(lines[2].look, xlsx::Look::session);
}

TEST(LinesOfAText, KeepWordsWholeWhereTheyFit) {
  EXPECT_EQ(xlsx::lines_of("", 10), 1U);
  EXPECT_EQ(xlsx::lines_of("Auto-école", 10), 1U) << "ten letters, eleven bytes";
  EXPECT_EQ(xlsx::lines_of("Auto-école du", 10), 2U);
  EXPECT_EQ(xlsx::lines_of("un deux trois", 8), 2U);
  EXPECT_EQ(xlsx::lines_of("un deux trois", 7), 2U);
  EXPECT_EQ(xlsx::lines_of("un deux trois", 6), 3U);
  EXPECT_EQ(xlsx::lines_of("anticonstitutionnellement", 10), 3U);
}

TEST(WeekLayout, PutsASessionThatBeginsAtNoonIntoTheAfternoon) {
  const MemoryDirectory directory = memory_directory();
  csv::Names names(directory);
  auto sessions = small_planning();
  sessions.resize(2);
  sessions[1].state.session.hours = {Minutes{720}, Minutes{900}};
  sessions.erase(sessions.begin());
  ASSERT_TRUE(names.learn(sessions));
  const auto layout = xlsx::lay_out_week(sessions, names, xlsx::labels(text::Language::fr));
  ASSERT_TRUE(layout.blocks.front().half_days[0].empty());
  EXPECT_EQ(layout.blocks.front().half_days[1].front().text, "12:00 – 15:00 disponible");
}

}  // namespace
}  // namespace creneau::testing
