#pragma once
/// \file
/// What notifiers that compose mails have in common.

#include <string>
#include <string_view>

#include "creneau/model/error.hpp"
#include "creneau/port/outbox.hpp"

namespace creneau::mail {

/// What another system said, as a text that can be stored and shown: at most 500 bytes, everything
/// outside printable ASCII a question mark, no spaces at its ends.
[[nodiscard]] std::string printable(std::string_view text);

/// The answer where no mail can be made of a notice: refused, with the code and the offending text.
[[nodiscard]] Notifier::Answer cannot_compose(const Error& error);

}  // namespace creneau::mail
