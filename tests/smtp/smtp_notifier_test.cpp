#include "creneau/smtp/smtp_notifier.hpp"

#include "creneau/mail/compose.hpp"
#include "smtp/servers.hpp"

namespace creneau::test {
namespace {

using nlohmann::json;
using smtp::Security;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class RealMailServer : public ::testing::Test {
 protected:
  /// The options of a server that shows this certificate.
  json encrypted(const char* tls, const char* certificate) {
    return {{"tls", tls}, {"certificate", certificates.path(certificate)}};
  }
  smtp::SmtpOptions trusting(std::uint16_t port, Security security) {
    smtp::SmtpOptions options = options_for(port, security);
    options.ca_file = certificates.authority();
    return options;
  }

  Certificates certificates;
};

TEST_F(RealMailServer, TakesAMailByteForByte) {
  RealServer server(json{{"tls", "none"}});
  const auto answer = notifier_for(options_for(server.port())).deliver(stored_notice());
  EXPECT_EQ(answer.delivery, Delivery::delivered);
  EXPECT_EQ(answer.text, "250 OK: kept as 1");
  const json received = server.received();
  ASSERT_EQ(received.size(), 1U);
  EXPECT_EQ(received[0]["from"], "creneau@example.org");
  EXPECT_EQ(received[0]["to"], json::array({"ecole012@example.org"}));
  EXPECT_EQ(received[0]["hello"], "creneau.example.org");
  EXPECT_EQ(from_base64(received[0]["bytes"]),
            mail::compose(stored_notice(), options_for(1).identity).value().bytes);
}

TEST_F(RealMailServer, TakesALongMailWithDotsAtItsLineStarts) {
  RealServer server(json{{"tls", "none"}});
  Notice notice = stored_notice();
  for (int line = 0; line < 30'000; ++line) notice.message.text += ".\n..a\n";
  EXPECT_EQ(notifier_for(options_for(server.port())).deliver(notice).delivery, Delivery::delivered);
  EXPECT_EQ(from_base64(server.received()[0]["bytes"]),
            mail::compose(notice, options_for(1).identity).value().bytes);
}

TEST_F(RealMailServer, IsSpokenToThroughStarttlsWhereItIsRequired) {
  RealServer server(encrypted("starttls", "valid"));
  auto notifier = notifier_for(trusting(server.port(), Security::starttls));
  EXPECT_EQ(notifier.deliver(stored_notice()).delivery, Delivery::delivered);
  EXPECT_TRUE(server.received()[0]["encrypted"]);
}

TEST_F(RealMailServer, IsSpokenToThroughStarttlsWhereItIsThere) {
  RealServer server(encrypted("starttls", "valid"));
  auto notifier = notifier_for(trusting(server.port(), Security::starttls_if_there));
  EXPECT_EQ(notifier.deliver(stored_notice()).delivery, Delivery::delivered);
  EXPECT_TRUE(server.received()[0]["encrypted"]);
}

TEST_F(RealMailServer, IsSpokenToPlainlyWhereStarttlsIsNotThere) {
  RealServer server(json{{"tls", "none"}});
  auto notifier = notifier_for(trusting(server.port(), Security::starttls_if_there));
  EXPECT_EQ(notifier.deliver(stored_notice()).delivery, Delivery::delivered);
  EXPECT_FALSE(server.received()[0]["encrypted"]);
}

TEST_F(RealMailServer, IsSpokenToThroughTlsFromTheFirstByte) {
  RealServer server(encrypted("smtps", "valid"));
  auto notifier = notifier_for(trusting(server.port(), Security::tls));
  EXPECT_EQ(notifier.deliver(stored_notice()).delivery, Delivery::delivered);
  EXPECT_TRUE(server.received()[0]["encrypted"]);
}

TEST_F(RealMailServer, LetsAUserInByThePassword) {
  json options = encrypted("starttls", "valid");
  options["user"] = "bureau@93";
  options["password"] = "mot de passe é:@/%";
  RealServer server(options);
  smtp::SmtpOptions with_user = trusting(server.port(), Security::starttls);
  with_user.user = "bureau@93";
  with_user.password = "mot de passe é:@/%";
  const auto answer = notifier_for(with_user).deliver(stored_notice());
  EXPECT_EQ(answer.delivery, Delivery::delivered) << answer.text;
  EXPECT_TRUE(server.received()[0]["authenticated"]);
}

TEST_F(RealMailServer, WithAnotherPasswordFailsAndIsTriedAgain) {
  json options = encrypted("starttls", "valid");
  options["user"] = "bureau";
  options["password"] = "le bon";
  RealServer server(options);
  smtp::SmtpOptions with_user = trusting(server.port(), Security::starttls);
  with_user.user = "bureau";
  with_user.password = "un autre";
  const auto answer = notifier_for(with_user).deliver(stored_notice());
  EXPECT_EQ(answer.delivery, Delivery::failed);
  EXPECT_THAT(answer.text, HasSubstr("535"));
  EXPECT_EQ(server.received(), json::array());
}

TEST_F(RealMailServer, ThatWantsALoginFailsWithoutOneAndIsTriedAgain) {
  RealServer server(json{{"tls", "none"}, {"user", "bureau"}, {"password", "secret"}});
  const auto answer = notifier_for(options_for(server.port())).deliver(stored_notice());
  EXPECT_EQ(answer.delivery, Delivery::failed);
  EXPECT_THAT(answer.text, HasSubstr("530"));
}

/// A certificate that does not prove who the server is.
class BadCertificate : public RealMailServer,
                       public ::testing::WithParamInterface<std::tuple<const char*, const char*>> {
};

INSTANTIATE_TEST_SUITE_P(Of, BadCertificate,
                         ::testing::Combine(::testing::Values("starttls", "smtps"),
                                            ::testing::Values("expired", "other_host",
                                                              "self_signed")),
                         [](const auto& info) {
                           return std::string(std::get<0>(info.param)) + "_" +
                                  std::get<1>(info.param);
                         });

TEST_P(BadCertificate, FailsAndNothingIsSent) {
  const auto& [tls, certificate] = GetParam();
  RealServer server(encrypted(tls, certificate));
  const Security security = tls == std::string_view{"smtps"} ? Security::tls : Security::starttls;
  const auto answer = notifier_for(trusting(server.port(), security)).deliver(stored_notice());
  EXPECT_EQ(answer.delivery, Delivery::failed);
  EXPECT_THAT(answer.text, HasSubstr("SSL"));
  EXPECT_EQ(server.received(), json::array());
}

TEST_F(RealMailServer, WhoseAuthorityIsNotTheSystemsFails) {
  RealServer server(encrypted("smtps", "valid"));
  auto notifier = notifier_for(options_for(server.port(), Security::tls));
  EXPECT_EQ(notifier.deliver(stored_notice()).delivery, Delivery::failed);
  EXPECT_EQ(server.received(), json::array());
}

TEST_F(RealMailServer, WithABadCertificateFailsEvenWhereEncryptionIsOptional) {
  RealServer server(encrypted("starttls", "expired"));
  auto notifier = notifier_for(trusting(server.port(), Security::starttls_if_there));
  EXPECT_EQ(notifier.deliver(stored_notice()).delivery, Delivery::failed);
  EXPECT_EQ(server.received(), json::array());
}

TEST(SmtpNotifier, SendsNothingToAnAddressThatCouldSpeakToTheServer) {
  ScriptedServer server(json::array({json::object()}));
  Notice notice = stored_notice();
  notice.address = "ecole012@example.org>\r\nRCPT TO:<autre@example.org";
  const auto answer = notifier_for(options_for(server.port())).deliver(notice);
  EXPECT_EQ(answer.delivery, Delivery::refused);
  EXPECT_THAT(answer.text, ::testing::StartsWith("bad_address: "));
  EXPECT_EQ(server.log()[0]["commands"], json::array());
}

TEST(SmtpNotifier, DoesNotGoThroughTheEnvironmentsProxy) {
  ScriptedServer server(json::array({json::object()}));
  for (const char* name : {"all_proxy", "ALL_PROXY", "smtp_proxy"})
    ::setenv(name, "http://127.0.0.1:9", 1);
  const auto answer = notifier_for(options_for(server.port())).deliver(stored_notice());
  for (const char* name : {"all_proxy", "ALL_PROXY", "smtp_proxy"}) ::unsetenv(name);
  EXPECT_EQ(answer.delivery, Delivery::delivered) << answer.text;
}

TEST(SmtpNotifier, SaysGoodByeAndAsksForNothingElse) {
  ScriptedServer server(json::array({json::object()}));
  ASSERT_EQ(notifier_for(options_for(server.port())).deliver(stored_notice()).delivery,
            Delivery::delivered);
  EXPECT_EQ(server.log()[0]["commands"],
            json::array({"EHLO creneau.example.org", "MAIL FROM:<creneau@example.org>",
                         "RCPT TO:<ecole012@example.org>", "DATA", "QUIT"}));
}

TEST(SmtpNotifier, TakesOnlyOptionsThatMakeSense) {
  const auto refused = [](auto&& spoil) {
    smtp::SmtpOptions options = options_for(25, Security::starttls);
    spoil(options);
    const auto made = smtp::SmtpNotifier::create(options);
    return made ? "made" : std::string(name_of(made.error().code)) + " " + made.error().text;
  };
  using Options = smtp::SmtpOptions;
  EXPECT_EQ(refused([](Options&) {}), "made");
  EXPECT_EQ(refused([](Options& it) { it.host = "::1"; }), "made");
  for (const char* host : {"", "mail.example.org/x", "user@mail.example.org", "a\r\nb", "a b",
                           "mail.example.org:25", "[::1]", "::1%lo"})
    EXPECT_EQ(refused([&](Options& it) { it.host = host; }), "bad_argument host") << host;
  EXPECT_EQ(refused([](Options& it) { it.port = 0; }), "bad_argument port");
  EXPECT_EQ(refused([](Options& it) { it.hello_name = "a\r\nMAIL FROM:<b@example.org>"; }),
            "bad_argument hello_name");
  EXPECT_EQ(refused([](Options& it) { it.timeout = {}; }), "bad_argument timeout");
  EXPECT_EQ(refused([](Options& it) { it.connect_timeout = {}; }), "bad_argument connect_timeout");
  EXPECT_EQ(refused([](Options& it) { it.password = "a\nb"; }), "bad_argument password");
  EXPECT_EQ(refused([](Options& it) { it.identity.address = "a"; }), "bad_address a");
  EXPECT_EQ(refused([](Options& it) { it.identity.domain = "a b"; }), "bad_address a b");
}

TEST(SmtpNotifier, NeverShowsAPasswordOnALineThatMayBeOpen) {
  for (const Security security : {Security::none, Security::starttls_if_there}) {
    smtp::SmtpOptions options = options_for(25, security);
    options.user = "bureau";
    EXPECT_EQ(smtp::SmtpNotifier::create(options).error().text, "user");
  }
}

}  // namespace
}  // namespace creneau::test
