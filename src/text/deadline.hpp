#pragma once
/// \file
/// How a deadline came about, in one or two sentences. Internal to `creneau::text`.

#include <string>

#include "creneau/policy/cancellation.hpp"
#include "creneau/text/language.hpp"

namespace creneau::text {

[[nodiscard]] std::string deadline_detail(Language language, const Deadline& deadline);

}  // namespace creneau::text
