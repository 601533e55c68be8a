#include "facade/fields.hpp"

#include <algorithm>
#include <array>

#include "creneau/policy/name_matching.hpp"

namespace creneau::facade {

namespace {

/// A code as a number that is ordered as the code is.
[[nodiscard]] constexpr std::uint32_t packed(crn_departement departement) noexcept {
  std::uint32_t number = 0;
  for (const char letter : departement.code)
    number = number << 8U | static_cast<unsigned char>(letter);
  return number;
}

constexpr auto kCodes = [] {
  std::array<std::uint32_t, Departement::kCount> codes{};
  for (std::size_t place = 0; place < codes.size(); ++place)
    codes[place] = packed(plain(Departement::from_index(place)));
  return codes;
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
  const auto found = std::lower_bound(kCodes.begin(), kCodes.end(), packed(departement));
  if (found == kCodes.end() || *found != packed(departement)) return std::nullopt;
  return Departement::from_index(static_cast<std::size_t>(found - kCodes.begin()));
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
