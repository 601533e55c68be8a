#include <map>
#include <random>
#include <set>

#include "smtp/servers.hpp"
#include "support/figures.hpp"

namespace creneau::test {
namespace {

using nlohmann::json;

/// Notices on their way from the outbox to a server that fails as it is told.
class Dispatching : public MailingOffice {
 protected:
  void serve(json acts) {
    server.emplace(json::array({{{"acts", std::move(acts)}}}));
    notifier.emplace(notifier_for(options_for(server->port())));
  }
  DispatchReport dispatch(DispatcherOptions options = {}) {
    return Dispatcher(storage, *notifier, clock, options).run().value();
  }
  /// The mails that the server kept, as bytes.
  std::vector<std::string> kept() {
    std::vector<std::string> mails;
    const json log = server->log();
    for (const auto& mail : log[0]["mails"]) mails.push_back(from_base64(mail));
    return mails;
  }
  OutboxEntry last_entry() { return outbox().back(); }
  void reserve_one() { reserve(plan(), {0}); }
  /// The `number`-th of many sessions, whatever the calendar says of its day.
  SessionId create_and_plan(int number) {
    CreateSessions create;
    create.sessions.push_back({{7}, kMonday + std::chrono::days{number}, HalfDay::morning, {}, {}});
    create.override_calendar = true;
    PlanSessions plan;
    plan.sessions = {engine.run(office, create).value().changes.sessions.front().after->id};
    plan.centre = {1};
    plan.category = Category::ce;
    plan.override_calendar = true;
    EXPECT_TRUE(engine.run(office, plan));
    return plan.sessions.front();
  }

