#include "facade/rows.hpp"

#include "creneau/json/json.hpp"

namespace creneau::facade {

OfficeRow::OfficeRow(Office office) : it(std::move(office)) {
  it.departements.for_each(
      [&](Departement departement) { departements.push_back(plain(departement)); });
}

InspectorRow::InspectorRow(Inspector inspector) : it(std::move(inspector)) {
  // An end that is open is one that is left out.
  const auto open_ends = [](Period period) {
    return crn_period{period.first <= kFirstDate ? 0 : plain(period.first),
                      period.last >= kLastDate ? 0 : plain(period.last)};
  };
  for (const Posting& posting : it.postings)
    postings.push_back({plain(posting.departement), open_ends(posting.period)});
}

RefusalRow::RefusalRow(Refusal refusal) : it(std::move(refusal)) {
  for (const SlotId& slot : it.slots) slots.push_back(plain(slot));
}

namespace {

/// Appends all rows or none.
template <class Row, class Plain>
result<void> append(std::vector<Row>& to, const RowsIn<Plain>& from) {
  std::vector<Row> rows;
  BOOST_OUTCOME_TRY(from.for_each([&](const Plain& row) -> result<void> {
    BOOST_OUTCOME_TRY(auto it, model(row));
    rows.emplace_back(std::move(it));
    return success();
  }));
  to.insert(to.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  return success();
}

}  // namespace

std::size_t Rows::count(std::int32_t kind) const noexcept {
  switch (kind) {
    case CRN_ROWS_SESSIONS: return sessions.size() + reserved_sessions.size();
    case CRN_ROWS_RESERVATIONS: return reservations.size() + reserved_sessions.size();
    case CRN_ROWS_BLOCKS: return blocks.size();
    case CRN_ROWS_CLOSURES: return closures.size();
    case CRN_ROWS_EVENTS: return events.size();
    case CRN_ROWS_REFUSALS: return refusals.size();
    case CRN_ROWS_RULES: return rules.size();
    case CRN_ROWS_NOTICES: return notices.size();
    case CRN_ROWS_OFFICES: return offices.size();
    case CRN_ROWS_SCHOOLS: return schools.size();
    case CRN_ROWS_INSPECTORS: return inspectors.size();
    case CRN_ROWS_CENTRES: return centres.size();
    case CRN_ROWS_UNITS: return units.size();
    case CRN_ROWS_LISTING_LINES: return listing_lines.size();
    case CRN_ROWS_FAULTS: return faults.size();
    case CRN_ROWS_FINDINGS: return findings.size();
    default: return 0;
  }
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_session>& to) const {
  if (!reserved_sessions.empty())
    return to.copy(reserved_sessions, first,
                   [](const ReservedSession& row) { return plain(row.session); });
  return to.copy(sessions, first, kAsItIs);
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_reservation>& to) const {
  if (!reserved_sessions.empty()) return to.copy(reserved_sessions, first, kAsItIs);
  return to.copy(reservations, first, kAsItIs);
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_block>& to) const {
  return to.copy(blocks, first, kAsItIs);
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_closure>& to) const {
  return to.copy(closures, first, kAsItIs);
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_refusal>& to) const {
  return to.copy(refusals, first, [](const RefusalRow& row) {
    crn_refusal refusal = plain(row.it);
    refusal.slots = row.slots.data();
    refusal.slot_count = row.slots.size();
    return refusal;
  });
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_rule>& to) const {
  return to.copy(rules, first, kAsItIs);
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_delivery_state>& to) const {
  return to.copy(notices, first, kAsItIs);
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_office>& to) const {
  return to.copy(offices, first, [](const OfficeRow& row) {
    crn_office office = plain(row.it);
    office.departements = row.departements.data();
    office.departement_count = row.departements.size();
    return office;
  });
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_school>& to) const {
  return to.copy(schools, first, kAsItIs);
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_inspector>& to) const {
  return to.copy(inspectors, first, [](const InspectorRow& row) {
    crn_inspector inspector = plain(row.it);
    inspector.postings = row.postings.data();
    inspector.posting_count = row.postings.size();
    return inspector;
  });
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_centre>& to) const {
  return to.copy(centres, first, kAsItIs);
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_units>& to) const {
  return to.copy(units, first, kAsItIs);
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_listing_line>& to) const {
  return to.copy(listing_lines, first, [](const text::ListingLine& line) {
    return crn_listing_line{plain(line.date),      plain(line.times),  plain(line.centre),
                            plain(line.inspector), plain(line.school), plain(line.category),
                            plain(line.sentence),  plain(line.start),  line.units.value};
  });
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_fault>& to) const {
  return to.copy(faults, first, [](const std::unique_ptr<FaultRow>& row) {
    return crn_fault{plain(row->cell), row->line, row->column,
                     static_cast<crn_status>(row->failure.error().code), 0};
  });
}

result<void> Rows::copy(std::size_t first, const RowsOut<crn_finding>& to) const {
  return to.copy(findings, first,
                 [](const Finding& row) { return crn_finding{plain(row.what), plain(row.where)}; });
}

result<void> Rows::add(const RowsIn<crn_session>& from) {
  return append(sessions, from);
}
result<void> Rows::add(const RowsIn<crn_reservation>& from) {
  return append(reservations, from);
}
result<void> Rows::add(const RowsIn<crn_block>& from) {
  return append(blocks, from);
}
result<void> Rows::add(const RowsIn<crn_closure>& from) {
  return append(closures, from);
}
result<void> Rows::add(const RowsIn<crn_refusal>& from) {
  return append(refusals, from);
}
result<void> Rows::add(const RowsIn<crn_rule>& from) {
  return append(rules, from);
}
result<void> Rows::add(const RowsIn<crn_office>& from) {
  return append(offices, from);
}
result<void> Rows::add(const RowsIn<crn_school>& from) {
  return append(schools, from);
}
result<void> Rows::add(const RowsIn<crn_inspector>& from) {
  return append(inspectors, from);
}
result<void> Rows::add(const RowsIn<crn_centre>& from) {
  return append(centres, from);
}
result<void> Rows::add(const RowsIn<crn_units>& from) {
  return append(units, from);
}

result<void> Rows::add_event(const crn_event_head* head, crn_text json) {
  BOOST_OUTCOME_TRY(Event event, event_of(head, json));
  events.push_back(std::move(event));
  return success();
}

result<void> Rows::add_notice(const RowsIn<crn_notice_facts>& facts,
                              const RowsIn<crn_notice_line>& lines,
                              const RowsIn<crn_delivery_state>& state) {
  BOOST_OUTCOME_TRY(facts.check());
  BOOST_OUTCOME_TRY(state.check());
  BOOST_OUTCOME_TRY(const crn_notice_facts says, facts.at(0));
  BOOST_OUTCOME_TRY(const crn_delivery_state goes, state.at(0));
  BOOST_OUTCOME_TRY(OutboxEntry entry, model(goes));
  BOOST_OUTCOME_TRY(entry.notice, model(says));
  BOOST_OUTCOME_TRY(append(entry.notice.lines, lines));
  notices.push_back(std::move(entry));
  return success();
}

void Rows::add(csv::Faults faults_of_file) {
  for (csv::Fault& fault : faults_of_file)
    faults.push_back(std::make_unique<FaultRow>(fault.line, fault.column, std::move(fault.error),
                                                std::move(fault.cell)));
}

DirectoryRows Rows::directory_rows() const {
  DirectoryRows entries;
  for (const OfficeRow& row : offices) entries.offices.push_back(row.it);
  entries.schools = schools;
  for (const InspectorRow& row : inspectors) entries.inspectors.push_back(row.it);
  entries.centres = centres;
  return entries;
}

result<Event> event_of(const crn_event_head* head, crn_text json) {
  StructIn<crn_event_head> envelope(head, "head");
  BOOST_OUTCOME_TRY(envelope.check());
  BOOST_OUTCOME_TRY(Event event, model(*envelope));
  BOOST_OUTCOME_TRY(const auto text, text_of(json, "json"));
  if (text.empty()) return event;
  BOOST_OUTCOME_TRY(ChangeSet changes, json::change_set_from(text));
  ChangeSet& whole = event.changes;
  whole.relied_on = std::move(changes.relied_on);
  whole.sessions = std::move(changes.sessions);
  whole.reservations = std::move(changes.reservations);
  whole.blocks = std::move(changes.blocks);
  whole.closures_changed = std::move(changes.closures_changed);
  whole.rules_changed = std::move(changes.rules_changed);
  whole.remarks = std::move(changes.remarks);
  return event;
}

}  // namespace creneau::facade
