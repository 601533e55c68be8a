#include "creneau/memory/notice_queue.hpp"

#include <gtest/gtest.h>

namespace creneau::memory {
namespace {

constexpr Instant kDue = Instant{std::chrono::seconds{1'800'000'000}};

/// No field of it has its default value.
Notice whole_notice() {
  const LocalTime start = make_date(2026, 6, 15) + Minutes{510};
  Notice notice;
  notice.id = {7};
  notice.departement = *Departement::from_code("93");
  notice.kind = NoticeKind::cancellation_confirmed;
  notice.to_school = {12};
  notice.to_office = {1};
  notice.from_office = {2};
  notice.at = kDue - std::chrono::hours{1};
  notice.reason = Reason::weather;
  notice.note = std::string("verglas\0", 8);
  notice.lines = {{{300},
                   {12},
                   {3},
                   {4},
                   Category::ce,
                   ExamPart::on_road,
                   start,
                   start + Minutes{60},
                   {2},
                   true,
                   start + Minutes{30},
                   start + Minutes{60},
                   9,
                   "Examen CE",
                   "Centre 93-1, Rosny"},
                  {}};
  notice.address = "ecole@example.fr";
  notice.reply_to = "ber@example.fr";
  notice.message = {"Objet", "Texte", "<p>Texte</p>"};
  return notice;
}

TEST(ANoticeQueue, GivesBackEveryFieldOfANotice) {
  Notice nothing;
  nothing.id = {8};
  const std::vector<Notice> notices{whole_notice(), nothing};
  NoticeQueue queue;
  queue.take(NoticeQueue::Packed(notices, kDue));
  const auto kept = queue.notices(std::nullopt, {}, 10);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].notice, notices[0]);
  EXPECT_EQ(kept[0].status, NoticeStatus::pending);
  EXPECT_EQ(kept[0].next_attempt, kDue);
  EXPECT_EQ(kept[1].notice, notices[1]);
  EXPECT_EQ(kept[1].status, NoticeStatus::undeliverable);
}

TEST(ANoticeQueue, ChangesNothingButTheAddressOfANoticeThatIsSentElsewhere) {
  Notice notice = whole_notice();
  notice.address.clear();
  NoticeQueue queue;
  queue.take(NoticeQueue::Packed({&notice, 1}, kDue));
  EXPECT_TRUE(queue.lease(kDue, kDue, 10).empty());
  ASSERT_TRUE(queue.retry({notice.id}, "autre@example.fr", kDue));
  const auto leased = queue.lease(kDue, kDue, 10);
  ASSERT_EQ(leased.size(), 1U);
  notice.address = "autre@example.fr";
  EXPECT_EQ(leased.front().notice, notice);
}

TEST(ANoticeQueue, TakesWhatComesBehindWhatItHas) {
  Notice first;
  first.id = {20};
  Notice second;
  second.id = {10};  // of another département
  NoticeQueue queue;
  queue.take(NoticeQueue::Packed({&first, 1}, kDue));
  queue.take(NoticeQueue::Packed({&second, 1}, kDue));
  const auto kept = queue.notices(std::nullopt, {}, 10);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].notice, second);
  EXPECT_EQ(kept[1].notice, first);
}

}  // namespace
}  // namespace creneau::memory
