#include <algorithm>
#include <thread>

#include "creneau/mail/compose.hpp"
#include "creneau/smtp/smtp_notifier.hpp"
#include "smtp/servers.hpp"

namespace creneau::test {
namespace {

using nlohmann::json;
using smtp::Security;
using ::testing::HasSubstr;

/// What a server does at one point of the exchange, and what the notifier makes of it.
struct Fault {
  const char* at;
  const char* does;
  const char* says;
  Delivery delivery;
};

std::string name_of(const Fault& fault) {
  std::string name = std::string(fault.at) + "_" + fault.does;
  if (*fault.says != 0) name += "_" + std::string(fault.says).substr(0, 3);
  std::replace_if(name.begin(), name.end(), [](char letter) { return !std::isalnum(letter); }, '_');
  return name;
}

json act_of(const Fault& fault) {
  json act{{"at", fault.at}, {"do", fault.does}};
  if (*fault.says != 0) act["say"] = fault.says;
  return act;
}

class MailServer : public ::testing::TestWithParam<Fault> {};

const Fault kFaults[] = {
    // Not now: the mail was surely not taken, and may be later.
    {"connect", "reply", "421 come back later", Delivery::failed},
    {"EHLO", "reply", "421 come back later", Delivery::failed},
    {"MAIL", "reply", "451 come back later", Delivery::failed},
    {"RCPT", "reply", "450 come back later", Delivery::failed},
    {"DATA", "reply", "451 come back later", Delivery::failed},
    {"dot", "reply", "452 no room for it", Delivery::failed},
    // Never: of the mail where its envelope or the mail itself is refused, else of the server
    // alone.
    {"connect", "reply", "554 not here", Delivery::failed},
    {"EHLO", "reply", "550 not you", Delivery::failed},
    {"MAIL", "reply", "550 unknown sender", Delivery::refused},
    {"MAIL", "reply", "530 login required", Delivery::failed},
    {"RCPT", "reply", "550 unknown recipient", Delivery::refused},
    {"DATA", "reply", "554 no valid recipients", Delivery::refused},
    {"dot", "reply", "554 looks like spam", Delivery::refused},
    // The line breaks.
    {"connect", "close", "", Delivery::failed},
    {"EHLO", "close", "", Delivery::failed},
    {"MAIL", "close", "", Delivery::failed},
    {"RCPT", "close", "", Delivery::failed},
    {"DATA", "close", "", Delivery::failed},
    {"dot", "close", "", Delivery::uncertain},
    {"QUIT", "close", "", Delivery::delivered},
    {"connect", "reset", "", Delivery::failed},
    {"RCPT", "reset", "", Delivery::failed},
    {"dot", "reset", "", Delivery::uncertain},
    {"QUIT", "reset", "", Delivery::delivered},
    // Byte by byte is slow, not wrong.
    {"connect", "drip", "", Delivery::delivered},
    {"EHLO", "drip", "", Delivery::delivered},
    {"DATA", "drip", "", Delivery::delivered},
    {"dot", "drip", "", Delivery::delivered},
    {"QUIT", "drip", "", Delivery::delivered},
    {"RCPT", "drip", "550-unknown\r\n550 recipient", Delivery::refused},
    // Odd answers to the end of the mail: taken, or nobody knows.
    {"dot", "reply", "251 taken, for somebody else", Delivery::delivered},
    {"dot", "reply", "354 go on", Delivery::uncertain},
    {"RCPT", "reply", "354 go on", Delivery::failed},
};

INSTANTIATE_TEST_SUITE_P(That, MailServer, ::testing::ValuesIn(kFaults),
                         [](const auto& info) { return name_of(info.param); });

TEST_P(MailServer, IsJudgedByHowFarItCame) {
  const Fault& fault = GetParam();
  ScriptedServer server(json::array({failing(act_of(fault))}));
  const auto answer = notifier_for(options_for(server.port())).deliver(stored_notice());
  EXPECT_EQ(answer.delivery, fault.delivery) << answer.text;
  EXPECT_FALSE(answer.text.empty());
  if (*fault.says != 0) {
    EXPECT_THAT(answer.text, HasSubstr(std::string(fault.says).substr(0, 3)));
  }
}

TEST(MailServers, ThatTakeNoConnectionFail) {
  ScriptedServer server(json::array({json::object()}));
  const std::uint16_t port = server.port();
  (void)server.log();  // it listens no longer
  const auto answer = notifier_for(options_for(port)).deliver(stored_notice());
  EXPECT_EQ(answer.delivery, Delivery::failed);
  EXPECT_THAT(answer.text, HasSubstr("connect"));
}

TEST(MailServers, ThatCloseWithinALongMailFail) {
  Notice notice = stored_notice();
  notice.message.text.assign(12'000'000, 'x');
  for (const char* does : {"close", "reset"}) {
    ScriptedServer server(json::array({failing({{"at", "body"}, {"do", does}})}));
    const auto answer = notifier_for(options_for(server.port())).deliver(notice);
    EXPECT_EQ(answer.delivery, Delivery::failed) << does << answer.text;
  }
}

/// Every point at which a server can fall silent, or speak without end, at once: each waits for the
/// notifier to hang up.
TEST(MailServers, ThatStallAreLeftWhenTheTimeIsUp) {
  const std::vector<Fault> faults{
      {"connect", "stall", "", Delivery::failed},  {"EHLO", "stall", "", Delivery::failed},
      {"MAIL", "stall", "", Delivery::failed},     {"RCPT", "stall", "", Delivery::failed},
      {"DATA", "stall", "", Delivery::failed},     {"body", "stall", "", Delivery::failed},
      {"dot", "stall", "", Delivery::uncertain},   {"QUIT", "stall", "", Delivery::delivered},
      {"connect", "flood", "", Delivery::failed},  {"RCPT", "flood", "", Delivery::failed},
      {"dot", "flood", "", Delivery::uncertain},   {"RCPT", "garbage", "", Delivery::failed},
      {"dot", "garbage", "", Delivery::uncertain},
  };
  json scenarios = json::array();
  for (const Fault& fault : faults) scenarios.push_back(failing(act_of(fault)));
  ScriptedServer server(scenarios);
  std::vector<Notifier::Answer> answers(faults.size());
  std::vector<std::thread> senders;
  for (std::size_t index = 0; index < faults.size(); ++index)
    senders.emplace_back([&, index] {
      smtp::SmtpOptions options = options_for(server.port(index));
      options.timeout = std::chrono::seconds{6};
      Notice notice = stored_notice();
      if (faults[index].at == std::string_view{"body"}) notice.message.text.assign(12'000'000, 'x');
      answers[index] = notifier_for(options).deliver(notice);
    });
  for (std::thread& sender : senders) sender.join();
  for (std::size_t index = 0; index < faults.size(); ++index)
    EXPECT_EQ(answers[index].delivery, faults[index].delivery)
        << name_of(faults[index]) << ": " << answers[index].text;
}

/// Servers that speak TLS, or should.
class EncryptedServers : public ::testing::Test {
 protected:
  Notifier::Answer deliver(json scenario, Security security, bool with_user = false) {
    scenario["certificate"] = certificates.path("valid");
    scenario["tls"] = security == Security::tls;
    server.emplace(json::array({scenario}));
    smtp::SmtpOptions options = options_for(server->port(), security);
    options.ca_file = certificates.authority();
    options.timeout = timeout;
    if (with_user) {
      options.user = "bureau";
      options.password = "secret";
    }
    return notifier_for(options).deliver(stored_notice());
  }
  static json starttls(json act = json::object()) {
    json scenario = failing(std::move(act));
    scenario["offers"] = {"STARTTLS", "AUTH PLAIN"};
    return scenario;
  }

