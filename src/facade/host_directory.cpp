#include "facade/host_ports.hpp"

namespace creneau::facade {

namespace {

/// Asks a delegate for rows.
template <class Call>
[[nodiscard]] result<Rows> ask(Call&& call) {
  Rows rows;
  Answer answer;
  const crn_status status = call(rows, answer);
  if (status != CRN_OK) return said(status, answer);
  return rows;
}

template <class EntityId>
[[nodiscard]] std::span<const std::int64_t> plain(const std::vector<EntityId>& ids) noexcept {
  return {plain_ids(ids.data()), ids.size()};
}

/// By id, each once, as the port promises whatever the delegate does.
template <class Row>
[[nodiscard]] std::vector<Row> by_id(std::vector<Row> rows) {
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.id < b.id; });
  rows.erase(std::unique(rows.begin(), rows.end(),
                         [](const Row& a, const Row& b) { return a.id == b.id; }),
             rows.end());
  return rows;
}

}  // namespace

result<void> HostDirectory::look_up(const DirectoryNeeds& needs, DirectoryFacts& facts) const {
  crn_directory_needs it{};
  it.struct_size = sizeof it;
  if (needs.inspectors_of) it.inspectors_of = facade::plain(*needs.inspectors_of);
  it.office = needs.office.value;
  std::vector<SchoolId> schools = needs.more_schools;
  if (needs.school) schools.push_back(needs.school);
  it.schools = plain_ids(schools.data());
  it.school_count = schools.size();
  it.centres = plain_ids(needs.centres.data());
  it.centre_count = needs.centres.size();
  it.inspectors = plain_ids(needs.inspectors.data());
  it.inspector_count = needs.inspectors.size();
  BOOST_OUTCOME_TRY(const Rows rows, ask([&](Rows& to, creneau::facade::Answer& answer) {
                      return delegate_->look_up(it, to, answer);
                    }));
  for (const OfficeRow& row : rows.offices)
    if (row.it.id == needs.office) facts.office = OfficeFacts{row.it.id, row.it.departements};
  for (const School& row : rows.schools) {
    const SchoolFacts known{row.id, row.active, row.categories};
    if (row.id == needs.school) facts.school = known;
    if (std::find(needs.more_schools.begin(), needs.more_schools.end(), row.id) !=
        needs.more_schools.end())
      facts.more_schools.push_back(known);
  }
  for (const Centre& row : rows.centres)
    facts.centres.push_back({row.id, row.departement, row.categories});
  for (const InspectorRow& row : rows.inspectors) {
    InspectorFacts known;
    known.id = row.it.id;
    known.categories = row.it.categories;
    known.postings.assign(row.it.postings.begin(), row.it.postings.end());
    known.matricule = row.it.matricule;
    facts.inspectors.push_back(std::move(known));
  }
  return success();
}

result<std::vector<Office>> HostDirectory::offices(std::vector<OfficeId> ids) const {
  BOOST_OUTCOME_TRY(Rows rows, ask([&](Rows& to, Answer& answer) {
                      return delegate_->offices(plain(ids), to, answer);
                    }));
  std::vector<Office> found;
  for (OfficeRow& row : rows.offices) found.push_back(std::move(row.it));
  return by_id(std::move(found));
}

result<std::vector<School>> HostDirectory::schools(std::vector<SchoolId> ids) const {
  BOOST_OUTCOME_TRY(Rows rows, ask([&](Rows& to, Answer& answer) {
                      return delegate_->schools(plain(ids), to, answer);
                    }));
  return by_id(std::move(rows.schools));
}

result<std::vector<Inspector>> HostDirectory::inspectors(std::vector<InspectorId> ids) const {
  BOOST_OUTCOME_TRY(Rows rows, ask([&](Rows& to, Answer& answer) {
                      return delegate_->inspectors(plain(ids), to, answer);
                    }));
  std::vector<Inspector> found;
  for (InspectorRow& row : rows.inspectors) found.push_back(std::move(row.it));
  return by_id(std::move(found));
}

result<std::vector<Centre>> HostDirectory::centres(std::vector<CentreId> ids) const {
  BOOST_OUTCOME_TRY(Rows rows, ask([&](Rows& to, Answer& answer) {
                      return delegate_->centres(plain(ids), to, answer);
                    }));
  return by_id(std::move(rows.centres));
}

result<std::vector<School>> HostDirectory::find_schools(std::string_view text,
                                                        std::size_t limit) const {
  BOOST_OUTCOME_TRY(Rows rows, ask([&](Rows& to, Answer& answer) {
                      return delegate_->find_schools(text, limit, to, answer);
                    }));
  if (rows.schools.size() > limit) rows.schools.resize(limit);
  return std::move(rows.schools);
}

}  // namespace creneau::facade
