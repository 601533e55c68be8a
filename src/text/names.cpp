#include "creneau/text/names.hpp"

#include <algorithm>

#include "creneau/policy/name_matching.hpp"
#include "text/catalogue.hpp"
#include "text/fill.hpp"

namespace creneau::text {

namespace {

/// Puts the rows of `ids` into the table, and an empty place for each that is not there.
template <class Table, class EntityId, class Read>
result<void> read_into(Table& table, std::vector<EntityId> ids, Read&& read) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::erase_if(ids, [&](EntityId id) { return !id || table.contains(id.value); });
  if (ids.empty()) return success();  // no ids would mean all of them
  BOOST_OUTCOME_TRY(auto rows, read(ids));
  for (auto& row : rows) table.insert_or_assign(row.id.value, std::move(row));
  for (const EntityId id : ids) table.try_emplace(id.value);
  return success();
}

}  // namespace

std::string one_line(std::string_view text, std::size_t most) {
  std::string line;
  while (!text.empty()) {
    const auto [value, length] = creneau::detail::decode_utf8(text);
    if (line.size() + length > most) {
      line += "…";
      break;
    }
    // Line and paragraph separators, and marks that turn the direction of the text around them.
    const bool unsettles =
        (value >= 0x2028 && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
    if (value < 0x20 || (value >= 0x7F && value < 0xA0) || unsettles)
      line.push_back(' ');
    else if (value == 0xFFFD)
      line += "\uFFFD";
    else
      line += text.substr(0, length);
    text.remove_prefix(length);
  }
  return line;
}

result<void> Names::read(std::vector<SchoolId> ids) {
  return read_into(schools_, std::move(ids), [&](auto& some) { return directory_.schools(some); });
}
result<void> Names::read(std::vector<OfficeId> ids) {
  return read_into(offices_, std::move(ids), [&](auto& some) { return directory_.offices(some); });
}
result<void> Names::read(std::vector<CentreId> ids) {
  return read_into(centres_, std::move(ids), [&](auto& some) { return directory_.centres(some); });
}
result<void> Names::read(std::vector<InspectorId> ids) {
  return read_into(inspectors_, std::move(ids),
                   [&](auto& some) { return directory_.inspectors(some); });
}

const School* Names::find(SchoolId id) {
  return find_in(schools_, id);
}
const Office* Names::find(OfficeId id) {
  return find_in(offices_, id);
}
const Centre* Names::find(CentreId id) {
  return find_in(centres_, id);
}
const Inspector* Names::find(InspectorId id) {
  return find_in(inspectors_, id);
}

std::string Names::of(SchoolId id) {
  const School* school = find(id);
  return school != nullptr && !school->name.empty() ? quoted(school->name) : numbered(id.value);
}
std::string Names::of(OfficeId id) {
  const Office* office = find(id);
  return office != nullptr && !office->name.empty() ? quoted(office->name) : numbered(id.value);
}
std::string Names::of(CentreId id) {
  const Centre* centre = find(id);
  return centre != nullptr && !centre->name.empty() ? quoted(centre->name) : numbered(id.value);
}
std::string Names::of(InspectorId id) {
  const Inspector* inspector = find(id);
  if (inspector == nullptr) return numbered(id.value);
  const std::string name = one_line(inspector->name);
  const std::string matricule = one_line(inspector->matricule);
  if (name.empty()) return matricule.empty() ? numbered(id.value) : matricule;
  if (matricule.empty() || name.find(matricule) != std::string::npos) return name;
  return name + " (" + matricule + ")";
}

std::string Names::quoted(std::string_view name) const {
  return fill(language_, pattern(Key::quoted, language_), {{"name", one_line(name)}});
}
std::string Names::numbered(std::int64_t id) const {
  if (id == 0) return {};
  return fill(language_, pattern(Key::numbered, language_), {{"id", std::to_string(id)}});
}

}  // namespace creneau::text
