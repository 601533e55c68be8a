#include "creneau/model/made_ids.hpp"
#include "creneau/policy/name_matching.hpp"
#include "sqlite/pool.hpp"
#include "sqlite/rows.hpp"

namespace creneau {

using sqlite::Connection;
using sqlite::for_each_row;
using sqlite::Statement;
using sqlite::stored;

namespace {

template <class Row, class Read>
[[nodiscard]] result<std::vector<Row>> read_all(Statement& query, Read&& read) {
  std::vector<Row> found;
  BOOST_OUTCOME_TRY(for_each_row(query, [&](const Statement& row) -> result<void> {
    BOOST_OUTCOME_TRY(Row it, read(row));
    found.push_back(std::move(it));
    return success();
  }));
  return found;
}

/// `select` with a filter by id where ids are named, by id.
template <class EntityId>
[[nodiscard]] result<Statement> some(Connection& connection, const char* select,
                                     const std::vector<EntityId>& ids, std::string& array) {
  std::string sql = select;
  if (!ids.empty()) sql += " WHERE id IN (SELECT value FROM json_each(?))";
  sql += " ORDER BY id";
  BOOST_OUTCOME_TRY(auto query, connection.statement(sql));
  array = sqlite::json_array(ids);
  if (!ids.empty()) query.bind(array);
  return query;
}

[[nodiscard]] CategorySet categories_at(const Statement& row, int column) noexcept {
  return CategorySet{static_cast<std::uint32_t>(row.number(column))};
}

[[nodiscard]] School school_at(const Statement& row) {
  School school;
  school.id = {row.number(0)};
  school.name = row.text(1);
  school.aurige_id = row.text(2);
  school.mail = row.text(3);
  school.categories = categories_at(row, 4);
  school.active = row.number(5) != 0;
  school.external_ref = row.text(6);
  return school;
}
#define CRENEAU_SCHOOL_COLUMNS "id, name, aurige_id, mail, categories, active, external_ref"

template <class Postings>
[[nodiscard]] result<void> read_postings(Connection& connection, InspectorId id,
                                         Postings& postings) {
  BOOST_OUTCOME_TRY(auto query,
                    connection.statement("SELECT departement, first_day, last_day FROM posting"
                                         " WHERE inspector = ? ORDER BY first_day"));
  query.bind(id.value);
  return for_each_row(query, [&](const Statement& row) -> result<void> {
    BOOST_OUTCOME_TRY(const Departement departement, sqlite::departement_at(row, 0));
    postings.push_back(
        {departement,
         {Date{std::chrono::days{row.number(1)}}, Date{std::chrono::days{row.number(2)}}}});
    return success();
  });
}

[[nodiscard]] result<DepartementSet> departements_of(Connection& connection, OfficeId id) {
  DepartementSet departements;
  BOOST_OUTCOME_TRY(auto query, connection.statement(
                                    "SELECT departement FROM office_departement WHERE office = ?"));
  query.bind(id.value);
  BOOST_OUTCOME_TRY(for_each_row(query, [&](const Statement& row) -> result<void> {
    BOOST_OUTCOME_TRY(const Departement departement, sqlite::departement_at(row, 0));
    departements.insert(departement);
    return success();
  }));
  return departements;
}

[[nodiscard]] result<std::optional<SchoolFacts>> read_school_facts(Connection& connection,
                                                                   SchoolId id) {
  BOOST_OUTCOME_TRY(auto query,
                    connection.statement("SELECT active, categories FROM school WHERE id = ?"));
  BOOST_OUTCOME_TRY(const bool found, query.bind(id.value).next());
  if (!found) return std::nullopt;
  return SchoolFacts{id, query.number(0) != 0, categories_at(query, 1)};
}

[[nodiscard]] result<void> read_inspector_facts(Connection& connection, InspectorId id,
                                                DirectoryFacts& facts) {
  BOOST_OUTCOME_TRY(
      auto query,
      connection.statement("SELECT id, categories, matricule FROM inspector WHERE id = ?"));
  BOOST_OUTCOME_TRY(const bool found, query.bind(id.value).next());
  if (!found) return success();
  InspectorFacts inspector{id, categories_at(query, 1), {}, std::string(query.text(2))};
  BOOST_OUTCOME_TRY(read_postings(connection, id, inspector.postings));
  facts.inspectors.push_back(std::move(inspector));
  return success();
}

}  // namespace

result<void> SqliteDatabase::look_up(const DirectoryNeeds& needs, DirectoryFacts& facts) const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  if (needs.office) {
    BOOST_OUTCOME_TRY(auto query, connection->statement("SELECT 1 FROM office WHERE id = ?"));
    BOOST_OUTCOME_TRY(const bool found, query.bind(needs.office.value).next());
    if (found) {
      BOOST_OUTCOME_TRY(const auto departements, departements_of(*connection, needs.office));
      facts.office = OfficeFacts{needs.office, departements};
    }
  }
  if (needs.school) {
    BOOST_OUTCOME_TRY(facts.school, read_school_facts(*connection, needs.school));
  }
  for (const SchoolId id : needs.more_schools) {
    BOOST_OUTCOME_TRY(const auto school, read_school_facts(*connection, id));
    if (school) facts.more_schools.push_back(*school);
  }
  for (const CentreId id : needs.centres) {
    BOOST_OUTCOME_TRY(auto query, connection->statement(
                                      "SELECT departement, categories FROM centre WHERE id = ?"));
    BOOST_OUTCOME_TRY(const bool found, query.bind(id.value).next());
    if (!found) continue;
    BOOST_OUTCOME_TRY(const Departement departement, sqlite::departement_at(query, 0));
    facts.centres.push_back({id, departement, categories_at(query, 1)});
  }
  std::vector<InspectorId> inspectors(needs.inspectors.begin(), needs.inspectors.end());
  if (needs.inspectors_of) {
    BOOST_OUTCOME_TRY(auto query, connection->statement("SELECT DISTINCT inspector FROM posting"
                                                        " WHERE departement = ? ORDER BY 1"));
    query.bind(needs.inspectors_of->code());
    BOOST_OUTCOME_TRY(for_each_row(query, [&](const Statement& row) -> result<void> {
      inspectors.push_back({row.number(0)});
      return success();
    }));
  }
  for (const InspectorId id : inspectors) {
    BOOST_OUTCOME_TRY(read_inspector_facts(*connection, id, facts));
  }
  return success();
}

