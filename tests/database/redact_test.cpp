#include <gmock/gmock.h>

#include "database/a_database.hpp"
#include "support/departement_93.hpp"
#include "support/history.hpp"

namespace creneau {
namespace {

using testing::k93;
using testing::kMonday;
using testing::OfficeAtWork;
using namespace std::chrono_literals;

constexpr const char* kSecret = "a name that must go";
constexpr const char* kOther = "a text that may stay";

/// Mails that show the command's note.
class Mails final : public NoticeWriter {
  result<void> write(std::vector<Notice>& notices) const override {
    for (Notice& notice : notices) {
      notice.address = "ecole@example.org";
      notice.message = {"subject", "text: " + notice.note, "<p>" + notice.note + "</p>"};
    }
    return success();
  }
};

class Redaction : public ::testing::Test {
 protected:
  template <class Command>
  Receipt run(const Command& command) {
    return engine.run(office.call, command).value();
  }
  Receipt block(SessionId session, unsigned ordinal, const char* note) {
    auto command = office.block_command(session, SlotSet::of({ordinal}));
    command.note = note;
    return run(command);
  }
  Receipt cancel(ReservationId id) {
    auto command = office.cancel_command(id);
    command.note = kSecret;
    return run(command);
  }
  ClosureId add_closure(std::int64_t inspector, const char* note) {
    AddClosure command;
    command.closure.who = inspector;
    command.closure.from = LocalTime{kMonday};
    command.closure.to = LocalTime{kMonday} + 24h;
    command.closure.note = note;
    return run(command).changes.closures_changed.front().closure.id;
  }
  void redact(const Receipt& receipt) { EXPECT_TRUE(database->redact(k93, receipt.number)); }

  std::vector<std::string> places_of(std::string_view text) { return kept->places_of(text); }
  /// The notes of a session's unavailable slots, by ordinal.
  std::vector<std::string> notes_of(SessionId session) {
    Needs needs;
    needs.departement = k93;
    needs.sessions.push_back(session);
    needs.blocks_of_sessions = true;
    Snapshot snapshot;
    EXPECT_TRUE(database->load(needs, snapshot));
    std::vector<std::string> notes;
    for (const BlockedSlot& block : snapshot.blocks) notes.push_back(block.note);
    return notes;
  }
  std::vector<OutboxEntry> notices() { return database->notices({}, {}, 10).value(); }

