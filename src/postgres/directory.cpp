#include <algorithm>

#include "creneau/policy/name_matching.hpp"
#include "postgres/pool.hpp"
#include "postgres/rows.hpp"

namespace creneau {

using postgres::As;
using postgres::Query;
using postgres::Row;
using postgres::Rows;

namespace {

#define CRENEAU_PG_SCHOOL_COLUMNS "id, name, aurige_id, mail, categories, active, external_ref"

/// `select` with a filter by id where ids are named, and what stands behind it.
template <class EntityId>
[[nodiscard]] Query some(std::string_view select, const std::vector<EntityId>& ids,
                         std::string_view id_column, std::string_view order) {
  Query query(select);
  if (!ids.empty()) {
    query.append(" WHERE ").append(id_column);
    query.with(" = ANY (", postgres::id_array(ids), "::bigint[])");
  }
  return query.append(order);
}

[[nodiscard]] CategorySet categories_at(const Row& row, int column) noexcept {
  return CategorySet{static_cast<std::uint32_t>(row.number(column))};
}

[[nodiscard]] result<School> school_at(const Row& row, int) {
  School school;
  school.id = {row.number(0)};
  school.name = row.text(1);
  school.aurige_id = row.text(2);
  school.mail = row.text(3);
  school.categories = categories_at(row, 4);
  school.active = row.flag(5);
  school.external_ref = row.text(6);
  return school;
}

/// Adds the postings of rows (inspector, departement, first_day, last_day) to inspectors by id.
template <class Inspectors>
[[nodiscard]] result<void> add_postings(const Rows& rows, Inspectors& inspectors) {
  return postgres::for_each_row(rows, [&](const Row& row) -> result<void> {
    const InspectorId id{row.number(0)};
    const auto owner = std::lower_bound(inspectors.begin(), inspectors.end(), id,
                                        [](const auto& it, InspectorId of) { return it.id < of; });
    if (owner == inspectors.end() || owner->id != id) return success();
    BOOST_OUTCOME_TRY(const Departement departement, postgres::departement_at(row, 1));
    owner->postings.push_back(
        {departement,
         {Date{std::chrono::days{row.number(2)}}, Date{std::chrono::days{row.number(3)}}}});
    return success();
  });
}

}  // namespace

result<void> PostgresDatabase::look_up(const DirectoryNeeds& needs, DirectoryFacts& facts) const {
  std::vector<SchoolId> schools = needs.more_schools;
  if (needs.school) schools.push_back(needs.school);
  constexpr std::string_view kInspectors =
      " = ANY ($1::bigint[] || ARRAY(SELECT inspector FROM creneau.posting WHERE departement = "
      "$2))";
  const std::string of_departement(needs.inspectors_of ? needs.inspectors_of->code() : "");
  const std::string inspector_ids = postgres::id_array(needs.inspectors);
  std::vector<Query> queries{
      Query{
          "SELECT o.id, d.departement FROM creneau.office o LEFT JOIN creneau.office_departement d"
          " ON d.office = o.id WHERE o.id = $1::bigint"},
      Query{"SELECT id, active, categories FROM creneau.school WHERE id = ANY ($1::bigint[])"},
      Query{
          "SELECT id, departement, categories FROM creneau.centre WHERE id = ANY ($1::bigint[])"}};
  queries[0].bind(needs.office.value);
  queries[1].bind(postgres::id_array(schools));
  queries[2].bind(postgres::id_array(needs.centres));
  const bool has_inspectors = !needs.inspectors.empty() || needs.inspectors_of;
  if (has_inspectors) {
    queries.emplace_back("SELECT id, categories, matricule FROM creneau.inspector WHERE id")
        .append(kInspectors)
        .append(" ORDER BY id");
    queries
        .emplace_back(
            "SELECT inspector, departement, first_day, last_day FROM creneau.posting WHERE "
            "inspector")
        .append(kInspectors)
        .append(" ORDER BY inspector, first_day");
    for (std::size_t place : {3U, 4U}) queries[place].bind(inspector_ids).bind(of_departement);
  }
  BOOST_OUTCOME_TRY(const auto answers, pool_->run(queries, As::one_moment));
  if (needs.office && !answers[0].empty()) {
    facts.office = OfficeFacts{needs.office, {}};
    BOOST_OUTCOME_TRY(postgres::for_each_row(answers[0], [&](const Row& row) -> result<void> {
      if (row.is_null(1)) return success();
      BOOST_OUTCOME_TRY(const Departement departement, postgres::departement_at(row, 1));
      facts.office->departements.insert(departement);
      return success();
    }));
  }
  const auto& more = needs.more_schools;
  BOOST_OUTCOME_TRY(postgres::for_each_row(answers[1], [&](const Row& row) -> result<void> {
    const SchoolFacts school{{row.number(0)}, row.flag(1), categories_at(row, 2)};
    if (school.id == needs.school) facts.school = school;
    if (std::find(more.begin(), more.end(), school.id) != more.end())
      facts.more_schools.push_back(school);
    return success();
  }));
  BOOST_OUTCOME_TRY(postgres::for_each_row(answers[2], [&](const Row& row) -> result<void> {
    BOOST_OUTCOME_TRY(const Departement departement, postgres::departement_at(row, 1));
    facts.centres.push_back({{row.number(0)}, departement, categories_at(row, 2)});
    return success();
  }));
  if (!has_inspectors) return success();
  std::vector<InspectorFacts> inspectors;
  BOOST_OUTCOME_TRY(
      postgres::append(inspectors, answers[3], [](const Row& row, int) -> result<InspectorFacts> {
        return InspectorFacts{{row.number(0)}, categories_at(row, 1), {}, std::string(row.text(2))};
      }));
  BOOST_OUTCOME_TRY(add_postings(answers[4], inspectors));
  std::move(inspectors.begin(), inspectors.end(), std::back_inserter(facts.inspectors));
  return success();
}

result<std::vector<Office>> PostgresDatabase::offices(std::vector<OfficeId> ids) const {
  const std::array queries{
      some("SELECT id, name, mail, phone, external_ref FROM creneau.office", ids, "id",
           " ORDER BY id"),
      some("SELECT office, departement FROM creneau.office_departement", ids, "office", "")};
  BOOST_OUTCOME_TRY(const auto answers, pool_->run(queries, As::one_moment));
  std::vector<Office> found;
  BOOST_OUTCOME_TRY(postgres::append(found, answers[0], [](const Row& row, int) -> result<Office> {
    Office office;
    office.id = {row.number(0)};
    office.name = row.text(1);
    office.mail = row.text(2);
    office.phone = row.text(3);
    office.external_ref = row.text(4);
    return office;
  }));
  BOOST_OUTCOME_TRY(postgres::for_each_row(answers[1], [&](const Row& row) -> result<void> {
    BOOST_OUTCOME_TRY(const Departement departement, postgres::departement_at(row, 1));
    for (Office& it : found)
      if (it.id.value == row.number(0)) it.departements.insert(departement);
    return success();
  }));
  return found;
}

result<std::vector<School>> PostgresDatabase::schools(std::vector<SchoolId> ids) const {
  BOOST_OUTCOME_TRY(const Rows rows,
                    pool_->run(some("SELECT " CRENEAU_PG_SCHOOL_COLUMNS " FROM creneau.school", ids,
                                    "id", " ORDER BY id")));
  std::vector<School> found;
  BOOST_OUTCOME_TRY(postgres::append(found, rows, school_at));
  return found;
}

result<std::vector<Inspector>> PostgresDatabase::inspectors(std::vector<InspectorId> ids) const {
  const std::array queries{
      some("SELECT id, matricule, name, categories, external_ref FROM creneau.inspector", ids, "id",
           " ORDER BY id"),
      some("SELECT inspector, departement, first_day, last_day FROM creneau.posting", ids,
           "inspector", " ORDER BY inspector, first_day")};
  BOOST_OUTCOME_TRY(const auto answers, pool_->run(queries, As::one_moment));
  std::vector<Inspector> found;
  BOOST_OUTCOME_TRY(
      postgres::append(found, answers[0], [](const Row& row, int) -> result<Inspector> {
        Inspector inspector;
        inspector.id = {row.number(0)};
        inspector.matricule = row.text(1);
        inspector.name = row.text(2);
        inspector.categories = categories_at(row, 3);
        inspector.external_ref = row.text(4);
        return inspector;
      }));
  BOOST_OUTCOME_TRY(add_postings(answers[1], found));
  return found;
}

result<std::vector<Centre>> PostgresDatabase::centres(std::vector<CentreId> ids) const {
  BOOST_OUTCOME_TRY(const Rows rows,
                    pool_->run(some("SELECT id, name, place, departement, categories, external_ref"
                                    " FROM creneau.centre",
                                    ids, "id", " ORDER BY id")));
  std::vector<Centre> found;
  BOOST_OUTCOME_TRY(postgres::append(found, rows, [](const Row& row, int) -> result<Centre> {
    Centre centre;
    centre.id = {row.number(0)};
    centre.name = row.text(1);
    centre.place = row.text(2);
    BOOST_OUTCOME_TRY(centre.departement, postgres::departement_at(row, 3));
    centre.categories = categories_at(row, 4);
    centre.external_ref = row.text(5);
    return centre;
  }));
  return found;
}

result<std::vector<School>> PostgresDatabase::find_schools(std::string_view text,
                                                           std::size_t limit) const {
  const std::string folded = fold_name(text);
  const bool is_nothing = folded.empty() && !text.empty();
  std::array<Query, 2> queries{
      Query{"SELECT " CRENEAU_PG_SCHOOL_COLUMNS
            " FROM creneau.school WHERE aurige_id = $1 AND $1 <> ''"},
      Query{"SELECT " CRENEAU_PG_SCHOOL_COLUMNS ", folded_name FROM creneau.school"
            " WHERE $1 = '' OR strpos(folded_name, $1) > 0 ORDER BY name, id"}};
  queries[0].bind(text);
  queries[1].bind(std::string_view(folded).substr(0, folded.find(' ')));
  BOOST_OUTCOME_TRY(const auto answers, pool_->run(queries, As::one_moment));
  std::vector<School> found;
  if (!answers[0].empty()) {
    BOOST_OUTCOME_TRY(postgres::append(found, answers[0], school_at));
    return found;
  }
  if (is_nothing) return found;
  for (int index = 0; index < answers[1].size() && found.size() < limit; ++index) {
    const Row row(answers[1], index);
    if (!name_matches(row.text(7), folded)) continue;
    BOOST_OUTCOME_TRY(School school, school_at(row, 0));
    found.push_back(std::move(school));
  }
  return found;
}

}  // namespace creneau
