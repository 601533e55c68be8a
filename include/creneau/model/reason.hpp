#pragma once
/// \file
/// Why an office cancels, blocks or closes.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace creneau {

enum class Reason : std::uint8_t {
  unstated,
  late_school_request,
  inspector_absent,
  centre_closed,
  weather,
  vehicle,
  error,
  other
};

namespace detail {
inline constexpr std::array<std::string_view, 8> kReasonCodes{"",
                                                              "late_school_request",
                                                              "inspector_absent",
                                                              "centre_closed",
                                                              "weather",
                                                              "vehicle",
                                                              "error",
                                                              "other"};
}

[[nodiscard]] constexpr std::string_view code_of(Reason reason) noexcept {
  return detail::kReasonCodes[static_cast<std::size_t>(reason)];
}

[[nodiscard]] constexpr std::optional<Reason> reason_from_code(std::string_view code) noexcept {
  for (std::size_t index = 0; index < detail::kReasonCodes.size(); ++index)
    if (detail::kReasonCodes[index] == code) return static_cast<Reason>(index);
  return std::nullopt;
}

}  // namespace creneau
