#include <functional>
#include <map>
#include <set>

#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

/// Writes texts and the addresses of the directory.
class Writer final : public NoticeWriter {
 public:
  explicit Writer(const Directory& directory) : directory_(directory) {}
  [[nodiscard]] result<void> write(std::vector<Notice>& notices) const override {
    for (Notice& notice : notices) {
      if (notice.to_school)
        notice.address = directory_.schools({notice.to_school}).value().front().mail;
      else
        notice.address = directory_.offices({notice.to_office}).value().front().mail;
      notice.message.subject = std::string(code_of(notice.kind));
    }
    return success();
  }

 private:
  const Directory& directory_;
};

/// Two planned mornings under an engine that writes mails.
class Notices : public EngineTest {
 protected:
  Notices() : monday(office.planned()), tuesday(office.planned({1}, kTuesday)) {}

  template <class Command>
  Receipt mailed(const Call& call, const Command& command) {
    return engine.run(call, command).value();
  }
  template <class Command>
  Receipt mailed(const Command& command) {
    return mailed(office.call, command);
  }
  [[nodiscard]] std::vector<OutboxEntry> outbox(std::optional<NoticeStatus> status = {}) const {
    return storage.notices(status, {}, 1000).value();
  }
  void give_mail(SchoolId id, std::string mail) {
    School school = office.directory.schools({id}).value().front();
    school.mail = std::move(mail);
    office.directory.add(school);
  }

  Writer writer{office.directory};
  Engine engine{storage, office.directory, office.clock, {}, &writer};
  SessionId monday;
  SessionId tuesday;
};

TEST_F(Notices, AreOneForEachRecipientAndCommandWithALineForEachReservation) {
  ReserveSlots reserve = office.reserve_command(monday, SlotSet::of({0, 1, 4}));
  reserve.slots.push_back({tuesday, {1}, 2});
  mailed(reserve);
  ASSERT_EQ(outbox().size(), 1U);
  const Notice notice = outbox().front().notice;
  EXPECT_EQ(notice.kind, NoticeKind::reserved);
  EXPECT_EQ(notice.departement, k93);
  EXPECT_EQ(notice.at, office.clock.now());
  ASSERT_EQ(notice.lines.size(), 3U);
  EXPECT_EQ(notice.lines[0].start, kMonday + Minutes{510});
  EXPECT_EQ(notice.lines[0].end, kMonday + Minutes{570});
  EXPECT_EQ(notice.lines[0].units, Units{2});
  EXPECT_EQ(notice.lines[0].centre, CentreId{1});
  EXPECT_EQ(notice.lines[0].inspector, InspectorId{1});
  EXPECT_EQ(notice.lines[0].category, Category::ce);
  EXPECT_EQ(notice.lines[2].start, kTuesday + Minutes{570});
  std::set<ReservationId> told;
  for (const NoticeLine& line : notice.lines) told.insert(line.reservation);
  std::set<ReservationId> held;
  for (const ReservedSession& row : reservations_of({1})) held.insert(row.reservation.id);
  EXPECT_EQ(told, held) << "by their real numbers";
}

TEST_F(Notices, OfASchoolsCancellationsAreOneToEachOfficeAndOneToTheSchool) {
  CancelBySchool cancel;
  cancel.reservations = {office.reserve(monday, SlotSet::of({0})),
                         office.reserve(tuesday, SlotSet::of({0}))};
  const std::size_t before = outbox().size();
  mailed(as_school(), cancel);
  ASSERT_EQ(outbox().size(), before + 2);
  EXPECT_EQ(outbox()[before].notice.address, "ber93@example.org");
  EXPECT_EQ(outbox()[before].notice.lines.size(), 2U);
  EXPECT_EQ(outbox()[before + 1].notice.address, "ecole1@example.org");
  EXPECT_EQ(outbox()[before + 1].notice.lines.size(), 2U);
}

TEST_F(Notices, LieInTheOutboxWithTheCommitThatTheyTellOf) {
  const ReserveSlots reserve = office.reserve_command(monday, SlotSet::of({0}));
  mailed(reserve);
  EXPECT_EQ(outbox(NoticeStatus::pending).size(), 1U);
  EXPECT_FALSE(engine.run(office.call, reserve));
  EXPECT_EQ(outbox().size(), 1U) << "a refused command tells nobody";
  EXPECT_EQ(outbox().front().notice.message.subject, "reserved");
}

TEST_F(Notices, AreNotMadeAgainWhenARequestComesAgain) {
  const Call call = office.with_request("r-1");
  mailed(call, office.reserve_command(monday, SlotSet::of({0})));
  mailed(call, office.reserve_command(monday, SlotSet::of({0})));
  EXPECT_EQ(outbox().size(), 1U);
}

