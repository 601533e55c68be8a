#include <array>
#include <string>

#include "facade/plain_rows.hpp"

namespace creneau::facade {

crn_session plain(const Session& session) noexcept {
  crn_session row{};
  row.id = session.id.value;
  row.inspector = session.inspector.value;
  row.revision = session.revision.value;
  row.proposed_centre = session.proposed_centre.value;
  row.external_ref = plain(session.external_ref);
  row.departement = plain(session.departement);
  row.date = plain(session.date);
  row.start = plain(session.hours.start);
  row.end = plain(session.hours.end);
  row.plan = session.plan.value;
  if (!session.planning) return row;
  row.centre = session.planning->centre.value;
  row.planned_by = session.planning->planned_by.value;
  row.category = number_of(session.planning->category);
  row.part = number_of(session.planning->part);
  row.unit_minutes = session.planning->grid.unit_minutes;
  row.units_of_slot = session.planning->grid.units_of_slot;
  row.slot_count = session.planning->grid.slot_count;
  return row;
}

crn_session plain(const SessionState& state) noexcept {
  crn_session row = plain(state.session);
  row.reserved = state.reserved.bits();
  row.unavailable = state.unavailable.bits();
  return row;
}

crn_reservation plain(const Reservation& reservation) noexcept {
  crn_reservation row{};
  row.id = reservation.id.value;
  row.school = reservation.school.value;
  row.session = reservation.session.value;
  row.revision = reservation.revision.value;
  row.slots = reservation.slots.bits();
  row.external_ref = plain(reservation.external_ref);
  row.plan = reservation.plan.value;
  return row;
}

crn_reservation plain(const ReservedSession& reserved) noexcept {
  crn_reservation row = plain(reserved.reservation);
  row.units = reserved.units().value;
  row.start = plain(reserved.start());
  row.end = plain(reserved.end());
  return row;
}

crn_block plain(const BlockedSlot& block) noexcept {
  return {plain(block.slot), number_of(block.reason), 0, plain(block.note)};
}

crn_closure plain(const Closure& closure) noexcept {
  crn_closure row{};
  row.id = closure.id.value;
  row.who = closure.who;
  row.note = plain(closure.note);
  row.departement = plain(closure.departement);
  row.scope = number_of(closure.scope);
  row.from = plain(closure.from);
  row.to = plain(closure.to);
  row.reason = number_of(closure.reason);
  return row;
}

crn_rule plain(const RuleEntry& entry) noexcept {
  return {plain(entry.from), 0, plain(entry.key), plain(entry.value)};
}

crn_subject plain(const Subject& subject) noexcept {
  crn_subject row{};
  row.kind = number_of(subject.kind);
  row.id = subject.id;
  row.plan = subject.plan;
  row.ordinal = subject.ordinal;
  if (subject.kind == Subject::Kind::departement) {
    // Its index is not stable between versions.
    row.id = 0;
    row.departement = plain(Departement::from_index(static_cast<std::size_t>(subject.id)));
  }
  if (subject.kind == Subject::Kind::category)
    row.id = number_of(static_cast<Category>(subject.id));
  return row;
}

crn_remark plain(const Remark& remark) noexcept {
  return {plain(remark.subject), remark.amount, number_of(remark.kind), 0};
}

crn_reservation_change plain(const ReservationChange& change) noexcept {
  return {change.id.value,
          change.school.value,
          change.session.value,
          change.revision_before.value,
          change.slots_before.bits(),
          change.slots_after.bits(),
          change.leaves().bits(),
          change.enters().bits(),
          plain(change.external_ref),
          change.plan_before.value,
          change.plan_after.value};
}

crn_block_change plain(const ChangeSet& changes, const BlockChange& change) noexcept {
  return {change.session.value,       change.slots.bits(), plain(change.note),
          change.plan.value,          change.blocked,      number_of(change.reason),
          changes.takes_along(change)};
}

crn_closure plain(const ClosureChange& change) noexcept {
  crn_closure row = plain(change.closure);
  row.removed = !change.added;
  return row;
}

crn_event_head plain(const Event& event) noexcept {
  const ChangeSet& changes = event.changes;
  const auto count = [](const auto& rows) { return static_cast<std::uint32_t>(rows.size()); };
  const auto count_if = [](const auto& rows, auto&& holds) {
    return static_cast<std::uint32_t>(std::count_if(rows.begin(), rows.end(), holds));
  };
  crn_event_head head{};
  head.struct_size = sizeof head;
  head.command = number_of(changes.command);
  head.number = event.number.value;
  head.at = plain(changes.at);
  head.who = changes.actor.who;
  head.content = changes.content.value;
  head.rules = changes.rules.value;
  head.closures = changes.closures.value_or(Revision{}).value;
  head.subject = plain(changes.actor.subject);
  head.request = plain(changes.request);
  head.note = plain(changes.note);
  head.departement = plain(changes.departement);
  head.role = number_of(changes.actor.role);
  head.reason = number_of(changes.reason);
  head.relies_on_closures = changes.closures.has_value();
  head.changes_rules = changes.rules_changed.has_value();
  head.session_count = count(changes.sessions);
  head.relied_on_count = count(changes.relied_on);
  head.reservation_count = count(changes.reservations);
  head.block_count = count(changes.blocks);
  head.closure_count = count(changes.closures_changed);
  head.rule_count_before = changes.rules_changed ? count(changes.rules_changed->before) : 0;
  head.rule_count_after = changes.rules_changed ? count(changes.rules_changed->after) : 0;
  head.remark_count = count(changes.remarks);
  head.notice_count = count(changes.notices);
  head.new_sessions = count_if(changes.sessions, [](const SessionChange& it) {
    return it.after && it.after->id.is_fresh();
  });
  head.new_reservations =
      count_if(changes.reservations, [](const ReservationChange& it) { return it.id.is_fresh(); });
  head.new_closures = count_if(changes.closures_changed,
                               [](const ClosureChange& it) { return it.closure.id.is_fresh(); });
  return head;
}

crn_notice_line plain(const NoticeLine& line) noexcept {
  crn_notice_line row{};
  row.reservation = line.reservation.value;
  row.school = line.school.value;
  row.centre = line.centre.value;
  row.inspector = line.inspector.value;
  row.sequence = line.sequence;
  row.summary = plain(line.summary);
  row.location = plain(line.location);
  row.category = number_of(line.category);
  row.part = number_of(line.part);
  row.start = plain(line.start);
  row.end = plain(line.end);
  row.units = line.units.value;
  row.still_held = line.still_held;
  row.held_start = plain(line.held_start);
  row.held_end = plain(line.held_end);
  return row;
}

crn_notice_facts plain(const Notice& notice) noexcept {
  crn_notice_facts row{};
  row.id = notice.id.value;
  row.to_school = notice.to_school.value;
  row.to_office = notice.to_office.value;
  row.from_office = notice.from_office.value;
  row.at = plain(notice.at);
  row.note = plain(notice.note);
  row.address = plain(notice.address);
  row.reply_to = plain(notice.reply_to);
  row.title = plain(notice.message.subject);
  row.text = plain(notice.message.text);
  row.html = plain(notice.message.html);
  row.departement = plain(notice.departement);
  row.kind = number_of(notice.kind);
  row.reason = number_of(notice.reason);
  row.line_count = static_cast<std::int32_t>(notice.lines.size());
  return row;
}

crn_delivery_state plain(const OutboxEntry& entry) noexcept {
  return {plain(entry.next_attempt),
          entry.lease,
          plain(entry.last_error),
          number_of(entry.status),
          entry.attempts,
          entry.uncertain,
          0};
}

crn_deadline plain(const Deadline& deadline) noexcept {
  crn_deadline row{};
  row.struct_size = sizeof row;
  row.closes_at_local = plain(deadline.closes_at_local);
  row.closes_at = plain(deadline.closes_at);
  row.zone = plain(zone(deadline.zone).iana_name);
  row.last_day = plain(deadline.last_day);
  row.days = deadline.rule.days;
  row.counting = number_of(deadline.rule.counting);
  row.back_to_working_day = deadline.rule.back_to_working_day;
  row.skipped_count = static_cast<std::uint32_t>(deadline.skipped.size());
  const std::size_t most = std::min(deadline.skipped.size(), std::size(row.skipped));
  for (std::size_t place = 0; place < most; ++place)
    row.skipped[place] = plain(deadline.skipped[place]);
  return row;
}

crn_school plain(const School& school) noexcept {
  crn_school row{};
  row.id = school.id.value;
  row.name = plain(school.name);
  row.aurige_id = plain(school.aurige_id);
  row.mail = plain(school.mail);
  row.external_ref = plain(school.external_ref);
  row.categories = plain(school.categories);
  row.inactive = !school.active;
  return row;
}

crn_centre plain(const Centre& centre) noexcept {
  crn_centre row{};
  row.id = centre.id.value;
  row.name = plain(centre.name);
  row.place = plain(centre.place);
  row.external_ref = plain(centre.external_ref);
  row.departement = plain(centre.departement);
  row.categories = plain(centre.categories);
  return row;
}

crn_refusal plain(const Refusal& refusal) noexcept {
  crn_refusal row{};
  row.at = plain(refusal.at);
  row.who = refusal.actor.who;
  row.limit = refusal.limit;
  row.actual = refusal.actual;
  row.subject = plain(refusal.actor.subject);
  row.request = plain(refusal.request);
  row.departement = plain(refusal.departement);
  row.command = number_of(refusal.command);
  row.role = number_of(refusal.actor.role);
  row.code = static_cast<crn_status>(refusal.code);
  return row;
}

crn_office plain(const Office& office) noexcept {
  crn_office row{};
  row.id = office.id.value;
  row.name = plain(office.name);
  row.mail = plain(office.mail);
  row.phone = plain(office.phone);
  row.external_ref = plain(office.external_ref);
  return row;
}

crn_inspector plain(const Inspector& inspector) noexcept {
  crn_inspector row{};
  row.id = inspector.id.value;
  row.matricule = plain(inspector.matricule);
  row.name = plain(inspector.name);
  row.external_ref = plain(inspector.external_ref);
  row.categories = plain(inspector.categories);
  return row;
}

}  // namespace creneau::facade
