#pragma once
/// \file
/// How the cells of the workbook look.

#include <xlsxwriter.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace creneau::xlsx {

/// \name Colours that mean something.
/// \{
inline constexpr lxw_color_t kReservedBlue = 0x1F5FBF;
inline constexpr lxw_color_t kUnavailableGrey = 0xD0D0D0;
inline constexpr lxw_color_t kAvailableTint = 0xE6F2DF;
inline constexpr lxw_color_t kPlannedTint = 0xDCE6F2;
inline constexpr lxw_color_t kDark = 0x1F2F46;
/// \}

/// What a cell is. The look of a time stands before that of the text beside it.
enum class Look : std::uint8_t {
  title,
  subtitle,
  figure,  ///< of the subtitle
  day,
  half_day,
  inspector,
  empty_time,
  empty,
  session,  ///< the first line of a planned session
  available,
  free_time,
  free,
  reserved_time,
  reserved,
  unavailable_time,
  unavailable,
  left_over_time,
  left_over,
  heading,
  cell_date,
  cell_time,
  cell_midnight,  ///< a time that is the end of its day
  cell_text,
  cell_number,
  cell_reserved,  ///< a status
  cell_unavailable,
  cell_available,
  total_text,
  total_date,
  total_number
};

inline constexpr std::size_t kLooks = 30;

/// The formats of one workbook.
class Styles {
 public:
  /// `day_format` is Excel's format of the days above a week.
  Styles(lxw_workbook* book, std::string_view day_format);

  /// The format of a look, `at_top` of an inspector's block or not. Never null unless memory ran
  /// out.
  [[nodiscard]] lxw_format* of(Look look, bool at_top = false) const noexcept {
    return formats_[static_cast<std::size_t>(look)][at_top];
  }
  /// Whether every format could be made.
  [[nodiscard]] bool complete() const noexcept;

 private:
  std::array<std::array<lxw_format*, 2>, kLooks> formats_{};
};

}  // namespace creneau::xlsx
