#pragma once
/// \file
/// What may go into a mail. Internal to `creneau::mail`.

#include <string_view>

#include "creneau/mail/compose.hpp"
#include "creneau/model/result.hpp"

namespace creneau::mail {

/// The recipient and everything that the writer filled in can stand in a mail.
[[nodiscard]] result<void> check(const Notice& notice);

}  // namespace creneau::mail
