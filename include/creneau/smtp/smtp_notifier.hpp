#pragma once
/// \file
/// Sends mails to a mail server.

#include <chrono>
#include <cstdint>
#include <string>

#include "creneau/mail/compose.hpp"
#include "creneau/port/outbox.hpp"

namespace creneau::smtp {

/// How the line is kept private. Wherever it is encrypted, the server's certificate must be valid
/// for its name; there is no way to leave that out.
enum class Security : std::uint8_t {
  none,               ///< never encrypted
  starttls_if_there,  ///< STARTTLS where the server offers it: no protection from an attacker
  starttls,           ///< STARTTLS, or nothing is sent
  tls                 ///< encrypted from the first byte (smtps)
};

/// Which server mails are handed to, and how.
struct SmtpOptions {
  mail::Identity identity;   ///< in whose name mails are sent; its address is the envelope's sender
  std::string host;          ///< a host name or an IP address, without a port
  std::uint16_t port = 587;  ///< of the server, from 1; 587 is that of submission (RFC 6409)
  Security security = Security::starttls;  ///< how the line is kept private
  std::string user;        ///< empty: no authentication. Otherwise the line must be encrypted
  std::string password;    ///< of `user`; sent over an encrypted line only
  std::string ca_file;     ///< PEM; trusted in place of the system's authorities. Empty: these
  std::string hello_name;  ///< what EHLO says; empty: the identity's domain
  /// Until the server is connected; above zero.
  std::chrono::milliseconds connect_timeout{10'000};
  /// Of one mail as a whole. A batch of the dispatcher must fit into its lease.
  std::chrono::milliseconds timeout{60'000};
};

/// Sends each notice as one mail over a connection of its own, with libcurl.
///
/// - delivered: the server took the mail;
/// - refused: it said no for good (5xx) to the sender, the recipient or the mail, or no mail can be
///   made of the notice;
/// - failed: surely not delivered, worth another try: no connection, TLS or certificate failure, no
///   STARTTLS where it is required, login refused, any 4xx, a line that broke before the end;
/// - uncertain: the line broke or the time ran out after the end of the mail was handed over and
///   before the server answered it.
///
/// A notice that is sent again has the same Message-ID and the same bytes. Thread-safe; nothing is
/// shared between calls. The environment's proxies and configuration files are not read.
class SmtpNotifier final : public Notifier {
 public:
  /// `bad_address` or `bad_text` for an identity that cannot stand in headers, `bad_argument`, with
  /// the option's name as text, for options that make no sense: a host that is none, a time-out
  /// that is not positive, a login over a line that is not encrypted for sure.
  [[nodiscard]] static result<SmtpNotifier> create(SmtpOptions options);

  /// Takes at most `timeout` and as long again where the server does not let the line be closed.
  [[nodiscard]] Answer deliver(const Notice& notice) override;

 private:
  explicit SmtpNotifier(SmtpOptions options) : options_(std::move(options)) {}
  SmtpOptions options_;
};

}  // namespace creneau::smtp
