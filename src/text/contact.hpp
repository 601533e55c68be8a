#pragma once
/// \file
/// How an office is reached, in one line. Internal to `creneau::text`.

#include <string>

#include "creneau/text/names.hpp"

namespace creneau::text {

/// "« BER 93 », tél. 01 00 00 00 00, courriel ber@example.org".
[[nodiscard]] std::string contact(Language language, Names& names, OfficeId id);

}  // namespace creneau::text
