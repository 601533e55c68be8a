#include "facade/fields.hpp"

#include <array>
#include <bit>

#include "creneau/policy/name_matching.hpp"

namespace creneau::facade {

namespace {

[[nodiscard]] constexpr std::uint32_t number_of(crn_departement departement) noexcept {
  return std::bit_cast<std::uint32_t>(departement);
}

/// A table in which each code has a place of its own, found when this is compiled.
struct Codes {
  struct Entry {
    std::uint32_t number = 0;  ///< of the code
    Departement departement;
  };
  static constexpr unsigned kBits = 10;
  [[nodiscard]] constexpr std::size_t place_of(std::uint32_t number) const noexcept {
    return number * factor >> (32 - kBits);
  }
  std::uint32_t factor = 0;
  std::array<Entry, 1U << kBits> entries{};
};

constexpr Codes kCodes = [] {
  for (std::uint32_t factor = 0x9E3779B1;; factor += 2) {
    Codes codes{factor, {}};
    bool apart = true;
    for (std::size_t index = 0; apart && index < Departement::kCount; ++index) {
      const Departement departement = Departement::from_index(index);
      const std::uint32_t number = number_of(plain(departement));
      auto& entry = codes.entries[codes.place_of(number)];
      apart = entry.number == 0;
      entry = {number, departement};
    }
    if (apart) return codes;
  }
}();

}  // namespace

result<std::string_view> text_of(crn_text text, const char* name) {
  if (text.size == 0) return std::string_view{};
  if (text.data == nullptr) return bad_argument(name);
  const std::string_view view{text.data, text.size};
  if (!is_utf8(view)) return Error{ErrorCode::bad_text}.with_text(name);
  return view;
}

result<std::string> path_of(crn_text path, const char* name) {
  BOOST_OUTCOME_TRY(const auto text, text_of(path, name));
  if (text.empty() || text.find('\0') != std::string_view::npos) return bad_argument(name);
  return std::string(text);
}

std::optional<Departement> find_departement(crn_departement departement) noexcept {
  const std::uint32_t number = number_of(departement);
  const Codes::Entry& entry = kCodes.entries[kCodes.place_of(number)];
  if (number == 0 || entry.number != number) return std::nullopt;
  return entry.departement;
}

result<Departement> departement_of(crn_departement departement, const char* name) {
  if (const auto found = find_departement(departement)) return *found;
  return bad_argument(name);
}

result<std::optional<Departement>> optional_departement_of(crn_departement departement) {
  if (departement.code[0] == 0 && departement.code[1] == 0 && departement.code[2] == 0 &&
      departement.code[3] == 0)
    return std::optional<Departement>{};
  BOOST_OUTCOME_TRY(const Departement found, departement_of(departement));
  return std::optional<Departement>{found};
}

result<CategorySet> categories_of(std::uint32_t bits) {
  constexpr std::uint32_t kAll = ((std::uint32_t{1} << kCategoryCount) - 1) << CRN_CATEGORY_AM;
  if ((bits & ~kAll) != 0) return bad_argument("categories");
  return CategorySet{bits >> CRN_CATEGORY_AM};
}

}  // namespace creneau::facade