result<std::vector<Office>> SqliteDatabase::offices(std::vector<OfficeId> ids) const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  std::string array;
  BOOST_OUTCOME_TRY(
      auto query,
      some(*connection, "SELECT id, name, mail, phone, external_ref FROM office", ids, array));
  return read_all<Office>(query, [&](const Statement& row) -> result<Office> {
    Office office;
    office.id = {row.number(0)};
    office.name = row.text(1);
    office.mail = row.text(2);
    office.phone = row.text(3);
    office.external_ref = row.text(4);
    BOOST_OUTCOME_TRY(office.departements, departements_of(*connection, office.id));
    return office;
  });
}

result<std::vector<School>> SqliteDatabase::schools(std::vector<SchoolId> ids) const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  std::string array;
  BOOST_OUTCOME_TRY(auto query,
                    some(*connection, "SELECT " CRENEAU_SCHOOL_COLUMNS " FROM school", ids, array));
  return read_all<School>(query,
                          [](const Statement& row) -> result<School> { return school_at(row); });
}

result<std::vector<Inspector>> SqliteDatabase::inspectors(std::vector<InspectorId> ids) const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  std::string array;
  BOOST_OUTCOME_TRY(
      auto query,
      some(*connection, "SELECT id, matricule, name, categories, external_ref FROM inspector", ids,
           array));
  return read_all<Inspector>(query, [&](const Statement& row) -> result<Inspector> {
    Inspector inspector;
    inspector.id = {row.number(0)};
    inspector.matricule = row.text(1);
    inspector.name = row.text(2);
    inspector.categories = categories_at(row, 3);
    inspector.external_ref = row.text(4);
    BOOST_OUTCOME_TRY(read_postings(*connection, inspector.id, inspector.postings));
    return inspector;
  });
}

result<std::vector<Centre>> SqliteDatabase::centres(std::vector<CentreId> ids) const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  std::string array;
  BOOST_OUTCOME_TRY(
      auto query,
      some(*connection, "SELECT id, name, place, departement, categories, external_ref FROM centre",
           ids, array));
  return read_all<Centre>(query, [](const Statement& row) -> result<Centre> {
    Centre centre;
    centre.id = {row.number(0)};
    centre.name = row.text(1);
    centre.place = row.text(2);
    BOOST_OUTCOME_TRY(centre.departement, sqlite::departement_at(row, 3));
    centre.categories = categories_at(row, 4);
    centre.external_ref = row.text(5);
    return centre;
  });
}

result<std::vector<School>> SqliteDatabase::find_schools(std::string_view text,
                                                         std::size_t limit) const {
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  if (!text.empty()) {
    BOOST_OUTCOME_TRY(auto exact, connection->statement("SELECT " CRENEAU_SCHOOL_COLUMNS
                                                        " FROM school WHERE aurige_id = ?"));
    BOOST_OUTCOME_TRY(const bool found, exact.bind(text).next());
    if (found) return std::vector<School>{school_at(exact)};
  }
  const std::string folded = fold_name(text);
  if (folded.empty() && !text.empty()) return std::vector<School>{};
  const std::string first_word = folded.substr(0, folded.find(' '));
  BOOST_OUTCOME_TRY(auto query, connection->statement("SELECT " CRENEAU_SCHOOL_COLUMNS
                                                      ", folded_name FROM school WHERE"
                                                      " ?1 = '' OR instr(folded_name, ?1) > 0"
                                                      " ORDER BY name, id"));
  query.bind(first_word);
  std::vector<School> found;
  while (found.size() < limit) {
    BOOST_OUTCOME_TRY(const bool row, query.next());
    if (!row) break;
    if (name_matches(query.text(7), folded)) found.push_back(school_at(query));
  }
  return found;
}

}  // namespace creneau
