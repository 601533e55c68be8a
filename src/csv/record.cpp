#include "csv/record.hpp"

#include "creneau/policy/entry_texts.hpp"

namespace creneau::csv {

std::string Record::text(Heading heading) const {
  if (!is_entry_text(cell(heading))) fault(heading, ErrorCode::bad_text);
  return std::string(cell(heading));
}

std::string Record::required_text(Heading heading) const {
  if (is_empty(heading)) missing(heading);
  return text(heading);
}

CategorySet Record::categories(Heading heading) const {
  CategorySet set;
  const bool known = for_each_piece(cell(heading), [&](std::string_view piece) {
    const auto category = category_from(piece);
    if (category) set.insert(*category);
    return category.has_value();
  });
  if (!known) fault(heading, ErrorCode::bad_argument);
  return set;
}

void Record::check_nameless() const {
  for (const int place : columns_.nameless()) {
    const std::string& cell = row_.cells[static_cast<std::size_t>(place) - 1];
    if (!cell.empty())
      add_fault(faults_, row_.line, place, Error{ErrorCode::nameless_column}.with_text(cell), cell);
  }
}

}  // namespace creneau::csv
