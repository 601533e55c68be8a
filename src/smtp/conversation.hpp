#pragma once
/// \file
/// How far the exchange with a mail server went. Internal to `creneau::smtp`.

#include <cstddef>
#include <string>
#include <string_view>

#include "creneau/port/outbox.hpp"

namespace creneau::smtp {

/// Follows one mail's exchange, told of each command, each reply line and each piece of the mail,
/// and judges how it ended.
class Conversation {
 public:
  explicit Conversation(std::string_view mail) noexcept : unsent_(mail) {}

  /// A command goes to the server.
  void command(std::string_view line);
  /// Lines of the server's replies arrive, in any pieces.
  void reply(std::string_view piece);
  /// Copies the next piece of the mail. Zero: all of it was handed over, and from here on the final
  /// dot may be sent at any moment.
  std::size_t take(char* buffer, std::size_t size) noexcept;

  /// The outcome, where the exchange did not succeed.
  [[nodiscard]] Delivery judge() const noexcept;
  /// The last reply to the last command, or nothing.
  [[nodiscard]] std::string_view said() const noexcept { return said_; }

 private:
  enum class Step {
    opening,   ///< the connection, EHLO, STARTTLS, AUTH
    envelope,  ///< MAIL, RCPT, DATA
    body,
    ended  ///< the final dot may be on its way
  };
  void enter(Step step);
  void reply_line(std::string_view line);

  std::string_view unsent_;
  Step step_ = Step::opening;
  bool closing_ = false;  ///< QUIT was said: the outcome stands, whatever comes
  int code_ = 0;          ///< of the last whole reply since the last command, or 0
  std::string line_;      ///< a reply line that has not ended yet
  std::string said_;
};

}  // namespace creneau::smtp
