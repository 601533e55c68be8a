#pragma once
/// \file
/// The values of cells, as people write them. None of them depends on a locale.

#include <optional>
#include <string>
#include <string_view>

#include "creneau/model/category.hpp"
#include "creneau/model/departement.hpp"
#include "creneau/model/time.hpp"

namespace creneau::csv {

/// \name Reading. None: the cell is no such value.
/// \{

/// "15/06/26" (of this century), "15/06/2026" or "2026-06-15", within the library's range.
[[nodiscard]] std::optional<Date> date_from(std::string_view cell) noexcept;
/// "08:30", "8:30" or "08:30:00", up to "24:00".
[[nodiscard]] std::optional<Minutes> time_from(std::string_view cell) noexcept;
/// A whole number of at most 18 digits.
[[nodiscard]] std::optional<std::int64_t> number_from(std::string_view cell) noexcept;
/// "93", "2a", or "1", as a spreadsheet makes it of "01".
[[nodiscard]] std::optional<Departement> departement_from(std::string_view cell) noexcept;
/// "CE" or "ce".
[[nodiscard]] std::optional<Category> category_from(std::string_view cell) noexcept;
/// "plateau", "hors circulation", "circulation", "complet"; the codes of the model. An empty cell:
/// unstated.
[[nodiscard]] std::optional<ExamPart> part_from(std::string_view cell);
/// "Oui", "Non", "1", "0", "true", "false", "vrai", "faux", "yes", "no".
[[nodiscard]] std::optional<bool> switch_from(std::string_view cell);

/// Calls `take(piece)` for each piece of a list, between spaces and `/`; stops when it says false.
template <class Take>
[[nodiscard]] bool for_each_piece(std::string_view cell, Take&& take) {
  constexpr std::string_view kBetween = " /";
  while (true) {
    const std::size_t start = cell.find_first_not_of(kBetween);
    if (start == std::string_view::npos) return true;
    cell.remove_prefix(start);
    const std::string_view piece = cell.substr(0, cell.find_first_of(kBetween));
    if (!take(piece)) return false;
    cell.remove_prefix(piece.size());
  }
}
/// \}

/// \name Writing what is read above.
/// \{

/// "15/06/26".
[[nodiscard]] std::string to_cell(Date date);
/// "plateau", "circulation", "complet" or nothing.
[[nodiscard]] std::string_view to_cell(ExamPart part) noexcept;
/// "C CE D", by the order of the categories.
[[nodiscard]] std::string to_cell(CategorySet categories);
/// "75 93".
[[nodiscard]] std::string to_cell(const DepartementSet& departements);
/// \}

}  // namespace creneau::csv
