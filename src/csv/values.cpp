#include "csv/values.hpp"

#include <array>
#include <charconv>

#include "creneau/model/iso_text.hpp"
#include "creneau/policy/name_matching.hpp"

namespace creneau::csv {

namespace {

constexpr std::string_view trimmed(std::string_view cell) noexcept {
  while (cell.starts_with(' ')) cell.remove_prefix(1);
  while (cell.ends_with(' ')) cell.remove_suffix(1);
  return cell;
}

/// A short code in upper case, "0" in front if it is one digit; empty if it is no short code.
struct UpperCode {
  explicit UpperCode(std::string_view cell) noexcept {
    cell = trimmed(cell);
    if (cell.empty() || cell.size() > letters.size()) return;
    for (const char letter : cell)
      letters[size++] = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
  }
  [[nodiscard]] std::string_view text() const noexcept { return {letters.data(), size}; }

  std::array<char, 4> letters{};
  std::size_t size = 0;
};

}  // namespace

std::optional<Date> date_from(std::string_view cell) noexcept {
  cell = trimmed(cell);
  if (const auto iso = parse_date(cell)) return in_range(*iso) ? iso : std::nullopt;
  if ((cell.size() != 8 && cell.size() != 10) || cell[2] != '/' || cell[5] != '/')
    return std::nullopt;
  const auto day = number_from(cell.substr(0, 2));
  const auto month = number_from(cell.substr(3, 2));
  const auto year = number_from(cell.substr(6));
  if (!day || !month || !year) return std::nullopt;
  const int full_year = static_cast<int>(cell.size() == 8 ? 2000 + *year : *year);
  const std::chrono::year_month_day date{std::chrono::year{full_year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || !in_range(Date{date})) return std::nullopt;
  return Date{date};
}

std::optional<Minutes> time_from(std::string_view cell) noexcept {
  cell = trimmed(cell);
  if (cell.size() >= 7 && cell.ends_with(":00")) cell.remove_suffix(3);
  std::array<char, 5> digits{'0'};
  if (cell.size() == 4) {
    cell.copy(digits.data() + 1, 4);
    return parse_time({digits.data(), digits.size()});
  }
  return parse_time(cell);
}

std::optional<std::int64_t> number_from(std::string_view cell) noexcept {
  cell = trimmed(cell);
  if (cell.empty() || cell.size() > 18) return std::nullopt;
  std::int64_t number = 0;
  for (const char digit : cell) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return number;
}

std::optional<Departement> departement_from(std::string_view cell) noexcept {
  const UpperCode code(cell);
  if (code.size != 1) return Departement::from_code(code.text());
  const std::array<char, 2> padded{'0', code.letters[0]};
  return Departement::from_code({padded.data(), padded.size()});
}

std::optional<Category> category_from(std::string_view cell) noexcept {
  return category_from_code(UpperCode(cell).text());
}

std::optional<ExamPart> part_from(std::string_view cell) {
  const std::string word = fold_name(cell);
  if (word.empty()) return ExamPart::unstated;
  if (word == "plateau" || word == "hors circulation" || word == "off road")
    return ExamPart::off_road;
  if (word == "circulation" || word == "on road") return ExamPart::on_road;
  if (word == "complet" || word == "complete") return ExamPart::complete;
  return std::nullopt;
}

std::optional<bool> switch_from(std::string_view cell) {
  const std::string word = fold_name(cell);
  for (const std::string_view yes : {"oui", "1", "true", "vrai", "yes"})
    if (word == yes) return true;
  for (const std::string_view no : {"non", "0", "false", "faux", "no"})
    if (word == no) return false;
  return std::nullopt;
}

std::string to_cell(Date date) {
  const std::chrono::year_month_day civil{date};
  std::string cell;
  creneau::detail::append_padded(cell, static_cast<unsigned>(civil.day()), 2);
  cell.push_back('/');
  creneau::detail::append_padded(cell, static_cast<unsigned>(civil.month()), 2);
  cell.push_back('/');
  creneau::detail::append_padded(cell, static_cast<int>(civil.year()) % 100, 2);
  return cell;
}

std::string_view to_cell(ExamPart part) noexcept {
  constexpr std::array<std::string_view, kExamPartCount> kWords{"", "plateau", "circulation",
                                                                "complet"};
  return kWords[static_cast<std::size_t>(part)];
}

std::string to_cell(CategorySet categories) {
  std::string cell;
  for (std::size_t index = 0; index < kCategoryCount; ++index) {
    const auto category = static_cast<Category>(index);
    if (!categories.contains(category)) continue;
    if (!cell.empty()) cell.push_back(' ');
    cell += code_of(category);
  }
  return cell;
}

std::string to_cell(const DepartementSet& departements) {
  std::string cell;
  departements.for_each([&](Departement departement) {
    if (!cell.empty()) cell.push_back(' ');
    cell += departement.code();
  });
  return cell;
}

}  // namespace creneau::csv