  std::unique_ptr<testing::ADatabase> kept = testing::a_database();
  Database* database = &**kept;
  OfficeAtWork office{*database};
  const Mails mails;
  Engine engine{*database, office.directory, office.clock, {}, &mails};
};

TEST_F(Redaction, OfASlotFollowsItToLaterPlans) {
  const SessionId session = office.planned();
  const Receipt blocked = block(session, 5, kSecret);
  block(session, 6, kOther);
  for (const std::int64_t inspector : {2, 3}) {
    ChangeSession change;
    change.session = session;
    change.inspector = {inspector};
    run(change);
  }
  redact(blocked);
  EXPECT_THAT(notes_of(session), ::testing::ElementsAre("", kOther));
  EXPECT_THAT(places_of(kSecret), ::testing::IsEmpty());
  const auto events = testing::history(*database);
  const ChangeSet& last = events.back().changes;
  ASSERT_EQ(last.blocks.size(), 4U);
  EXPECT_EQ(last.blocks[0].note, "");
  EXPECT_EQ(last.blocks[2].note, kOther);
  EXPECT_EQ(last.blocks[3].note, kOther);
}

TEST_F(Redaction, OfASlotLeavesTheNoteOfALaterBlock) {
  const SessionId session = office.planned();
  const Receipt blocked = block(session, 5, kSecret);
  run(office.unblock_command(session, SlotSet::of({5})));
  block(session, 5, kOther);
  redact(blocked);
  EXPECT_THAT(notes_of(session), ::testing::ElementsAre(kOther));
  EXPECT_THAT(places_of(kSecret), ::testing::IsEmpty());
}

TEST_F(Redaction, OfAClosureStandsWhereItsRemovalWasDecidedBefore) {
  RemoveClosures remove;
  remove.closures = {add_closure(1, kSecret)};
  const Receipt added = testing::history(*database).back();
  ChangeSet decided = engine.decide(office.call, remove).value().changes;
  redact(added);
  Commit answer;
  database->commit(std::span(&decided, 1), std::span(&answer, 1));
  EXPECT_EQ(answer.outcome, Commit::Outcome::conflict);
  run(remove);
  EXPECT_THAT(places_of(kSecret), ::testing::IsEmpty());
}

TEST_F(Redaction, OfAClosureIsOneOfItsRemoval) {
  const ClosureId closure = add_closure(1, kSecret);
  const Receipt added = testing::history(*database).back();
  RemoveClosures remove;
  remove.closures = {closure, add_closure(2, kOther)};
  run(remove);
  redact(added);
  EXPECT_THAT(places_of(kSecret), ::testing::IsEmpty());
  const ChangeSet removed = testing::history(*database).back().changes;
  EXPECT_EQ(removed.closures_changed[0].closure.note, "");
  EXPECT_EQ(removed.closures_changed[1].closure.note, kOther);
}

TEST_F(Redaction, LeavesAMailThatMayStillBeSentItsTextsUntilItIsDelivered) {
  const Receipt cancelled = cancel(office.reserve(office.planned(), SlotSet::of({0})));
  const auto leased = database->lease(office.clock.now(), office.clock.now() + 5min, 10).value();
  ASSERT_EQ(leased.size(), 1U);
  redact(cancelled);
  const Notice redacted = notices().back().notice;
  EXPECT_EQ(redacted.note, "");
  EXPECT_EQ(redacted.message, leased.front().notice.message);
  EXPECT_THAT(places_of(kSecret), ::testing::UnorderedElementsAre("notice.text", "notice.html"));

  DeliveryReport report;
  report.notice = redacted.id;
  report.lease = leased.front().lease;
  report.delivery = Delivery::uncertain;
  report.next_attempt = office.clock.now();
  ASSERT_TRUE(database->report(report).value());
  const auto again = database->lease(office.clock.now(), office.clock.now() + 5min, 10).value();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again.front().notice.message, redacted.message) << "the same bytes";

  report.lease = again.front().lease;
  report.delivery = Delivery::delivered;
  report.status = NoticeStatus::delivered;
  ASSERT_TRUE(database->report(report).value());
  EXPECT_THAT(places_of(kSecret), ::testing::IsEmpty());
}

TEST_F(Redaction, TakesTheTextsOfADeliveredMailAndLeavesThoseOfOtherCommands) {
  const SessionId session = office.planned();
  const ReservationId first = office.reserve(session, SlotSet::of({0}));
  const ReservationId second = office.reserve(session, SlotSet::of({1}), {2});
  const Receipt cancelled = cancel(first);
  cancel(second);
  for (const OutboxEntry& entry :
       std::vector(database->lease(office.clock.now(), office.clock.now() + 5min, 10).value())) {
    DeliveryReport report;
    report.notice = entry.notice.id;
    report.lease = entry.lease;
    report.delivery = Delivery::delivered;
    report.status = NoticeStatus::delivered;
    ASSERT_TRUE(database->report(report).value());
  }
  redact(cancelled);
  std::vector<std::string> texts;
  for (const OutboxEntry& entry : notices())
    if (entry.notice.kind == NoticeKind::cancelled_by_office &&
        entry.status == NoticeStatus::delivered)
      texts.push_back(entry.notice.message.text);
  EXPECT_THAT(texts, ::testing::ElementsAre("", std::string("text: ") + kSecret));
}

TEST_F(Redaction, OfAClosureThatStandsIsOneOfTheClosure) {
  AddClosure add;
  add.closure.who = 1;
  add.closure.from = LocalTime{kMonday};
  add.closure.to = LocalTime{kMonday} + 24h;
  add.closure.note = kSecret;
  redact(run(add));
  EXPECT_EQ(database->closures({k93, {}}, {}).value().rows.front().note, "");
}

}  // namespace
}  // namespace creneau
