#include <algorithm>

#include "creneau/policy/name_matching.hpp"
#include "postgres/directory_cache.hpp"
#include "postgres/directory_rows.hpp"

namespace creneau {

using postgres::As;
using postgres::Query;
using postgres::Row;
using postgres::Rows;

result<void> PostgresDatabase::look_up(const DirectoryNeeds& needs, DirectoryFacts& facts) const {
  DirectoryCache::Wanted wanted;
  if (needs.office) wanted.offices.push_back(needs.office);
  wanted.schools = needs.more_schools;
  if (needs.school) wanted.schools.push_back(needs.school);
  wanted.inspectors.assign(needs.inspectors.begin(), needs.inspectors.end());
  wanted.centres.assign(needs.centres.begin(), needs.centres.end());
  wanted.inspectors_of = needs.inspectors_of;
  BOOST_OUTCOME_TRY(auto found, directory_->get(std::move(wanted)));
  for (const Office& it : found.offices) facts.office = OfficeFacts{it.id, it.departements};
  const auto& more = needs.more_schools;
  for (const School& it : found.schools) {
    const SchoolFacts school{it.id, it.active, it.categories};
    if (it.id == needs.school) facts.school = school;
    if (std::find(more.begin(), more.end(), it.id) != more.end())
      facts.more_schools.push_back(school);
  }
  for (const Centre& it : found.centres)
    facts.centres.push_back({it.id, it.departement, it.categories});
  for (Inspector& it : found.inspectors) {
    InspectorFacts inspector{it.id, it.categories, {}, std::move(it.matricule)};
    inspector.postings.assign(it.postings.begin(), it.postings.end());
    facts.inspectors.push_back(std::move(inspector));
  }
  return success();
}

result<std::vector<Office>> PostgresDatabase::offices(std::vector<OfficeId> ids) const {
  if (ids.empty()) {
    const std::array queries{postgres::offices_query({}), postgres::office_departements_query({})};
    BOOST_OUTCOME_TRY(const auto answers, pool_->run(queries, As::one_moment));
    return postgres::offices_in(answers[0], answers[1]);
  }
  BOOST_OUTCOME_TRY(auto found, directory_->get({.offices = std::move(ids)}));
  return std::move(found.offices);
}

result<std::vector<School>> PostgresDatabase::schools(std::vector<SchoolId> ids) const {
  if (ids.empty()) {
    BOOST_OUTCOME_TRY(const Rows rows, pool_->run(postgres::schools_query({})));
    return postgres::schools_in(rows);
  }
  BOOST_OUTCOME_TRY(auto found, directory_->get({.schools = std::move(ids)}));
  return std::move(found.schools);
}

result<std::vector<Inspector>> PostgresDatabase::inspectors(std::vector<InspectorId> ids) const {
  if (ids.empty()) {
    const std::array queries{postgres::inspectors_query({}), postgres::postings_query({})};
    BOOST_OUTCOME_TRY(const auto answers, pool_->run(queries, As::one_moment));
    return postgres::inspectors_in(answers[0], answers[1]);
  }
  BOOST_OUTCOME_TRY(auto found, directory_->get({.inspectors = std::move(ids)}));
  return std::move(found.inspectors);
}

result<std::vector<Centre>> PostgresDatabase::centres(std::vector<CentreId> ids) const {
  if (ids.empty()) {
    BOOST_OUTCOME_TRY(const Rows rows, pool_->run(postgres::centres_query({})));
    return postgres::centres_in(rows);
  }
  BOOST_OUTCOME_TRY(auto found, directory_->get({.centres = std::move(ids)}));
  return std::move(found.centres);
}

result<std::vector<School>> PostgresDatabase::find_schools(std::string_view text,
                                                           std::size_t limit) const {
  const std::string folded = fold_name(text);
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
    BOOST_OUTCOME_TRY(postgres::append(found, answers[0], postgres::school_at));
    return found;
  }
  // Punctuation alone matches none.
  if (folded.empty() && !text.empty()) return found;
  for (int index = 0; index < answers[1].size() && found.size() < limit; ++index) {
    const Row row(answers[1], index);
    if (!name_matches(row.text(7), folded)) continue;
    BOOST_OUTCOME_TRY(School school, postgres::school_at(row, 0));
    found.push_back(std::move(school));
  }
  return found;
}

}  // namespace creneau
