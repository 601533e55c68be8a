#include "csv/headings.hpp"

#include <algorithm>

#include "creneau/policy/name_matching.hpp"
#include "csv/guard.hpp"

namespace creneau::csv {

namespace {

struct Name {
  std::string_view folded;
  Heading heading;
};

constexpr std::array<std::string_view, kHeadingCount> kNames{
    "Date",  "Heure",     "Matricule", "Nom",    "Centre", "Departement", "Catégorie",   "Épreuve",
    "Début", "Fin",       "Unités",    "Statut", "École",  "IdAurige",    "Réservation", "Id",
    "Mail",  "Telephone", "Actif",     "Du",     "Au",     "Lieu",        "Reference"};

/// Lower case, without accents and without anything but letters and digits.
constexpr std::array kFoldedNames{
    Name{"date", Heading::date},
    Name{"heure", Heading::time},
    Name{"time", Heading::time},
    Name{"matricule", Heading::matricule},
    Name{"inspecteur", Heading::matricule},
    Name{"inspector", Heading::matricule},
    Name{"nom", Heading::name},
    Name{"non", Heading::name},
    Name{"name", Heading::name},
    Name{"centre", Heading::centre},
    Name{"departement", Heading::departement},
    Name{"departements", Heading::departement},
    Name{"categorie", Heading::category},
    Name{"categories", Heading::category},
    Name{"category", Heading::category},
    Name{"epreuve", Heading::part},
    Name{"part", Heading::part},
    Name{"debut", Heading::start},
    Name{"start", Heading::start},
    Name{"fin", Heading::end},
    Name{"end", Heading::end},
    Name{"unites", Heading::units},
    Name{"units", Heading::units},
    Name{"statut", Heading::status},
    Name{"status", Heading::status},
    Name{"ecole", Heading::school},
    Name{"autoecole", Heading::school},
    Name{"raisonsociale", Heading::school},
    Name{"school", Heading::school},
    Name{"idaurige", Heading::aurige_id},
    Name{"aurige", Heading::aurige_id},
    Name{"aurigeid", Heading::aurige_id},
    Name{"reservation", Heading::reservation},
    Name{"id", Heading::id},
    Name{"mail", Heading::mail},
    Name{"email", Heading::mail},
    Name{"courriel", Heading::mail},
    Name{"telephone", Heading::phone},
    Name{"tel", Heading::phone},
    Name{"actif", Heading::active},
    Name{"active", Heading::active},
    Name{"du", Heading::from},
    Name{"au", Heading::to},
    Name{"lieu", Heading::place},
    Name{"adresse", Heading::place},
    Name{"reference", Heading::reference},
};

}  // namespace

std::string_view name_of(Heading heading) noexcept {
  return kNames[static_cast<std::size_t>(heading)];
}

std::optional<Heading> heading_from(std::string_view text) {
  std::string folded = fold_name(text);
  std::erase(folded, ' ');
  const auto* const found = std::find_if(kFoldedNames.begin(), kFoldedNames.end(),
                                         [&](const Name& name) { return name.folded == folded; });
  if (found == kFoldedNames.end()) return std::nullopt;
  return found->heading;
}

Columns::Columns(const Row& headings, Faults& faults) : headings_(headings) {
  int column = 0;
  for (const std::string& text : headings.cells) {
    ++column;
    if (text.empty()) nameless_.push_back(column);
    const auto heading = heading_from(text);
    if (!heading) continue;
    int& place = places_[static_cast<std::size_t>(*heading)];
    if (place != 0)
      add_fault(faults, headings.line, column,
                Error{ErrorCode::duplicate_column}
                    .with_limit(place, column)
                    .with_text(std::string(name_of(*heading))),
                text);
    else
      place = column;
  }
}

void Columns::require(Heading heading, Faults& faults, std::string_view name) const {
  if (!has(heading))
    add_fault(faults, headings_.line, 0,
              Error{ErrorCode::missing_column}.with_text(std::string(name)));
}

std::optional<FileKind> kind_of(const Columns& columns) noexcept {
  if (columns.has(Heading::date) || columns.has(Heading::time)) return FileKind::planning;
  if (columns.has(Heading::aurige_id) || columns.has(Heading::school)) return FileKind::schools;
  if (columns.has(Heading::matricule)) return FileKind::inspectors;
  if (columns.has(Heading::mail) || columns.has(Heading::phone)) return FileKind::offices;
  if (columns.has(Heading::place) ||
      (columns.has(Heading::name) && columns.has(Heading::departement)))
    return FileKind::centres;
  return std::nullopt;
}

result<FileKind> kind_of_file(std::string_view bytes, Encoding encoding) {
  return guarded([&]() -> result<FileKind> {
    Faults faults;
    BOOST_OUTCOME_TRY(const Table table, read_table(bytes, encoding, faults, 0));
    Faults ignored;
    if (const auto kind = kind_of(Columns(table.headings, ignored))) return *kind;
    if (!faults.empty()) return std::move(faults.front().error);
    return Error{ErrorCode::bad_file, {Subject::Kind::line, table.headings.line}};
  });
}

}  // namespace creneau::csv
