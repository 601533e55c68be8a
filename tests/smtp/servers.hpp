#pragma once
/// \file
/// Mail servers on loopback, and what the tests of the notifier send to them.

#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "creneau/smtp/smtp_notifier.hpp"
#include "mail/mailing_office.hpp"
#include "mail/python.hpp"

namespace creneau::test {

/// Certificates made for this test run: `valid`, `expired`, `other_host`, `self_signed`.
class Certificates {
 public:
  Certificates() {
    const std::string script =
        (std::filesystem::path(CRENEAU_TESTS_FOLDER) / "smtp/make_certificates.sh").string();
    const pid_t child = ::fork();
    if (child == 0) {
      ::execl("/bin/sh", "sh", script.c_str(), folder_.path().c_str(), nullptr);
      std::_Exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (status != 0) throw std::runtime_error("the certificates could not be made");
  }
  [[nodiscard]] std::string path(const char* name) const {
    return (folder_.path() / name).string();
  }
  [[nodiscard]] std::string authority() const { return path("authority.pem"); }

 private:
  TemporaryFolder folder_;
};

/// aiosmtpd: a real mail server.
class RealServer {
 public:
  explicit RealServer(const nlohmann::json& options)
      : script_("smtp/aio_server.py", {options.dump()}), port_(script_.read_line()["port"]) {}
  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// What it received; it serves no longer.
  nlohmann::json received() { return script_.finish(); }

 private:
  PythonScript script_;
  std::uint16_t port_;
};

/// A server that fails as it is told, with a port for each scenario; see the script.
class ScriptedServer {
 public:
  explicit ScriptedServer(const nlohmann::json& scenarios) : script_("smtp/scripted_server.py") {
    script_.write(scenarios.dump() + "\n");
    ports_ = script_.read_line()["ports"].get<std::vector<std::uint16_t>>();
  }
  [[nodiscard]] std::uint16_t port(std::size_t scenario = 0) const { return ports_.at(scenario); }
  /// Commands and mails of each scenario; it serves no longer.
  nlohmann::json log() { return script_.finish(); }

 private:
  PythonScript script_;
  std::vector<std::uint16_t> ports_;
};

/// A scenario whose first connection fails so.
inline nlohmann::json failing(nlohmann::json act) {
  return {{"acts", nlohmann::json::array({std::move(act)})}};
}

inline smtp::SmtpOptions options_for(std::uint16_t port,
                                     smtp::Security security = smtp::Security::none) {
  smtp::SmtpOptions options;
  options.identity = {"creneau@example.org", "Créneau", "creneau.example.org"};
  options.host = "127.0.0.1";
  options.port = port;
  options.security = security;
  // Longer than any machine needs: only a server that stalls meets them.
  options.connect_timeout = std::chrono::seconds{30};
  options.timeout = std::chrono::seconds{30};
  return options;
}

inline smtp::SmtpNotifier notifier_for(const smtp::SmtpOptions& options) {
  return smtp::SmtpNotifier::create(options).value();
}

/// A notice that was written and stored.
inline Notice stored_notice(std::int64_t id = 4711) {
  Notice notice;
  notice.id = {id};
  notice.departement = k93;
  notice.to_school = kSchool;
  notice.at = *parse_instant("2026-06-01T08:00:00Z");
  notice.address = "ecole012@example.org";
  notice.message = {"Réservation d'examen", "Bonjour,\n.\n.. à bientôt\n", "<p>Bonjour</p>\n"};
  NoticeLine line;
  line.reservation = {815};
  line.start = line.held_start = kMonday + Minutes{510};
  line.end = line.held_end = kMonday + Minutes{600};
  line.still_held = true;
  notice.lines = {line};
  return notice;
}

inline std::string from_base64(const std::string& text) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char letter : text) {
    const auto value = kLetters.find(letter);
    if (value == std::string_view::npos) break;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) bytes.push_back(static_cast<char>((bits >> (count -= 8)) & 0xFF));
  }
  return bytes;
}

}  // namespace creneau::test
