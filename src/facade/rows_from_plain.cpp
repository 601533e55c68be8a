#include <string>

#include "facade/plain_rows.hpp"

namespace creneau::facade {

namespace {

[[nodiscard]] result<void> take(Departement& to, crn_departement from) {
  BOOST_OUTCOME_TRY(to, departement_of(from));
  return success();
}

[[nodiscard]] result<void> need(bool holds, const char* name) {
  if (!holds) return bad_argument(name);
  return success();
}

/// A date of the library's range: what a storage or a directory keeps has no other.
[[nodiscard]] result<void> take(Date& to, std::int32_t from, const char* name) {
  to = date_of(from);
  return need(in_range(to), name);
}

}  // namespace

result<Grid> grid_of(std::int32_t unit_minutes, std::int32_t units_of_slot,
                     std::int32_t slot_count) {
  const auto fits = [](std::int32_t number) { return number >= 1 && number <= UINT16_MAX; };
  BOOST_OUTCOME_TRY(need(fits(unit_minutes) && unit_minutes <= 240, "unit_minutes"));
  BOOST_OUTCOME_TRY(need(fits(units_of_slot) && units_of_slot <= 16, "units_of_slot"));
  BOOST_OUTCOME_TRY(need(fits(slot_count), "slot_count"));
  const Grid grid{static_cast<std::uint16_t>(unit_minutes),
                  static_cast<std::uint16_t>(units_of_slot),
                  static_cast<std::uint16_t>(slot_count)};
  BOOST_OUTCOME_TRY(need(grid.valid(), "slot_count"));
  return grid;
}

result<SessionState> model(const crn_session& row) {
  SessionState state;
  Session& session = state.session;
  BOOST_OUTCOME_TRY(need(row.id > 0, "id"));
  BOOST_OUTCOME_TRY(need(row.inspector > 0, "inspector"));
  session.id = {row.id};
  session.inspector = {row.inspector};
  session.revision = {row.revision};
  session.proposed_centre = {row.proposed_centre};
  session.plan = {row.plan};
  BOOST_OUTCOME_TRY(take(session.departement, row.departement));
  BOOST_OUTCOME_TRY(take(session.date, row.date, "date"));
  session.hours = hours_of({row.start, row.end});
  BOOST_OUTCOME_TRY(need(session.hours.valid(), "end"));
  BOOST_OUTCOME_TRY(take(session.external_ref, row.external_ref, "external_ref"));
  state.reserved = SlotSet{row.reserved};
  state.unavailable = SlotSet{row.unavailable};
  BOOST_OUTCOME_TRY(need(!state.reserved.intersects(state.unavailable), "unavailable"));
  BOOST_OUTCOME_TRY(need(row.centre >= 0, "centre"));
  if (row.centre == 0) {
    BOOST_OUTCOME_TRY(need(state.reserved.empty(), "reserved"));
    BOOST_OUTCOME_TRY(need(state.unavailable.empty(), "unavailable"));
    return state;
  }
  BOOST_OUTCOME_TRY(need(row.plan > 0, "plan"));
  Planning planning;
  planning.centre = {row.centre};
  planning.planned_by = {row.planned_by};
  BOOST_OUTCOME_TRY(take(planning.category, row.category, "category"));
  BOOST_OUTCOME_TRY(take(planning.part, row.part, "part"));
  BOOST_OUTCOME_TRY(planning.grid, grid_of(row.unit_minutes, row.units_of_slot, row.slot_count));
  BOOST_OUTCOME_TRY(
      need(planning.grid.slot_count * planning.grid.slot_length() <= session.hours.length(),
           "slot_count"));
  BOOST_OUTCOME_TRY(need(planning.grid.slots().contains_all(state.reserved), "reserved"));
  BOOST_OUTCOME_TRY(need(planning.grid.slots().contains_all(state.unavailable), "unavailable"));
  session.planning = planning;
  return state;
}

result<Reservation> model(const crn_reservation& row) {
  Reservation reservation;
  BOOST_OUTCOME_TRY(need(row.id > 0, "id"));
  BOOST_OUTCOME_TRY(need(row.school > 0, "school"));
  BOOST_OUTCOME_TRY(need(row.session > 0, "session"));
  reservation.id = {row.id};
  reservation.school = {row.school};
  reservation.session = {row.session};
  reservation.revision = {row.revision};
  reservation.plan = {row.plan};
  reservation.slots = SlotSet{row.slots};
  BOOST_OUTCOME_TRY(need(!reservation.slots.empty(), "slots"));
  BOOST_OUTCOME_TRY(take(reservation.external_ref, row.external_ref, "external_ref"));
  return reservation;
}

result<BlockedSlot> model(const crn_block& row) {
  BlockedSlot block;
  block.slot = slot_of(row.slot);
  BOOST_OUTCOME_TRY(need(block.slot.ordinal < kMaxSlotsOfSession, "slot"));
  BOOST_OUTCOME_TRY(take(block.reason, row.reason, "reason"));
  BOOST_OUTCOME_TRY(take(block.note, row.note, "note"));
  return block;
}

result<Closure> model(const crn_closure& row) {
  Closure closure;
  BOOST_OUTCOME_TRY(need(row.id > 0, "id"));
  BOOST_OUTCOME_TRY(need(row.who > 0, "who"));
  BOOST_OUTCOME_TRY(need(row.from < row.to, "to"));
  closure.id = {row.id};
  closure.who = row.who;
  BOOST_OUTCOME_TRY(take(closure.departement, row.departement));
  BOOST_OUTCOME_TRY(take(closure.scope, row.scope, "scope"));
  closure.from = local_time_of(row.from);
  closure.to = local_time_of(row.to);
  BOOST_OUTCOME_TRY(take(closure.reason, row.reason, "reason"));
  BOOST_OUTCOME_TRY(take(closure.note, row.note, "note"));
  return closure;
}

result<RuleEntry> model(const crn_rule& row) {
  RuleEntry entry;
  entry.from = date_of(row.from);
  BOOST_OUTCOME_TRY(take(entry.key, row.key, "key"));
  BOOST_OUTCOME_TRY(take(entry.value, row.value, "value"));
  return entry;
}

result<Refusal> model(const crn_refusal& row) {
  Refusal refusal;
  refusal.at = instant_of(row.at);
  refusal.actor.who = row.who;
  refusal.limit = row.limit;
  refusal.actual = row.actual;
  BOOST_OUTCOME_TRY(take(refusal.actor.subject, row.subject, "subject"));
  BOOST_OUTCOME_TRY(take(refusal.request, row.request, "request"));
  BOOST_OUTCOME_TRY(take(refusal.departement, row.departement));
  BOOST_OUTCOME_TRY(take(refusal.command, row.command, "command"));
  BOOST_OUTCOME_TRY(take(refusal.actor.role, row.role, "role"));
  BOOST_OUTCOME_TRY(need(is_error_code(row.code), "code"));
  refusal.code = static_cast<ErrorCode>(row.code);
  BOOST_OUTCOME_TRY(need(row.slot_count == 0 || row.slots != nullptr, "slots"));
  for (std::size_t place = 0; place < row.slot_count; ++place)
    refusal.slots.push_back(slot_of(row.slots[place]));
  return refusal;
}

result<InspectorUnits> model(const crn_units& row) {
  constexpr std::int32_t kMostOfWeek = 7 * 1440;  // a unit is at least a minute
  const auto within = [](std::int32_t units, std::int32_t most) {
    return 0 <= units && units <= most;
  };
  BOOST_OUTCOME_TRY(need(within(row.planned, kMostOfWeek), "planned"));
  BOOST_OUTCOME_TRY(need(within(row.unavailable, row.planned), "unavailable"));
  const std::int32_t offered = row.planned - row.unavailable;
  BOOST_OUTCOME_TRY(need(within(row.assigned, offered), "assigned"));
  BOOST_OUTCOME_TRY(need(within(row.reservable, offered - row.assigned), "reservable"));
  BOOST_OUTCOME_TRY(need(row.inspector > 0, "inspector"));
  return InspectorUnits{{row.inspector},
                        {{row.planned}, {row.unavailable}, {row.assigned}, {row.reservable}}};
}

result<Office> model(const crn_office& row) {
  Office office;
  office.id = {row.id};
  BOOST_OUTCOME_TRY(take(office.name, row.name, "name"));
  BOOST_OUTCOME_TRY(take(office.mail, row.mail, "mail"));
  BOOST_OUTCOME_TRY(take(office.phone, row.phone, "phone"));
  BOOST_OUTCOME_TRY(take(office.external_ref, row.external_ref, "external_ref"));
  BOOST_OUTCOME_TRY(
      need(row.departement_count == 0 || row.departements != nullptr, "departements"));
  for (std::size_t place = 0; place < row.departement_count; ++place) {
    BOOST_OUTCOME_TRY(const auto departement,
                      departement_of(row.departements[place], "departements"));
    office.departements.insert(departement);
  }
  return office;
}

result<School> model(const crn_school& row) {
  School school;
  school.id = {row.id};
  BOOST_OUTCOME_TRY(take(school.name, row.name, "name"));
  BOOST_OUTCOME_TRY(take(school.aurige_id, row.aurige_id, "aurige_id"));
  BOOST_OUTCOME_TRY(take(school.mail, row.mail, "mail"));
  BOOST_OUTCOME_TRY(take(school.external_ref, row.external_ref, "external_ref"));
  BOOST_OUTCOME_TRY(school.categories, categories_of(row.categories));
  school.active = row.inactive == 0;
  return school;
}

result<Inspector> model(const crn_inspector& row) {
  Inspector inspector;
  inspector.id = {row.id};
  BOOST_OUTCOME_TRY(take(inspector.matricule, row.matricule, "matricule"));
  BOOST_OUTCOME_TRY(take(inspector.name, row.name, "name"));
  BOOST_OUTCOME_TRY(take(inspector.external_ref, row.external_ref, "external_ref"));
  BOOST_OUTCOME_TRY(inspector.categories, categories_of(row.categories));
  BOOST_OUTCOME_TRY(need(row.posting_count == 0 || row.postings != nullptr, "postings"));
  for (std::size_t place = 0; place < row.posting_count; ++place) {
    const crn_posting& posting = row.postings[place];
    BOOST_OUTCOME_TRY(const auto departement, departement_of(posting.departement, "postings"));
    const Period period = period_of(posting.period);
    if (!in_range(period.first)) return Error{ErrorCode::bad_date, Subject{period.first}};
    if (!in_range(period.last)) return Error{ErrorCode::bad_date, Subject{period.last}};
    inspector.postings.push_back({departement, period});
  }
  std::sort(inspector.postings.begin(), inspector.postings.end(),
            [](const Posting& a, const Posting& b) { return a.period.first < b.period.first; });
  return inspector;
}

result<Centre> model(const crn_centre& row) {
  Centre centre;
  centre.id = {row.id};
  BOOST_OUTCOME_TRY(take(centre.name, row.name, "name"));
  BOOST_OUTCOME_TRY(take(centre.place, row.place, "place"));
  BOOST_OUTCOME_TRY(take(centre.external_ref, row.external_ref, "external_ref"));
  BOOST_OUTCOME_TRY(take(centre.departement, row.departement));
  BOOST_OUTCOME_TRY(centre.categories, categories_of(row.categories));
  return centre;
}

result<NoticeLine> model(const crn_notice_line& row) {
  NoticeLine line;
  line.reservation = {row.reservation};
  line.school = {row.school};
  line.centre = {row.centre};
  line.inspector = {row.inspector};
  line.sequence = row.sequence;
  BOOST_OUTCOME_TRY(take(line.summary, row.summary, "summary"));
  BOOST_OUTCOME_TRY(take(line.location, row.location, "location"));
  BOOST_OUTCOME_TRY(take(line.category, row.category, "category"));
  BOOST_OUTCOME_TRY(take(line.part, row.part, "part"));
  line.start = local_time_of(row.start);
  line.end = local_time_of(row.end);
  BOOST_OUTCOME_TRY(need(row.units >= 0, "units"));
  line.units = {row.units};
  line.still_held = row.still_held != 0;
  line.held_start = local_time_of(row.held_start);
  line.held_end = local_time_of(row.held_end);
  return line;
}

result<Notice> model(const crn_notice_facts& row) {
  Notice notice;
  BOOST_OUTCOME_TRY(need(row.id > 0, "id"));
  notice.id = {row.id};
  notice.to_school = {row.to_school};
  notice.to_office = {row.to_office};
  notice.from_office = {row.from_office};
  notice.at = instant_of(row.at);
  BOOST_OUTCOME_TRY(take(notice.note, row.note, "note"));
  BOOST_OUTCOME_TRY(take(notice.address, row.address, "address"));
  BOOST_OUTCOME_TRY(take(notice.reply_to, row.reply_to, "reply_to"));
  BOOST_OUTCOME_TRY(take(notice.message.subject, row.title, "title"));
  BOOST_OUTCOME_TRY(take(notice.message.text, row.text, "text"));
  BOOST_OUTCOME_TRY(take(notice.message.html, row.html, "html"));
  BOOST_OUTCOME_TRY(take(notice.departement, row.departement));
  BOOST_OUTCOME_TRY(take(notice.kind, row.kind, "kind"));
  BOOST_OUTCOME_TRY(take(notice.reason, row.reason, "reason"));
  return notice;
}

result<OutboxEntry> model(const crn_delivery_state& row) {
  OutboxEntry entry;
  BOOST_OUTCOME_TRY(take(entry.status, row.status, "status"));
  BOOST_OUTCOME_TRY(need(0 <= row.attempts && row.attempts < INT32_MAX, "attempts"));
  BOOST_OUTCOME_TRY(need(0 <= row.uncertain && row.uncertain < INT32_MAX, "uncertain"));
  entry.attempts = row.attempts;
  entry.uncertain = row.uncertain;
  entry.next_attempt = instant_of(row.next_attempt);
  BOOST_OUTCOME_TRY(take(entry.last_error, row.last_error, "last_error"));
  entry.lease = row.lease;
  return entry;
}

result<Event> model(const crn_event_head& head) {
  Event event;
  ChangeSet& changes = event.changes;
  BOOST_OUTCOME_TRY(need(head.number > 0, "number"));
  event.number = {head.number};
  BOOST_OUTCOME_TRY(take(changes.command, head.command, "command"));
  changes.at = instant_of(head.at);
  changes.actor.who = head.who;
  BOOST_OUTCOME_TRY(take(changes.actor.role, head.role, "role"));
  BOOST_OUTCOME_TRY(take(changes.actor.subject, head.subject, "subject"));
  BOOST_OUTCOME_TRY(take(changes.request, head.request, "request"));
  BOOST_OUTCOME_TRY(take(changes.note, head.note, "note"));
  BOOST_OUTCOME_TRY(take(changes.departement, head.departement));
  BOOST_OUTCOME_TRY(take(changes.reason, head.reason, "reason"));
  changes.content = {head.content};
  changes.rules = {head.rules};
  if (head.relies_on_closures != 0) changes.closures = Revision{head.closures};
  return event;
}

}  // namespace creneau::facade
