#include "csv/names.hpp"

#include <vector>

namespace creneau::csv {

namespace {

/// Ids not seen before, each once.
template <class EntityId, class Known>
class Unknown {
 public:
  explicit Unknown(Known& known) : known_(known) {}

  void add(EntityId id) {
    if (!id) return;
    const auto [place, is_new] = known_.try_emplace(id.value);
    if (is_new) ids.push_back(id);
  }

  std::vector<EntityId> ids;

 private:
  Known& known_;
};

template <class Known, class EntityId, class Found>
result<void> take(Known& known, const std::vector<EntityId>& asked, Found&& found) {
  if (!found) return std::move(found.assume_error());
  for (auto& entity : found.assume_value()) {
    const std::int64_t id = entity.id.value;
    known[id] = std::move(entity);
  }
  for (const EntityId id : asked)
    if (auto& entity = known[id.value]; !entity.id) entity.name = "#" + std::to_string(id.value);
  return success();
}

const std::string kNothing;

template <class Known>
const std::string& text_of(const Known& known, std::int64_t id,
                           const std::string Known::mapped_type::* text) {
  const auto place = known.find(id);
  return place == known.end() ? kNothing : place->second.*text;
}

}  // namespace

result<void> Names::learn(std::span<const SessionDetail> sessions) {
  Unknown<InspectorId, Known<Inspector>> inspectors(inspectors_);
  Unknown<CentreId, Known<Centre>> centres(centres_);
  Unknown<SchoolId, Known<School>> schools(schools_);
  for (const SessionDetail& detail : sessions) {
    const Session& session = detail.state.session;
    inspectors.add(session.inspector);
    centres.add(session.proposed_centre);
    if (session.planning) centres.add(session.planning->centre);
    for (const Reservation& reservation : detail.reservations) schools.add(reservation.school);
  }
  // Asking for no ids would mean all of them.
  if (!inspectors.ids.empty()) {
    BOOST_OUTCOME_TRY(take(inspectors_, inspectors.ids, directory_.inspectors(inspectors.ids)));
    for (const InspectorId id : inspectors.ids)
      if (Inspector& it = inspectors_[id.value]; !it.id) it.matricule = it.name;
  }
  if (!centres.ids.empty()) {
    BOOST_OUTCOME_TRY(take(centres_, centres.ids, directory_.centres(centres.ids)));
  }
  if (!schools.ids.empty()) {
    BOOST_OUTCOME_TRY(take(schools_, schools.ids, directory_.schools(schools.ids)));
  }
  return success();
}

const std::string& Names::matricule(InspectorId id) const {
  return text_of(inspectors_, id.value, &Inspector::matricule);
}
const std::string& Names::name(InspectorId id) const {
  return text_of(inspectors_, id.value, &Inspector::name);
}
std::string Names::name(CentreId id, Departement seen_from) const {
  const auto place = centres_.find(id.value);
  if (place == centres_.end()) return {};
  const Centre& centre = place->second;
  if (!centre.id || centre.departement == seen_from) return centre.name;
  return centre.name + " (" + std::string(centre.departement.code()) + ")";
}
const std::string& Names::name(SchoolId id) const {
  return text_of(schools_, id.value, &School::name);
}
const std::string& Names::aurige_id(SchoolId id) const {
  return text_of(schools_, id.value, &School::aurige_id);
}

}  // namespace creneau::csv
