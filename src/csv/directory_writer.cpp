#include "creneau/csv/directory.hpp"
#include "csv/values.hpp"

namespace creneau::csv {

namespace {

std::string begin_file(const Style& style) {
  return style.utf8_mark ? std::string(kUtf8Mark) : std::string{};
}

template <class Entity>
std::string id_cell(Id<Entity> id) {
  return id ? std::to_string(id.value) : std::string{};
}

}  // namespace

std::string write_offices(std::span<const Office> offices, const Style& style) {
  std::string file = begin_file(style);
  RowWriter row(file, style);
  row.row({"Id", "Nom", "Mail", "Telephone", "Departements", "Reference"});
  for (const Office& office : offices) {
    row << id_cell(office.id) << Text{office.name} << Text{office.mail} << Text{office.phone}
        << to_cell(office.departements) << Text{office.external_ref};
    row.end_row();
  }
  return file;
}

std::string write_schools(std::span<const School> schools, const Style& style) {
  std::string file = begin_file(style);
  RowWriter row(file, style);
  row.row({"Id", "RaisonSociale", "IdAurige", "Mail", "Categories", "Actif", "Reference"});
  for (const School& school : schools) {
    row << id_cell(school.id) << Text{school.name} << Text{school.aurige_id} << Text{school.mail}
        << to_cell(school.categories) << (school.active ? "Oui" : "Non")
        << Text{school.external_ref};
    row.end_row();
  }
  return file;
}

std::string write_inspectors(std::span<const Inspector> inspectors, const Style& style) {
  std::string file = begin_file(style);
  RowWriter row(file, style);
  row.row({"Id", "Matricule", "Nom", "Categories", "Departement", "Du", "Au", "Reference"});
  const auto write = [&](const Inspector& inspector, std::string_view departement,
                         std::string_view from, std::string_view to) {
    row << id_cell(inspector.id) << Text{inspector.matricule} << Text{inspector.name}
        << to_cell(inspector.categories) << departement << from << to
        << Text{inspector.external_ref};
    row.end_row();
  };
  for (const Inspector& inspector : inspectors) {
    if (inspector.postings.empty()) write(inspector, {}, {}, {});
    for (const auto& [departement, period] : inspector.postings)
      write(inspector, departement.code(),
            period.first == kFirstDate ? std::string{} : to_cell(period.first),
            period.last == kLastDate ? std::string{} : to_cell(period.last));
  }
  return file;
}

std::string write_centres(std::span<const Centre> centres, const Style& style) {
  std::string file = begin_file(style);
  RowWriter row(file, style);
  row.row({"Id", "Nom", "Lieu", "Departement", "Categories", "Reference"});
  for (const Centre& centre : centres) {
    row << id_cell(centre.id) << Text{centre.name} << Text{centre.place}
        << centre.departement.code() << to_cell(centre.categories) << Text{centre.external_ref};
    row.end_row();
  }
  return file;
}

}  // namespace creneau::csv
