#include "postgres/directory_cache.hpp"

#include <algorithm>

#include "postgres/directory_rows.hpp"

namespace creneau {

using postgres::As;
using postgres::Query;
using postgres::Row;
using postgres::Rows;

namespace {

template <class Id>
void sort_once_each(std::vector<Id>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

/// Moves those that are kept, and exist, to `found`; leaves those that are not in `ids`.
template <class EntityId, class Entity, class Kept>
void take(const Kept& kept, std::vector<EntityId>& ids, std::vector<Entity>& found) {
  std::erase_if(ids, [&](EntityId id) {
    const auto known = kept.find(id);
    if (known == kept.end()) return false;
    if (known->second) found.push_back(*known->second);
    return true;
  });
}

template <class EntityId, class Entity, class Kept>
void note(Kept& kept, const std::vector<EntityId>& ids, const std::vector<Entity>& found) {
  // What is not there is known not to be.
  for (const EntityId id : ids) kept[id] = std::nullopt;
  for (const Entity& it : found) kept[it.id] = it;
}

template <class Entity>
void append_by_id(std::vector<Entity>& to, std::vector<Entity>&& more) {
  std::move(more.begin(), more.end(), std::back_inserter(to));
  std::sort(to.begin(), to.end(), [](const Entity& a, const Entity& b) { return a.id < b.id; });
}

}  // namespace

void PostgresDatabase::DirectoryCache::take_kept(Wanted& wanted, Found& found) {
  const std::int64_t version = pool_.known().directory_version();
  const std::lock_guard lock(mutex_);
  if (version == 0 || version != version_) return;
  if (wanted.inspectors_of) {
    const auto known = inspectors_of_.find(*wanted.inspectors_of);
    if (known != inspectors_of_.end()) {
      wanted.inspectors.insert(wanted.inspectors.end(), known->second.begin(), known->second.end());
      sort_once_each(wanted.inspectors);
      wanted.inspectors_of.reset();
    }
  }
  take(offices_, wanted.offices, found.offices);
  take(schools_, wanted.schools, found.schools);
  take(inspectors_, wanted.inspectors, found.inspectors);
  take(centres_, wanted.centres, found.centres);
}

void PostgresDatabase::DirectoryCache::keep(const Wanted& wanted, const Found& found,
                                            std::int64_t version) {
  const std::lock_guard lock(mutex_);
  if (version < version_) return;
  if (version > version_) {
    offices_.clear();
    schools_.clear();
    inspectors_.clear();
    centres_.clear();
    inspectors_of_.clear();
    version_ = version;
  }
  note(offices_, wanted.offices, found.offices);
  note(schools_, wanted.schools, found.schools);
  note(inspectors_, wanted.inspectors, found.inspectors);
  note(centres_, wanted.centres, found.centres);
  if (!wanted.inspectors_of) return;
  std::vector<InspectorId>& there = inspectors_of_[*wanted.inspectors_of];
  there.clear();
  for (const Inspector& it : found.inspectors)
    if (std::any_of(it.postings.begin(), it.postings.end(), [&](const Posting& posting) {
          return posting.departement == *wanted.inspectors_of;
        }))
      there.push_back(it.id);
}

result<PostgresDatabase::DirectoryCache::Found> PostgresDatabase::DirectoryCache::read(
    const Wanted& wanted, std::int64_t& version) {
  std::vector<Query> queries{Query{"SELECT version FROM creneau.directory_version"}};
  const auto ask = [&](Query query) {
    queries.push_back(std::move(query));
    return queries.size() - 1;
  };
  std::size_t offices = 0;
  std::size_t schools = 0;
  std::size_t inspectors = 0;
  std::size_t centres = 0;
  if (!wanted.offices.empty()) {
    offices = ask(postgres::offices_query(wanted.offices));
    ask(postgres::office_departements_query(wanted.offices));
  }
  if (!wanted.schools.empty()) schools = ask(postgres::schools_query(wanted.schools));
  if (!wanted.centres.empty()) centres = ask(postgres::centres_query(wanted.centres));
  if (wanted.inspectors_of) {
    inspectors = ask(postgres::inspectors_query(wanted.inspectors, *wanted.inspectors_of));
    ask(postgres::postings_query(wanted.inspectors, *wanted.inspectors_of));
  } else if (!wanted.inspectors.empty()) {
    inspectors = ask(postgres::inspectors_query(wanted.inspectors));
    ask(postgres::postings_query(wanted.inspectors));
  }
  BOOST_OUTCOME_TRY(const auto answers, pool_.run(queries, As::one_moment));
  version = Row(answers[0], 0).number(0);
  pool_.known().remember_directory(version);
  Found found;
  if (offices != 0) {
    BOOST_OUTCOME_TRY(found.offices, postgres::offices_in(answers[offices], answers[offices + 1]));
  }
  if (schools != 0) {
    BOOST_OUTCOME_TRY(found.schools, postgres::schools_in(answers[schools]));
  }
  if (centres != 0) {
    BOOST_OUTCOME_TRY(found.centres, postgres::centres_in(answers[centres]));
  }
  if (inspectors != 0) {
    BOOST_OUTCOME_TRY(found.inspectors,
                      postgres::inspectors_in(answers[inspectors], answers[inspectors + 1]));
  }
  return found;
}

result<PostgresDatabase::DirectoryCache::Found> PostgresDatabase::DirectoryCache::get(
    Wanted wanted) {
  sort_once_each(wanted.offices);
  sort_once_each(wanted.schools);
  sort_once_each(wanted.inspectors);
  sort_once_each(wanted.centres);
  Found found;
  take_kept(wanted, found);
  if (wanted.offices.empty() && wanted.schools.empty() && wanted.inspectors.empty() &&
      wanted.centres.empty() && !wanted.inspectors_of)
    return found;
  std::int64_t version = 0;
  BOOST_OUTCOME_TRY(auto more, read(wanted, version));
  keep(wanted, more, version);
  append_by_id(found.offices, std::move(more.offices));
  append_by_id(found.schools, std::move(more.schools));
  append_by_id(found.inspectors, std::move(more.inspectors));
  append_by_id(found.centres, std::move(more.centres));
  return found;
}

}  // namespace creneau
