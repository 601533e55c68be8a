#pragma once
/// \file
/// Licence categories and the parts of the practical exam.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace creneau {

/// A licence category (code de la route, article R221-4). The numbers are stored: new categories
/// are appended.
enum class Category : std::uint8_t { am, a1, a2, a, b1, b, be, c1, c1e, c, ce, d1, d1e, d, de };

/// How many categories there are; each one's number is below it.
inline constexpr std::size_t kCategoryCount = 15;

namespace detail {
inline constexpr std::array<std::string_view, kCategoryCount> kCategoryCodes{
    "AM", "A1", "A2", "A", "B1", "B", "BE", "C1", "C1E", "C", "CE", "D1", "D1E", "D", "DE"};
}

/// The administration's writing: "CE".
[[nodiscard]] constexpr std::string_view code_of(Category category) noexcept {
  return detail::kCategoryCodes[static_cast<std::size_t>(category)];
}

/// The category written "CE" (upper case), if there is one.
[[nodiscard]] constexpr std::optional<Category> category_from_code(std::string_view code) noexcept {
  for (std::size_t index = 0; index < kCategoryCount; ++index)
    if (detail::kCategoryCodes[index] == code) return static_cast<Category>(index);
  return std::nullopt;
}

/// A set of categories. An empty set in a directory means "not stated": nothing is refused for it.
class CategorySet {
 public:
  constexpr CategorySet() noexcept = default;
  /// The set that `bits()` gave.
  constexpr explicit CategorySet(std::uint32_t bits) noexcept : bits_(bits) {}

  /// Adds a category.
  constexpr void insert(Category category) noexcept { bits_ |= bit(category); }
  /// Whether the set names the category. Of an empty set ask `allows`.
  [[nodiscard]] constexpr bool contains(Category category) const noexcept {
    return (bits_ & bit(category)) != 0;
  }
  /// Whether it names none.
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  /// Whether the set names the category or names none at all.
  [[nodiscard]] constexpr bool allows(Category category) const noexcept {
    return empty() || contains(category);
  }
  /// The set as a number to store: bit n is the category of number n.
  [[nodiscard]] constexpr std::uint32_t bits() const noexcept { return bits_; }
  friend constexpr bool operator==(CategorySet, CategorySet) noexcept = default;

 private:
  static constexpr std::uint32_t bit(Category category) noexcept {
    return std::uint32_t{1} << static_cast<unsigned>(category);
  }
  std::uint32_t bits_ = 0;
};

/// A part of the practical exam: off-road (plateau), on-road (circulation), or both (complete).
/// `unstated` where a session serves any part. The numbers are stored.
enum class ExamPart : std::uint8_t { unstated, off_road, on_road, complete };

/// How many parts there are, `unstated` included; each one's number is below it.
inline constexpr std::size_t kExamPartCount = 4;

namespace detail {
inline constexpr std::array<std::string_view, kExamPartCount> kExamPartCodes{"", "off_road",
                                                                             "on_road", "complete"};
}

/// The part's name, as files, JSON and rules write it: "off_road"; empty for `unstated`.
[[nodiscard]] constexpr std::string_view code_of(ExamPart part) noexcept {
  return detail::kExamPartCodes[static_cast<std::size_t>(part)];
}

/// The part of a code such as "off_road", `unstated` of an empty one; none for any other text.
[[nodiscard]] constexpr std::optional<ExamPart> exam_part_from_code(
    std::string_view code) noexcept {
  for (std::size_t index = 0; index < kExamPartCount; ++index)
    if (detail::kExamPartCodes[index] == code) return static_cast<ExamPart>(index);
  return std::nullopt;
}

}  // namespace creneau
