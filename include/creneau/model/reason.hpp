#pragma once
/// \file
/// Why an office cancels, blocks or closes.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace creneau {

/// Why an office cancels, blocks or closes. A free text can stand beside each. The numbers are
/// stored: new reasons are appended.
enum class Reason : std::uint8_t {
  unstated,             ///< none was given
  late_school_request,  ///< a school asked after its deadline had passed
  inspector_absent,     ///< the inspector is away, or leaves early
  centre_closed,        ///< the centre cannot be used
  weather,              ///< the weather does not allow exams
  vehicle,              ///< the vehicle is missing or unfit
  error,                ///< it was entered by mistake
  other                 ///< the text beside it says which
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

/// The reason's name, as files, JSON and options write it: "weather"; empty for `unstated`.
[[nodiscard]] constexpr std::string_view code_of(Reason reason) noexcept {
  return detail::kReasonCodes[static_cast<std::size_t>(reason)];
}

/// The reason of a code such as "weather", `unstated` of an empty one; none for any other text.
[[nodiscard]] constexpr std::optional<Reason> reason_from_code(std::string_view code) noexcept {
  for (std::size_t index = 0; index < detail::kReasonCodes.size(); ++index)
    if (detail::kReasonCodes[index] == code) return static_cast<Reason>(index);
  return std::nullopt;
}

}  // namespace creneau
