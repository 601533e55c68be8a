#pragma once
/// \file
/// How many units and slots an exam takes, and what is left over.

#include "creneau/model/session.hpp"
#include "creneau/policy/rules.hpp"

namespace creneau {

/// The units of one exam, or zero where the part is unstated. Source: the rules' table. O(1).
[[nodiscard]] constexpr Units units_of_exam(const Rules& rules, Category category,
                                            ExamPart part) noexcept {
  return {rules.exam_units[static_cast<std::size_t>(category)][static_cast<std::size_t>(part)]};
}

/// The adjacent slots that `units` take on a grid, rounded up to whole slots. O(1).
[[nodiscard]] constexpr unsigned slots_for(Units units, const Grid& grid) noexcept {
  return static_cast<unsigned>((units.value + grid.units_of_slot - 1) / grid.units_of_slot);
}

/// The units of a grid that no whole exam of this category and part can use. Zero where the part is
/// unstated. O(1).
[[nodiscard]] constexpr Units orphan_units(const Rules& rules, const Grid& grid, Category category,
                                           ExamPart part) noexcept {
  const Units exam = units_of_exam(rules, category, part);
  if (exam.value == 0) return {};
  const unsigned slots_of_exam = slots_for(exam, grid);
  return {static_cast<std::int32_t>(grid.slot_count % slots_of_exam * grid.units_of_slot)};
}

}  // namespace creneau
