#include "csv/planning_lookup.hpp"

#include <algorithm>

#include "creneau/policy/name_matching.hpp"
#include "csv/values.hpp"

namespace creneau::csv {

namespace {

std::string key_of(std::string_view scope, std::string_view text) {
  std::string key(scope);
  key.push_back('\n');
  key += text;
  return key;
}

/// The one id found; otherwise `code`, naming those that it may be.
template <class EntityId>
result<EntityId> the_one(const std::vector<EntityId>& found, ErrorCode none, ErrorCode several,
                         std::string_view text) {
  if (found.size() == 1) return found.front();
  Error error = Error{found.empty() ? none : several}.with_text(std::string(text));
  for (const EntityId id : found) error.subjects.push_back(id);
  return error;
}

}  // namespace

template <class EntityId>
void Meanings<EntityId>::add(std::string_view scope, std::string_view text, EntityId id) {
  if (text.empty()) return;
  for (auto& ids : {&exact_[key_of(scope, text)], &folded_[key_of(scope, fold_name(text))]})
    if (std::find(ids->begin(), ids->end(), id) == ids->end()) ids->push_back(id);
}

template <class EntityId>
std::vector<EntityId> Meanings<EntityId>::find(std::string_view scope,
                                               std::string_view text) const {
  if (const auto place = exact_.find(key_of(scope, text)); place != exact_.end())
    return place->second;
  if (const auto place = folded_.find(key_of(scope, fold_name(text))); place != folded_.end())
    return place->second;
  return {};
}

result<PlanningLookup> PlanningLookup::make(const Directory& directory, bool with_schools) {
  PlanningLookup lookup;
  BOOST_OUTCOME_TRY(const auto inspectors, directory.inspectors({}));
  for (const Inspector& it : inspectors) lookup.inspectors_.add({}, it.matricule, it.id);
  BOOST_OUTCOME_TRY(const auto centres, directory.centres({}));
  for (const Centre& it : centres) {
    lookup.centres_.add(it.departement.code(), it.name, it.id);
    lookup.centre_references_.add({}, it.external_ref, it.id);
  }
  if (!with_schools) return lookup;
  BOOST_OUTCOME_TRY(const auto schools, directory.schools({}));
  for (const School& it : schools) {
    lookup.schools_.add({}, it.name, it.id);
    if (!it.aurige_id.empty()) lookup.aurige_ids_.emplace(it.aurige_id, it.id);
  }
  return lookup;
}

result<InspectorId> PlanningLookup::inspector(std::string_view matricule) const {
  return the_one(inspectors_.find({}, matricule), ErrorCode::unknown_inspector,
                 ErrorCode::unknown_inspector, matricule);
}

result<CentreId> PlanningLookup::centre(std::string_view text, Departement departement) const {
  auto found = centres_.find(departement.code(), text);
  if (found.empty()) found = centre_references_.find({}, text);
  const std::size_t open = text.rfind(" (");
  if (found.empty() && open != std::string_view::npos && text.ends_with(')')) {
    const auto code = text.substr(open + 2, text.size() - open - 3);
    if (const auto elsewhere = departement_from(code))
      found = centres_.find(elsewhere->code(), text.substr(0, open));
  }
  return the_one(found, ErrorCode::unknown_centre, ErrorCode::unknown_centre, text);
}

result<SchoolId> PlanningLookup::school_of_aurige_id(std::string_view aurige_id) const {
  const auto place = aurige_ids_.find(std::string(aurige_id));
  if (place != aurige_ids_.end()) return place->second;
  return Error{ErrorCode::unknown_school}.with_text(std::string(aurige_id));
}

result<SchoolId> PlanningLookup::school_named(std::string_view name) const {
  return the_one(schools_.find({}, name), ErrorCode::unknown_school, ErrorCode::ambiguous_school,
                 name);
}

}  // namespace creneau::csv