  Certificates certificates;
  std::optional<ScriptedServer> server;
  std::chrono::milliseconds timeout = std::chrono::seconds{30};
};

TEST_F(EncryptedServers, ThatHaveStarttlsStrippedFailAndNothingIsSent) {
  const auto answer = deliver(json::object(), Security::starttls);
  EXPECT_EQ(answer.delivery, Delivery::failed) << answer.text;
  EXPECT_EQ(server->log()[0]["commands"], json::array({"EHLO creneau.example.org"}));
}

TEST_F(EncryptedServers, ThatRefuseStarttlsFail) {
  for (const char* says : {"454 not now", "502 not at all"})
    EXPECT_EQ(
        deliver(starttls({{"at", "STARTTLS"}, {"do", "reply"}, {"say", says}}), Security::starttls)
            .delivery,
        Delivery::failed)
        << says;
}

TEST_F(EncryptedServers, ThatBreakOffInTheHandshakeFail) {
  for (const char* does : {"close", "reset"})
    EXPECT_EQ(deliver(starttls({{"at", "STARTTLS"}, {"do", does}}), Security::starttls).delivery,
              Delivery::failed)
        << does;
}

TEST_F(EncryptedServers, ThatAnswerTheHandshakeWithSomethingElseFail) {
  // The client's first bytes are no command; the server answers in the clear.
  EXPECT_EQ(deliver(starttls({{"at", "STARTTLS"},
                              {"do", "reply"},
                              {"say", "220 go on\r\n250 injected before the handshake"}}),
                    Security::starttls)
                .delivery,
            Delivery::failed);
}

TEST_F(EncryptedServers, ThatStallInTheHandshakeFail) {
  timeout = std::chrono::seconds{2};
  EXPECT_EQ(deliver(starttls({{"at", "STARTTLS"}, {"do", "stall"}}), Security::starttls).delivery,
            Delivery::failed);
}

TEST_F(EncryptedServers, ThatRefuseTheLoginFailAndAreTriedAgain) {
  for (const char* says : {"454 not now", "535 wrong password", "534 too weak"}) {
    const auto answer = deliver(starttls({{"at", "AUTH"}, {"do", "reply"}, {"say", says}}),
                                Security::starttls, true);
    EXPECT_EQ(answer.delivery, Delivery::failed) << answer.text;
    EXPECT_THAT(answer.text, HasSubstr(std::string(says).substr(0, 3)));
  }
}

TEST_F(EncryptedServers, ThatCloseAtTheLoginFail) {
  EXPECT_EQ(deliver(starttls({{"at", "AUTH"}, {"do", "close"}}), Security::starttls, true).delivery,
            Delivery::failed);
}

TEST_F(EncryptedServers, ThatBreakOffAfterTheEndOfTheMailAreUncertain) {
  for (const Security security : {Security::starttls, Security::tls})
    for (const char* does : {"close", "reset"})
      EXPECT_EQ(deliver(starttls({{"at", "dot"}, {"do", does}}), security).delivery,
                Delivery::uncertain)
          << does;
}

TEST_F(EncryptedServers, AreJudgedAsOthersAre) {
  EXPECT_EQ(deliver(starttls(), Security::starttls, true).delivery, Delivery::delivered);
  EXPECT_EQ(
      deliver(starttls({{"at", "RCPT"}, {"do", "reply"}, {"say", "550 unknown"}}), Security::tls)
          .delivery,
      Delivery::refused);
}

}  // namespace
}  // namespace creneau::test
