#pragma once
/// \file
/// The départements and collectivities in which exams are held, by their official code.

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace creneau {

namespace detail {
/// Every code of the official geographic code (COG) that holds driving exams, in ascending order.
inline constexpr std::array<std::string_view, 107> kDepartementCodes{
    "01",  "02",  "03",  "04",  "05",  "06",  "07",  "08",  "09", "10", "11", "12", "13",  "14",
    "15",  "16",  "17",  "18",  "19",  "21",  "22",  "23",  "24", "25", "26", "27", "28",  "29",
    "2A",  "2B",  "30",  "31",  "32",  "33",  "34",  "35",  "36", "37", "38", "39", "40",  "41",
    "42",  "43",  "44",  "45",  "46",  "47",  "48",  "49",  "50", "51", "52", "53", "54",  "55",
    "56",  "57",  "58",  "59",  "60",  "61",  "62",  "63",  "64", "65", "66", "67", "68",  "69",
    "70",  "71",  "72",  "73",  "74",  "75",  "76",  "77",  "78", "79", "80", "81", "82",  "83",
    "84",  "85",  "86",  "87",  "88",  "89",  "90",  "91",  "92", "93", "94", "95", "971", "972",
    "973", "974", "975", "976", "977", "978", "986", "987", "988"};
}  // namespace detail

/// A département (or overseas collectivity). A value: small, ordered by code, comparable.
class Departement {
 public:
  /// How many there are; `index()` is below it.
  static constexpr std::size_t kCount = detail::kDepartementCodes.size();

  /// The first one, "01".
  constexpr Departement() noexcept = default;

  /// The département of an official code ("93", "2A", "974"), upper case. O(log n).
  [[nodiscard]] static constexpr std::optional<Departement> from_code(
      std::string_view code) noexcept {
    const auto& codes = detail::kDepartementCodes;
    const auto* const found = std::lower_bound(codes.begin(), codes.end(), code);
    if (found == codes.end() || *found != code) return std::nullopt;
    return Departement{static_cast<std::uint8_t>(found - codes.begin())};
  }
  /// The `index`-th département. \pre index < kCount
  [[nodiscard]] static constexpr Departement from_index(std::size_t index) noexcept {
    return Departement{static_cast<std::uint8_t>(index)};
  }

  /// The official code (COG), two or three letters: "01" to "95", "2A", "971" to "988".
  [[nodiscard]] constexpr std::string_view code() const noexcept {
    return detail::kDepartementCodes[index_];
  }
  /// A dense number, 0 to kCount − 1. Not stable between versions of the library: store the code.
  [[nodiscard]] constexpr std::size_t index() const noexcept { return index_; }

  friend constexpr auto operator<=>(Departement, Departement) noexcept = default;

 private:
  constexpr explicit Departement(std::uint8_t index) noexcept : index_(index) {}
  std::uint8_t index_ = 0;
};

static_assert(std::is_sorted(detail::kDepartementCodes.begin(), detail::kDepartementCodes.end()));

/// A set of départements. All operations O(1).
class DepartementSet {
 public:
  /// Adds a département.
  constexpr void insert(Departement departement) noexcept {
    words_[departement.index() / 64] |= bit(departement);
  }
  /// Whether the set names the département.
  [[nodiscard]] constexpr bool contains(Departement departement) const noexcept {
    return (words_[departement.index() / 64] & bit(departement)) != 0;
  }
  /// Whether it names none.
  [[nodiscard]] constexpr bool empty() const noexcept { return (words_[0] | words_[1]) == 0; }
  /// Calls `visit(Departement)` for each, in order of their codes.
  template <class Visitor>
  constexpr void for_each(Visitor&& visit) const {
    for (std::size_t index = 0; index < Departement::kCount; ++index) {
      const auto departement = Departement::from_index(index);
      if (contains(departement)) visit(departement);
    }
  }
  friend constexpr bool operator==(const DepartementSet&, const DepartementSet&) noexcept = default;

 private:
  static constexpr std::uint64_t bit(Departement departement) noexcept {
    return std::uint64_t{1} << (departement.index() % 64);
  }
  std::array<std::uint64_t, 2> words_{};
};

}  // namespace creneau