  std::optional<ScriptedServer> server;
  std::optional<smtp::SmtpNotifier> notifier;
};

TEST_F(Dispatching, TriesAgainLaterWhatFailed) {
  serve({{{"at", "connect"}, {"do", "reply"}, {"say", "421 come back later"}}});
  reserve_one();
  EXPECT_EQ(dispatch().failed, 1U);
  EXPECT_EQ(last_entry().status, NoticeStatus::pending);
  EXPECT_EQ(last_entry().last_error, "421 come back later");
  EXPECT_EQ(dispatch().delivered, 0U) << "before its time has come";
  clock.advance(std::chrono::minutes{1});
  EXPECT_EQ(dispatch().delivered, 1U);
  EXPECT_EQ(last_entry().status, NoticeStatus::delivered);
  EXPECT_EQ(last_entry().attempts, 2);
  EXPECT_EQ(last_entry().uncertain, 0);
  EXPECT_EQ(kept().size(), 1U);
}

TEST_F(Dispatching, SendsAgainWithTheSameBytesWhatMayHaveArrivedAndCountsIt) {
  serve({{{"at", "dot"}, {"do", "close"}, {"kept", true}}});
  reserve_one();
  EXPECT_EQ(dispatch().uncertain, 1U);
  EXPECT_EQ(last_entry().uncertain, 1);
  EXPECT_EQ(last_entry().status, NoticeStatus::pending);
  clock.advance(std::chrono::minutes{1});
  EXPECT_EQ(dispatch().delivered, 1U);
  const auto mails = kept();
  ASSERT_EQ(mails.size(), 2U);
  EXPECT_EQ(mails[0], mails[1]);
  EXPECT_THAT(mails[0], ::testing::HasSubstr("\r\nMessage-Id: <notice-" +
                                             std::to_string(last_entry().notice.id.value) + "-"));
}

TEST_F(Dispatching, GivesUpAtOnceWhatIsRefusedAndSendsItToAnotherAddressWhenAsked) {
  serve({{{"at", "RCPT"}, {"do", "reply"}, {"say", "550 unknown recipient"}}});
  reserve_one();
  EXPECT_EQ(dispatch().dead, 1U);
  EXPECT_EQ(last_entry().status, NoticeStatus::dead);
  EXPECT_EQ(last_entry().last_error, "550 unknown recipient");
  clock.advance(std::chrono::hours{24});
  EXPECT_EQ(dispatch().delivered, 0U) << "nobody asked for it";
  ASSERT_TRUE(storage.retry({last_entry().notice.id}, "nouvelle@example.org", clock.now()));
  EXPECT_EQ(dispatch().delivered, 1U);
  const json log = server->log()[0];
  EXPECT_EQ(log["mails"].size(), 1U);
  EXPECT_THAT(log["commands"].get<std::vector<std::string>>(),
              ::testing::Contains("RCPT TO:<nouvelle@example.org>"));
}

TEST_F(Dispatching, GivesUpAfterTheLastAttemptAndCanBeAskedToGoOn) {
  const json busy{{"at", "MAIL"}, {"do", "reply"}, {"say", "451 come back later"}};
  serve({busy, busy, busy});
  reserve_one();
  DispatcherOptions options;
  options.max_attempts = 3;
  EXPECT_EQ(dispatch(options).failed, 1U);
  clock.advance(std::chrono::minutes{1});
  EXPECT_EQ(dispatch(options).failed, 1U);
  clock.advance(std::chrono::minutes{2});
  EXPECT_EQ(dispatch(options).dead, 1U);
  const auto dead = storage.notices(NoticeStatus::dead, {}, 10).value();
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_EQ(dead.front().attempts, 3);
  ASSERT_TRUE(storage.retry({dead.front().notice.id}, "", clock.now()));
  EXPECT_EQ(dispatch(options).delivered, 1U);
  EXPECT_EQ(kept().size(), 1U);
}

TEST_F(Dispatching, DoesNotLetOneBadRecipientHoldUpTheOthers) {
  serve({{{"at", "RCPT"}, {"do", "reply"}, {"say", "550 unknown recipient"}}});
  const SessionId session = plan();
  reserve(session, {0});
  reserve(session, {1}, kOtherSchool);
  const DispatchReport report = dispatch();
  EXPECT_EQ(report.dead, 1U);
  EXPECT_EQ(report.delivered, 1U);
}

/// One act of a server that misbehaves at random.
json random_act(std::mt19937& random) {
  const auto pick = [&](auto... choices) {
    const std::array all{std::string(choices)...};
    return all[random() % all.size()];
  };
  const std::string at = pick("connect", "EHLO", "MAIL", "RCPT", "DATA", "dot", "dot", "QUIT");
  json act{{"at", at}, {"kept", random() % 2 == 0}};
  switch (random() % 24) {
    case 0: act["do"] = "stall"; break;
    case 1: act["do"] = "drip"; break;
    case 2:
    case 3:
    case 4: act["do"] = "close"; break;
    case 5: act["do"] = "reset"; break;
    case 6:
    case 7:
      act["do"] = "reply";
      act["say"] = pick("421 later", "450 later", "451 later");
      break;
    case 8:
      act["do"] = "reply";
      act["say"] = pick("550 never", "554 never", "501 never");
      break;
    default: return json::object();
  }
  // A server that answers a refusal has not kept the mail.
  if (act["do"] == "reply") act["kept"] = false;
  return act;
}

std::string message_id_of(const std::string& mail) {
  const auto start = mail.find("\r\nMessage-Id: ");
  return mail.substr(start, mail.find("\r\n", start + 2) - start);
}

TEST_F(Dispatching, LosesNoNoticeAndRepeatsOnlyWhatItCountsAsUncertain) {
  const int count = testing::figure(120, 10'000);
  std::mt19937 random(static_cast<unsigned>(testing::printed_seed()));
  json acts = json::array();
  for (int act = 0; act < 3 * count; ++act) acts.push_back(random_act(random));
  serve(acts);
  smtp::SmtpOptions options = options_for(server->port());
  options.timeout = std::chrono::milliseconds{700};
  notifier.emplace(notifier_for(options));

  constexpr int kSlots = 7;
  SessionId session;
  for (int made = 0; made < count; ++made) {
    if (made % kSlots == 0) session = create_and_plan(made / kSlots);
    reserve(session, {static_cast<unsigned>(made % kSlots)});
  }
  const auto entries = [&](std::optional<NoticeStatus> status = {}) -> std::vector<OutboxEntry> {
    return storage.notices(status, {}, 1'000'000).value();
  };
  const auto pending = [&] { return entries().size() - entries(NoticeStatus::delivered).size(); };
  for (int round = 0; round < 1000 && pending() > 0; ++round) {
    (void)dispatch();
    clock.advance(std::chrono::hours{7});
    std::vector<NoticeId> dead;
    for (const OutboxEntry& entry : entries(NoticeStatus::dead)) dead.push_back(entry.notice.id);
    ASSERT_TRUE(storage.retry(dead, "", clock.now()));
  }
  EXPECT_EQ(pending(), 0U);

  std::map<std::string, std::set<std::string>> bytes;
  std::map<std::string, int> copies;
  for (const std::string& mail : kept()) {
    bytes[message_id_of(mail)].insert(mail);
    ++copies[message_id_of(mail)];
  }
  EXPECT_EQ(static_cast<int>(bytes.size()), count) << "every notice arrived";
  int uncertain = 0;
  for (const OutboxEntry& entry : entries()) {
    const std::string id = "\r\nMessage-Id: <notice-" + std::to_string(entry.notice.id.value) +
                           "-" + std::to_string(entry.notice.at.time_since_epoch().count()) +
                           "@creneau.example.org>";
    EXPECT_EQ(bytes[id].size(), 1U) << id << " came in different bytes";
    EXPECT_LE(copies[id], 1 + entry.uncertain) << id << " came more often than was counted";
    uncertain += entry.uncertain;
  }
  RecordProperty("uncertain", uncertain);
}

}  // namespace
}  // namespace creneau::test