TEST_F(Notices, OfOneReservationHaveARisingSequence) {
  mailed(office.reserve_command(monday, SlotSet::of({0, 1, 2})));
  const ReservationId id = reservations_of({1}).front().reservation.id;
  CancelByOffice one;
  one.slots = {{monday, {1}, 2}};
  mailed(one);
  ChangeSession change;
  change.session = monday;
  change.inspector = {2};
  mailed(change);
  CancelBySchool some;
  some.slots = {{monday, {2}, 1}};
  mailed(as_school(), some);
  mailed(office.cancel_command(id));
  // By recipient: a calendar is somebody's.
  std::map<std::pair<SchoolId, OfficeId>, std::vector<std::int64_t>> sequences;
  for (const OutboxEntry& entry : outbox()) {
    ASSERT_EQ(entry.notice.lines.size(), 1U);
    EXPECT_EQ(entry.notice.lines.front().reservation, id);
    sequences[{entry.notice.to_school, entry.notice.to_office}].push_back(
        entry.notice.lines.front().sequence);
  }
  const auto& of_school = sequences.at({SchoolId{1}, OfficeId{}});
  ASSERT_EQ(of_school.size(), 5U);
  for (std::size_t index = 1; index < of_school.size(); ++index)
    EXPECT_GT(of_school[index], of_school[index - 1]);
}

TEST_F(Notices, WithoutAnAddressAreUndeliverableAndTheChangeStands) {
  give_mail({1}, "");
  const Receipt receipt = mailed(office.reserve_command(monday, SlotSet::of({0})));
  EXPECT_THAT(receipt.changes.remarks,
              ::testing::ElementsAre(Remark{Remark::Kind::undeliverable, SchoolId{1}, 0}));
  EXPECT_EQ(slots_of(monday), "R......");
  ASSERT_EQ(outbox(NoticeStatus::undeliverable).size(), 1U);
  EXPECT_TRUE(outbox(NoticeStatus::pending).empty());
}

TEST_F(Notices, ThatAreUndeliverableCanBeSentOnceThereIsAnAddress) {
  give_mail({1}, "");
  mailed(office.reserve_command(monday, SlotSet::of({0})));
  const NoticeId id = outbox().front().notice.id;
  EXPECT_EQ(storage.retry({id}, {}, office.clock.now()).error().code, ErrorCode::bad_address);
  ASSERT_TRUE(storage.retry({id}, "ecole@example.org", office.clock.now()));
  EXPECT_EQ(outbox(NoticeStatus::pending).size(), 1U);
}

TEST_F(Notices, AreNotMadeWhereTheEngineIsToldSo) {
  OfficeAtWork simulated(storage, {.notices = false});
  CancelBySchool cancel;
  cancel.reservations = {simulated.reserve(monday, SlotSet::of({0}))};
  ASSERT_TRUE(simulated.engine.run(as_school(), cancel));
  EXPECT_TRUE(outbox().empty());
}

TEST_F(Notices, GoToNobodyOfWhatTouchesNoReservation) {
  mailed(office.block_command(monday, SlotSet::of({0})));
  mailed(office.unblock_command(monday, SlotSet::of({0})));
  mailed(office.unplan_command(monday));
  ChangeSession change;
  change.session = tuesday;
  change.inspector = {2};
  mailed(change);
  EXPECT_TRUE(outbox().empty());
}

TEST_F(Notices, CountTheUnitsOfSlotsOfSeveral) {
  set_rule("slot.units", "2");
  const auto told = told_by(office.reserve_command(office.planned({2}), SlotSet::of({0, 1})));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told.front().lines.front().units, Units{4});
}

/// Writes what its owner gives it.
class ForeignWriter final : public NoticeWriter {
 public:
  [[nodiscard]] result<void> write(std::vector<Notice>& notices) const override {
    for (Notice& notice : notices) change(notice);
    return success();
  }
  std::function<void(Notice&)> change;
};

TEST_F(Notices, ThatCannotBeSentAreRefusedWithTheirCommand) {
  ForeignWriter foreign;
  Engine other(storage, office.directory, office.clock, {}, &foreign);
  const Picture before = picture();
  const std::string bad = "a\r\nBcc: b@example.org";
  const std::initializer_list<std::function<void(Notice&)>> changes{
      [&](Notice& it) { it.address = bad; },
      [&](Notice& it) { it.reply_to = bad; },
      [&](Notice& it) { it.message.subject = bad; },
      [&](Notice& it) { it.lines.front().summary = bad; },
      [&](Notice& it) { it.lines.front().location = bad; },
      [&](Notice& it) { it.message.text = "\xff"; },
      [&](Notice& it) { it.message.html = "\xff"; },
      [&](Notice& it) { it.message.text = std::string("a\0b", 3); },
      [&](Notice& it) { it.message.html = std::string("a\0b", 3); }};
  for (const auto& change : changes) {
    foreign.change = change;
    const auto refused = other.run(office.call, office.reserve_command(monday, SlotSet::of({0})));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::bad_text);
    EXPECT_EQ(picture(), before);
  }
}

}  // namespace
}  // namespace creneau::testing
