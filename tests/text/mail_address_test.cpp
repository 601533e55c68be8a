#include "creneau/text/mail_address.hpp"

#include <gmock/gmock.h>

#include <string>

namespace creneau::text {
namespace {

using namespace std::string_literals;

TEST(MailAddress, IsAPlainAddress) {
  for (const char* address :
       {"ber@example.org", "a@b.fr", "jean.dupont+examens@sous.domaine.example.org",
        "o'neil_93@xn--caf-dma.example", "x@localhost", "0@1.2.3.4"})
    EXPECT_TRUE(is_mail_address(address)) << address;
}

TEST(MailAddress, IsNothingThatCouldSpeakToTheServer) {
  for (const std::string& address :
       {"ber@example.org\r\nRCPT TO:<autre@example.org>"s, "ber@example.org\n"s,
        "ber\r@example.org"s, "ber@example.org\0"s, "ber\0@example.org"s, "ber@example.org "s,
        " ber@example.org"s, "be r@example.org"s, "ber@exam ple.org"s, "<ber@example.org>"s,
        "ber@example.org>"s, "ber@example.org,autre@example.org"s, "ber@example.org;autre"s,
        "ber@example.org\x7F"s, "ber@example.org\t"s, "BER <ber@example.org>"s})
    EXPECT_FALSE(is_mail_address(address)) << address;
}

TEST(MailAddress, HasOneAtSignBetweenTwoWholeHalves) {
  for (const char* address : {"",
                              "@",
                              "ber",
                              "ber@",
                              "@example.org",
                              "ber@@example.org",
                              "a@b@example.org",
                              ".ber@example.org",
                              "ber.@example.org",
                              "b..er@example.org",
                              "ber@.example.org",
                              "ber@example.org.",
                              "ber@example..org",
                              "ber@-example.org",
                              "ber@example-.org",
                              "ber@exa_mple.org",
                              "\"ber\"@example.org",
                              "ber(note)@example.org",
                              "ber@[127.0.0.1]",
                              "bér@example.org",
                              "ber@exemplé.org"})
    EXPECT_FALSE(is_mail_address(address)) << address;
}

TEST(MailAddress, IsNoLongerThanTheStandardsAllow) {
  const std::string label(63, 'a');
  EXPECT_TRUE(is_mail_address(std::string(64, 'l') + "@example.org"));
  EXPECT_FALSE(is_mail_address(std::string(65, 'l') + "@example.org"));
  EXPECT_TRUE(is_mail_address("b@" + label + ".org"));
  EXPECT_FALSE(is_mail_address("b@" + label + "a.org"));
  const std::string long_domain = label + "." + label + "." + label + ".";  // 192 bytes
  EXPECT_TRUE(is_mail_address("b@" + long_domain + std::string(60, 'a')));
  EXPECT_FALSE(is_mail_address("b@" + long_domain + std::string(61, 'a')));
}

}  // namespace
}  // namespace creneau::text
