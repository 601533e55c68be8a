#pragma once
/// \file
/// A line of a notice as an iCalendar object. Internal to `creneau::mail`.

#include <string>

#include "creneau/mail/compose.hpp"

namespace creneau::mail {

/// "REQUEST" or "CANCEL".
[[nodiscard]] const char* method_of(const Notice& notice, const NoticeLine& line) noexcept;

/// RFC 5545 and 5546; lines end in a line feed alone, as the bodies of mails are composed here.
[[nodiscard]] std::string calendar_of(const Notice& notice, const NoticeLine& line,
                                      const Identity& identity);

}  // namespace creneau::mail
