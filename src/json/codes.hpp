#pragma once
/// \file
/// The names that stand in JSON for enumerators whose own headers give them none, in their order.

#include <array>
#include <string_view>

namespace creneau::json {

inline constexpr std::array<std::string_view, 14> kSubjectKinds{
    "none",        "office",  "school", "inspector",   "centre", "session",  "slot",
    "reservation", "closure", "notice", "departement", "date",   "category", "line"};
inline constexpr std::array<std::string_view, 3> kClosureScopes{"inspector", "centre", "office"};
inline constexpr std::array<std::string_view, 4> kRemarkKinds{
    "minutes_left_over", "orphan_units", "session_in_closure", "undeliverable"};
inline constexpr std::array<std::string_view, 3> kErrorClasses{"refused", "input", "failed"};

}  // namespace creneau::json
