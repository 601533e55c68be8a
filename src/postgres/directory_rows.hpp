#pragma once
/// \file
/// The directory's rows. Internal.

#include "creneau/model/directory.hpp"
#include "postgres/rows.hpp"

namespace creneau::postgres {

#define CRENEAU_PG_SCHOOL_COLUMNS "id, name, aurige_id, mail, categories, active, external_ref"

[[nodiscard]] inline CategorySet categories_at(const Row& row, int column) noexcept {
  return CategorySet{static_cast<std::uint32_t>(row.number(column))};
}
[[nodiscard]] result<School> school_at(const Row& row, int column);

/// The queries that give entities, with these ids or all, by id: first the entities, then what hangs
/// on them.
[[nodiscard]] Query offices_query(const std::vector<OfficeId>& ids);
[[nodiscard]] Query office_departements_query(const std::vector<OfficeId>& ids);
[[nodiscard]] Query schools_query(const std::vector<SchoolId>& ids);
[[nodiscard]] Query inspectors_query(const std::vector<InspectorId>& ids);
[[nodiscard]] Query postings_query(const std::vector<InspectorId>& ids);
/// The same with all that were ever posted in a département.
[[nodiscard]] Query inspectors_query(const std::vector<InspectorId>& ids, Departement posted_in);
[[nodiscard]] Query postings_query(const std::vector<InspectorId>& ids, Departement posted_in);
[[nodiscard]] Query centres_query(const std::vector<CentreId>& ids);

/// What these queries gave.
[[nodiscard]] result<std::vector<Office>> offices_in(const Rows& offices, const Rows& departements);
[[nodiscard]] result<std::vector<School>> schools_in(const Rows& schools);
[[nodiscard]] result<std::vector<Inspector>> inspectors_in(const Rows& inspectors,
                                                           const Rows& postings);
[[nodiscard]] result<std::vector<Centre>> centres_in(const Rows& centres);

}  // namespace creneau::postgres
