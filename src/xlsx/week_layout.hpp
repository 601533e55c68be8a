#pragma once
/// \file
/// How a week is laid out on its sheet.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "csv/names.hpp"
#include "xlsx/labels.hpp"
#include "xlsx/styles.hpp"

namespace creneau::xlsx {

/// Mornings and afternoons from Monday to Sunday, in their order.
inline constexpr std::size_t kHalfDays = 14;

/// One line of an inspector's half-day: a slot, or a text over its whole width.
struct WeekLine {
  Look look = Look::empty;
  std::optional<Minutes> time;  ///< of a slot
  std::string text;
};

/// An inspector's week. A half-day's sessions stand one below the other.
struct WeekBlock {
  std::string matricule;
  std::string name;
  std::array<std::vector<WeekLine>, kHalfDays> half_days;

  /// How many lines the longest half-day has.
  [[nodiscard]] std::size_t height() const noexcept;
};

/// A whole week.
struct WeekLayout {
  std::vector<WeekBlock> blocks;  ///< by matricule
  std::size_t days = 5;           ///< 5, 6 with a session on Saturday, 7 with one on Sunday
};

/// Lays out the sessions of one week. A session that begins before noon stands in the morning.
[[nodiscard]] WeekLayout lay_out_week(std::span<const SessionDetail> sessions,
                                      const csv::Names& names, const Labels& labels);

/// How many lines a text takes in a column so many letters wide, words kept whole where they fit.
[[nodiscard]] std::size_t lines_of(std::string_view text, std::size_t width) noexcept;

}  // namespace creneau::xlsx
