#include "postgres/directory_rows.hpp"

#include <algorithm>

namespace creneau::postgres {

namespace {

/// `select` with a filter by id where ids are named, and what stands behind it.
template <class EntityId>
[[nodiscard]] Query some(std::string_view select, const std::vector<EntityId>& ids,
                         std::string_view id_column, std::string_view order) {
  Query query(select);
  if (!ids.empty())
    query.append(" WHERE ").append(id_column).with(" = ANY (", id_array(ids), "::bigint[])");
  return query.append(order);
}

/// The entity of that id; null: it is not among them, who come by id.
template <class Entity>
[[nodiscard]] Entity* among(std::vector<Entity>& all, std::int64_t id) noexcept {
  const auto found =
      std::lower_bound(all.begin(), all.end(), id,
                       [](const Entity& it, std::int64_t of) { return it.id.value < of; });
  return found != all.end() && found->id.value == id ? &*found : nullptr;
}

}  // namespace

result<School> school_at(const Row& row, int column) {
  School school;
  school.id = {row.number(column)};
  school.name = row.text(column + 1);
  school.aurige_id = row.text(column + 2);
  school.mail = row.text(column + 3);
  school.categories = categories_at(row, column + 4);
  school.active = row.flag(column + 5);
  school.external_ref = row.text(column + 6);
  return school;
}

Query offices_query(const std::vector<OfficeId>& ids) {
  return some("SELECT id, name, mail, phone, external_ref FROM creneau.office", ids, "id",
              " ORDER BY id");
}
Query office_departements_query(const std::vector<OfficeId>& ids) {
  return some("SELECT office, departement FROM creneau.office_departement", ids, "office", "");
}
Query schools_query(const std::vector<SchoolId>& ids) {
  return some("SELECT " CRENEAU_PG_SCHOOL_COLUMNS " FROM creneau.school", ids, "id",
              " ORDER BY id");
}
Query inspectors_query(const std::vector<InspectorId>& ids) {
  return some("SELECT id, matricule, name, categories, external_ref FROM creneau.inspector", ids,
              "id", " ORDER BY id");
}
Query postings_query(const std::vector<InspectorId>& ids) {
  return some("SELECT inspector, departement, first_day, last_day FROM creneau.posting", ids,
              "inspector", " ORDER BY inspector, first_day");
}
namespace {

[[nodiscard]] Query posted(std::string_view select, const std::vector<InspectorId>& ids,
                           Departement posted_in, std::string_view order) {
  Query query(select);
  query.with(" = ANY (", id_array(ids), "::bigint[]")
      .with(" || ARRAY(SELECT inspector FROM creneau.posting WHERE departement = ",
            posted_in.code(), "))");
  return query.append(order);
}

}  // namespace

Query inspectors_query(const std::vector<InspectorId>& ids, Departement posted_in) {
  return posted(
      "SELECT id, matricule, name, categories, external_ref FROM creneau.inspector"
      " WHERE id",
      ids, posted_in, " ORDER BY id");
}
Query postings_query(const std::vector<InspectorId>& ids, Departement posted_in) {
  return posted(
      "SELECT inspector, departement, first_day, last_day FROM creneau.posting"
      " WHERE inspector",
      ids, posted_in, " ORDER BY inspector, first_day");
}
Query centres_query(const std::vector<CentreId>& ids) {
  return some("SELECT id, name, place, departement, categories, external_ref FROM creneau.centre",
              ids, "id", " ORDER BY id");
}

result<std::vector<Office>> offices_in(const Rows& offices, const Rows& departements) {
  std::vector<Office> found;
  BOOST_OUTCOME_TRY(append(found, offices, [](const Row& row, int) -> result<Office> {
    Office office;
    office.id = {row.number(0)};
    office.name = row.text(1);
    office.mail = row.text(2);
    office.phone = row.text(3);
    office.external_ref = row.text(4);
    return office;
  }));
  BOOST_OUTCOME_TRY(for_each_row(departements, [&](const Row& row) -> result<void> {
    BOOST_OUTCOME_TRY(const Departement departement, departement_at(row, 1));
    if (Office* owner = among(found, row.number(0))) owner->departements.insert(departement);
    return success();
  }));
  return found;
}

result<std::vector<School>> schools_in(const Rows& schools) {
  std::vector<School> found;
  BOOST_OUTCOME_TRY(append(found, schools, school_at));
  return found;
}

result<std::vector<Inspector>> inspectors_in(const Rows& inspectors, const Rows& postings) {
  std::vector<Inspector> found;
  BOOST_OUTCOME_TRY(append(found, inspectors, [](const Row& row, int) -> result<Inspector> {
    Inspector inspector;
    inspector.id = {row.number(0)};
    inspector.matricule = row.text(1);
    inspector.name = row.text(2);
    inspector.categories = categories_at(row, 3);
    inspector.external_ref = row.text(4);
    return inspector;
  }));
  BOOST_OUTCOME_TRY(for_each_row(postings, [&](const Row& row) -> result<void> {
    BOOST_OUTCOME_TRY(const Departement departement, departement_at(row, 1));
    if (Inspector* owner = among(found, row.number(0)))
      owner->postings.push_back(
          {departement,
           {Date{std::chrono::days{row.number(2)}}, Date{std::chrono::days{row.number(3)}}}});
    return success();
  }));
  return found;
}

result<std::vector<Centre>> centres_in(const Rows& centres) {
  std::vector<Centre> found;
  BOOST_OUTCOME_TRY(append(found, centres, [](const Row& row, int) -> result<Centre> {
    Centre centre;
    centre.id = {row.number(0)};
    centre.name = row.text(1);
    centre.place = row.text(2);
    BOOST_OUTCOME_TRY(centre.departement, departement_at(row, 3));
    centre.categories = categories_at(row, 4);
    centre.external_ref = row.text(5);
    return centre;
  }));
  return found;
}

}  // namespace creneau::postgres
