#pragma once
/// \file
/// Codes by their names, and as people read them; CRN_CODES_ tells of which list.

#include "creneau.h"

namespace creneau::facade {

/// Empty where it is no code, or has no name.
[[nodiscard]] crn_text code_name(std::int32_t list, std::int32_t number) noexcept;
/// -1 where it is no name.
[[nodiscard]] std::int32_t code_number(std::int32_t list, crn_text name) noexcept;
/// Empty where it is no code, or has no words.
[[nodiscard]] crn_text code_text(std::int32_t list, std::int32_t number,
                                 std::int32_t language) noexcept;

}  // namespace creneau::facade
