#include "contract/case.hpp"

namespace creneau::contract {

namespace {

// Outbox

/// Gives notices an address, as a writer of texts does.
class Addresses final : public NoticeWriter {
 public:
  result<void> write(std::vector<Notice>& notices) const override {
    for (Notice& notice : notices) {
      notice.address = "ecole@example.org";
      notice.message = {"subject", "text", "<p>html</p>"};
    }
    return success();
  }
};

void notices_come_with_their_commit(Subject& subject, Findings& findings) {
  if (subject.outbox() == nullptr) return;
  const Addresses writer;
  OfficeAtWork office(subject.storage());
  const Engine engine(subject.storage(), office.directory, office.clock, {}, &writer);
  const SessionId session = office.planned();
  ChangeSet accepted =
      engine.decide(office.call, office.reserve_command(session, SlotSet::of({0}))).value().changes;
  ChangeSet stale =
      engine.decide(office.call, office.reserve_command(session, SlotSet::of({0}), {2}))
          .value()
          .changes;
  (void)commit(subject, std::move(accepted));
  (void)commit(subject, std::move(stale));
  const auto notices = subject.outbox()->notices(std::nullopt, {}, 10).value();
  if (!findings.expect(notices.size() == 1, "not one notice for one accepted command")) return;
  const Notice& notice = notices.front().notice;
  findings.expect(notice.id.value > 0 && notice.to_school == SchoolId{1} &&
                      notice.from_office == OfficeId{1} && notice.kind == NoticeKind::reserved &&
                      notice.message.subject == "subject" && notice.lines.size() == 1,
                  "a notice is not as it was decided");
  findings.expect(
      notice.lines.front().reservation == look(subject, session).reservations.front().id,
      "a notice tells of a reservation that is not there");
}

void leases_are_exclusive_and_fenced(Subject& subject, Findings& findings) {
  if (subject.outbox() == nullptr) return;
  using namespace std::chrono_literals;
  const Addresses writer;
  OfficeAtWork office(subject.storage());
  Engine engine(subject.storage(), office.directory, office.clock, {}, &writer);
  (void)engine.run(office.call, office.reserve_command(office.planned(), SlotSet::of({0}))).value();
  Outbox& outbox = *subject.outbox();
  const Instant now = creneau::testing::kFirstOfJune;
  const auto first = outbox.lease(now, now + 5min, 10).value();
  if (!findings.expect(first.size() == 1, "a due notice was not leased")) return;
  findings.expect(outbox.lease(now, now + 5min, 10).value().empty(),
                  "a leased notice was leased again");
  const auto second = outbox.lease(now + 6min, now + 11min, 10).value();
  if (!findings.expect(second.size() == 1, "a lease did not run out")) return;
  DeliveryReport report;
  report.notice = first.front().notice.id;
  report.lease = first.front().lease;
  report.status = NoticeStatus::delivered;
  report.delivery = Delivery::delivered;
  findings.expect(!outbox.report(report).value(), "a sender whose lease ran out was heard");
  report.lease = second.front().lease;
  report.delivery = Delivery::uncertain;
  report.status = NoticeStatus::pending;
  report.next_attempt = now + 1h;
  findings.expect(outbox.report(report).value(), "a report was not taken");
  findings.expect(!outbox.report(report).value(), "a report was taken twice");
  findings.expect(outbox.lease(now + 30min, now + 40min, 10).value().empty(),
                  "a notice was leased before its time");
  const auto third = outbox.lease(now + 1h, now + 2h, 10).value();
  if (!findings.expect(
          third.size() == 1 && third.front().attempts == 1 && third.front().uncertain == 1,
          "an uncertain attempt was not counted"))
    return;
  report.lease = third.front().lease;
  report.delivery = Delivery::refused;
  report.status = NoticeStatus::dead;
  report.error = "550 no such mailbox";
  findings.expect(outbox.report(report).value(), "a report was not taken");
  findings.expect(outbox.lease(now + 24h, now + 25h, 10).value().empty(),
                  "a dead notice was leased");
  const auto dead = outbox.notices(NoticeStatus::dead, {}, 10).value();
  findings.expect(dead.size() == 1 && dead.front().last_error == "550 no such mailbox",
                  "a dead notice is not listed");
  findings.expect(bool(outbox.retry({report.notice}, "autre@example.org", now + 24h)),
                  "a dead notice cannot be sent again");
  const auto revived = outbox.lease(now + 24h, now + 25h, 10).value();
  findings.expect(revived.size() == 1 && revived.front().notice.address == "autre@example.org",
                  "a notice that is sent again is not due, or not at its new address");
  findings.expect(revived.front().attempts == 0, "a notice that is sent again has attempts behind");
  findings.expect(!outbox.retry({report.notice}, {}, now + 24h), "a pending notice was revived");
  report.notice = {report.notice.value + 128};
  const auto unknown = outbox.report(report);
  findings.expect(!unknown && unknown.error().code == ErrorCode::unknown_notice,
                  "a report about a notice that is not there was taken");
}

void the_longest_due_is_leased_first(Subject& subject, Findings& findings) {
  if (subject.outbox() == nullptr) return;
  using namespace std::chrono_literals;
  const Addresses writer;
  OfficeAtWork office(subject.storage());
  Engine engine(subject.storage(), office.directory, office.clock, {}, &writer);
  const SessionId session = office.planned();
  for (const unsigned ordinal : {0U, 1U, 2U})
    (void)engine.run(office.call, office.reserve_command(session, SlotSet::of({ordinal}))).value();
  Outbox& outbox = *subject.outbox();
  const Instant now = creneau::testing::kFirstOfJune;
  const auto all = outbox.lease(now, now + 5min, 10).value();
  if (!findings.expect(all.size() == 3, "not every due notice was leased")) return;
  // The first is put off beyond the others.
  for (std::size_t index = 0; index < all.size(); ++index) {
    DeliveryReport report;
    report.notice = all[index].notice.id;
    report.lease = all[index].lease;
    report.status = NoticeStatus::pending;
    report.delivery = Delivery::failed;
    report.next_attempt = now + (index == 0 ? 30min : 10min);
    findings.expect(outbox.report(report).value(), "a report was not taken");
  }
  findings.expect(outbox.lease(now + 20min, now + 21min, 1).value().size() == 1,
                  "more notices were leased than asked for");
  std::vector<NoticeId> order;
  const auto later = outbox.lease(now + 1h, now + 2h, 10).value();
  for (const OutboxEntry& entry : later) order.push_back(entry.notice.id);
  findings.expect(
      order == std::vector<NoticeId>{all[1].notice.id, all[2].notice.id, all[0].notice.id},
      "notices were not leased in the order in which they are due");
}

void without_an_address_undeliverable(Subject& subject, Findings& findings) {
  if (subject.outbox() == nullptr) return;
  OfficeAtWork office(subject.storage());
  office.reserve(office.planned(), SlotSet::of({0}));
  Outbox& outbox = *subject.outbox();
  const auto listed = outbox.notices(NoticeStatus::undeliverable, {}, 10).value();
  if (!findings.expect(listed.size() == 1,
                       "a notice without an address is not listed as undeliverable"))
    return;
  using namespace std::chrono_literals;
  const Instant now = creneau::testing::kFirstOfJune;
  findings.expect(outbox.lease(now, now + 5min, 10).value().empty(),
                  "an undeliverable notice was leased");
  const NoticeId id = listed.front().notice.id;
  const auto still_without = outbox.retry({id}, {}, now);
  findings.expect(!still_without && still_without.error().code == ErrorCode::bad_address,
                  "a notice without an address was to be sent again");
  findings.expect(bool(outbox.retry({id}, "ecole@example.org", now)) &&
                      outbox.lease(now, now + 5min, 10).value().size() == 1,
                  "a notice that was given an address is not due");
}

void a_notice_named_twice_is_retried_once(Subject& subject, Findings& findings) {
  if (subject.outbox() == nullptr) return;
  OfficeAtWork office(subject.storage());
  office.reserve(office.planned(), SlotSet::of({0}));
  Outbox& outbox = *subject.outbox();
  using namespace std::chrono_literals;
  const Instant now = creneau::testing::kFirstOfJune;
  const auto listed = outbox.notices(NoticeStatus::undeliverable, {}, 10).value();
  if (!findings.expect(listed.size() == 1, "a notice without an address is not listed")) return;
  const NoticeId id = listed.front().notice.id;
  findings.expect(bool(outbox.retry({id, id}, "ecole@example.org", now)),
                  "a notice that is named twice cannot be sent again");
  findings.expect(outbox.lease(now, now + 5min, 10).value().size() == 1,
                  "a notice that is named twice is not to be sent once");
  const NoticeId unknown{id.value + 1000};
  findings.expect(outbox.retry({unknown, id}, {}, now).error().code == ErrorCode::unknown_notice,
                  "a notice that is not there was revived");
}

constexpr Case kOutboxCases[] = {
    {"NoticesComeWithTheirCommit", notices_come_with_their_commit},
    {"LeasesAreExclusiveAndFenced", leases_are_exclusive_and_fenced},
    {"TheLongestDueIsLeasedFirst", the_longest_due_is_leased_first},
    {"WithoutAnAddressUndeliverable", without_an_address_undeliverable},
    {"ANoticeNamedTwiceIsRetriedOnce", a_notice_named_twice_is_retried_once},
};

}  // namespace

std::span<const Case> outbox_cases() noexcept {
  return kOutboxCases;
}

}  // namespace creneau::contract
