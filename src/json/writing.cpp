#include <concepts>

#include "creneau/json/json.hpp"
#include "creneau/model/iso_text.hpp"
#include "creneau/policy/cancellation.hpp"
#include "json/codes.hpp"

namespace creneau::json {

namespace {

template <std::integral Number>
void put(Object& object, std::string_view key, Number number) {
  if (number != 0) object[key] = number;
}
template <class Entity>
void put(Object& object, std::string_view key, Id<Entity> id) {
  if (id) object[key] = id.value;
}
void put(Object& object, std::string_view key, std::string_view text) {
  if (!text.empty()) object[key] = text;
}

Array ordinals(SlotSet slots) {
  Array array;
  for (const unsigned ordinal : slots) array.push_back(ordinal);
  return array;
}

template <class Rows>
Array array_of(const Rows& rows) {
  Array array;
  for (const auto& row : rows) array.push_back(of(row));
  return array;
}

}  // namespace

Object of(const SlotId& slot) {
  return {{"session", slot.session.value}, {"plan", slot.plan.value}, {"ordinal", slot.ordinal}};
}

Object of(const Session& session) {
  Object object{
      {"session", session.id.value},           {"departement", session.departement.code()},
      {"inspector", session.inspector.value},  {"date", to_text(session.date)},
      {"start", to_text(session.hours.start)}, {"end", to_text(session.hours.end)}};
  put(object, "proposed_centre", session.proposed_centre);
  put(object, "plan", session.plan.value);
  put(object, "revision", session.revision.value);
  put(object, "external_ref", session.external_ref);
  if (session.planning) {
    const Planning& planning = *session.planning;
    object["centre"] = planning.centre.value;
    object["category"] = code_of(planning.category);
    put(object, "part", code_of(planning.part));
    object["unit_minutes"] = planning.grid.unit_minutes;
    object["units_of_slot"] = planning.grid.units_of_slot;
    object["slot_count"] = planning.grid.slot_count;
    put(object, "planned_by", planning.planned_by);
  }
  return object;
}

Object of(const SessionState& state) {
  Object object = of(state.session);
  object["status"] = state.session.is_planned() ? "planned" : "available";
  if (state.session.is_planned()) {
    object["free"] = ordinals(state.free());
    object["reserved"] = ordinals(state.reserved);
    object["unavailable"] = ordinals(state.unavailable);
  }
  return object;
}

Object of(const SessionDetail& detail) {
  const Session& session = detail.state.session;
  Object object = of(session);
  object["status"] = session.is_planned() ? "planned" : "available";
  if (!session.is_planned()) return object;
  Array slots;
  for (const unsigned ordinal : session.planning->grid.slots()) {
    Object slot{{"ordinal", ordinal},
                {"start", to_text(session.start_of(ordinal))},
                {"end", to_text(session.end_of(ordinal))},
                {"units", session.planning->grid.units_of_slot}};
    switch (detail.status(ordinal)) {
      case SlotStatus::free: slot["status"] = "free"; break;
      case SlotStatus::reserved:
        slot["status"] = "reserved";
        if (const Reservation* holder = detail.holder(ordinal)) {
          slot["reservation"] = holder->id.value;
          slot["school"] = holder->school.value;
        }
        break;
      case SlotStatus::unavailable:
        slot["status"] = "unavailable";
        for (const BlockedSlot& block : detail.blocks)
          if (block.slot.ordinal == ordinal) {
            put(slot, "reason", code_of(block.reason));
            put(slot, "note", block.note);
          }
        break;
    }
    slots.push_back(std::move(slot));
  }
  object["slots"] = std::move(slots);
  return object;
}

Object of(const Reservation& reservation) {
  Object object{{"reservation", reservation.id.value},  {"school", reservation.school.value},
                {"session", reservation.session.value}, {"plan", reservation.plan.value},
                {"slots", ordinals(reservation.slots)}, {"revision", reservation.revision.value}};
  put(object, "external_ref", reservation.external_ref);
  return object;
}

Object of(const ReservedSession& row) {
  Object object = of(row.reservation);
  const Planning& planning = *row.session.planning;
  object["departement"] = row.session.departement.code();
  object["start"] = to_text(row.start());
  object["end"] = to_text(row.end());
  object["units"] = row.units().value;
  object["category"] = code_of(planning.category);
  put(object, "part", code_of(planning.part));
  object["centre"] = planning.centre.value;
  object["inspector"] = row.session.inspector.value;
  return object;
}

Object of(const Closure& closure) {
  Object object{{"closure", closure.id.value},
                {"departement", closure.departement.code()},
                {"scope", kClosureScopes[static_cast<std::size_t>(closure.scope)]},
                {"who", closure.who},
                {"from", to_text(closure.from)},
                {"to", to_text(closure.to)}};
  put(object, "reason", code_of(closure.reason));
  put(object, "note", closure.note);
  return object;
}

Object of(const RuleEntry& entry) {
  return {{"from", to_text(entry.from)}, {"key", entry.key}, {"value", entry.value}};
}

Object of(const Actor& actor) {
  Object object{{"role", code_of(actor.role)}};
  put(object, "who", actor.who);
  put(object, "subject", actor.subject);
  return object;
}

Object of(const Subject& subject) {
  Object object{{"kind", kSubjectKinds[static_cast<std::size_t>(subject.kind)]},
                {"id", subject.id}};
  put(object, "plan", subject.plan);
  if (subject.kind == Subject::Kind::slot || subject.ordinal != 0)
    object["ordinal"] = subject.ordinal;
  return object;
}

Object of(const Remark& remark) {
  return {{"remark", kRemarkKinds[static_cast<std::size_t>(remark.kind)]},
          {"subject", of(remark.subject)},
          {"amount", remark.amount}};
}

Object of(const NoticeLine& line) {
  Object object{{"reservation", line.reservation.value},
                {"school", line.school.value},
                {"centre", line.centre.value},
                {"inspector", line.inspector.value},
                {"category", code_of(line.category)},
                {"start", to_text(line.start)},
                {"end", to_text(line.end)},
                {"units", line.units.value},
                {"sequence", line.sequence}};
  put(object, "part", code_of(line.part));
  if (line.still_held) {
    object["held_start"] = to_text(line.held_start);
    object["held_end"] = to_text(line.held_end);
  }
  put(object, "summary", line.summary);
  put(object, "location", line.location);
  return object;
}

Object of(const OutboxEntry& entry) {
  const Notice& notice = entry.notice;
  Object object{{"notice", notice.id.value},
                {"departement", notice.departement.code()},
                {"kind", code_of(notice.kind)}};
  put(object, "to_school", notice.to_school);
  put(object, "to_office", notice.to_office);
  put(object, "from_office", notice.from_office);
  object["at"] = to_text(notice.at);
  object["status"] = code_of(entry.status);
  put(object, "address", notice.address);
  put(object, "subject", notice.message.subject);
  object["attempts"] = entry.attempts;
  put(object, "uncertain", entry.uncertain);
  if (entry.status == NoticeStatus::pending) object["next_attempt"] = to_text(entry.next_attempt);
  put(object, "last_error", entry.last_error);
  object["lines"] = array_of(notice.lines);
  return object;
}

Object of(const Refusal& refusal) {
  return {{"departement", refusal.departement.code()},
          {"command", code_of(refusal.command)},
          {"actor", of(refusal.actor)},
          {"at", to_text(refusal.at)},
          {"request", refusal.request},
          {"code", name_of(refusal.code)},
          {"limit", refusal.limit},
          {"actual", refusal.actual},
          {"slots", array_of(refusal.slots)}};
}

Object of(const UnitCount& units) {
  return {{"planned", units.planned.value},         {"unavailable", units.unavailable.value},
          {"offered", units.offered().value},       {"assigned", units.assigned.value},
          {"unassigned", units.unassigned().value}, {"reservable", units.reservable.value}};
}

Object of(const WeekSummary& summary) {
  Array rows;
  for (const InspectorUnits& row : summary.inspectors) {
    Object object{{"inspector", row.inspector.value}};
    const Object units = of(row.units);
    object.insert(units.begin(), units.end());
    rows.push_back(std::move(object));
  }
  return {{"week", to_text(summary.week)},
          {"inspectors", std::move(rows)},
          {"total", of(summary.total)}};
}

Object of(const School& school) {
  Object object{{"school", school.id.value},
                {"name", school.name},
                {"aurige_id", school.aurige_id},
                {"active", school.active}};
  put(object, "mail", school.mail);
  Array categories;
  for (std::size_t index = 0; index < kCategoryCount; ++index)
    if (school.categories.contains(static_cast<Category>(index)))
      categories.emplace_back(code_of(static_cast<Category>(index)));
  object["categories"] = std::move(categories);
  return object;
}

Object changes_of(const ChangeSet& changes) {
  Object object;
  put(object, "rules", changes.rules.value);
  if (changes.closures) object["closures_revision"] = changes.closures->value;
  if (!changes.relied_on.empty()) object["relied_on"] = array_of(changes.relied_on);
  if (!changes.sessions.empty()) {
    Array array;
    for (const SessionChange& change : changes.sessions) {
      Object it;
      if (change.before) it["before"] = of(*change.before);
      if (change.after) it["after"] = of(*change.after);
      array.push_back(std::move(it));
    }
    object["sessions"] = std::move(array);
  }
  if (!changes.reservations.empty()) {
    Array array;
    for (const ReservationChange& change : changes.reservations) {
      Object it{{"reservation", change.id.value},
                {"school", change.school.value},
                {"session", change.session.value},
                {"plan_before", change.plan_before.value},
                {"plan_after", change.plan_after.value},
                {"slots_before", ordinals(change.slots_before)},
                {"slots_after", ordinals(change.slots_after)}};
      put(it, "revision_before", change.revision_before.value);
      put(it, "external_ref", change.external_ref);
      array.push_back(std::move(it));
    }
    object["reservations"] = std::move(array);
  }
  if (!changes.blocks.empty()) {
    Array array;
    for (const BlockChange& change : changes.blocks) {
      Object it{{"session", change.session.value},
                {"plan", change.plan.value},
                {"slots", ordinals(change.slots)},
                {"blocked", change.blocked}};
      put(it, "reason", code_of(change.reason));
      put(it, "note", change.note);
      array.push_back(std::move(it));
    }
    object["blocks"] = std::move(array);
  }
  if (!changes.closures_changed.empty()) {
    Array array;
    for (const ClosureChange& change : changes.closures_changed)
      array.push_back(Object{{"closure", of(change.closure)}, {"added", change.added}});
    object["closures"] = std::move(array);
  }
  if (changes.rules_changed)
    object["rules_changed"] = Object{{"before", array_of(changes.rules_changed->before)},
                                     {"after", array_of(changes.rules_changed->after)}};
  if (!changes.remarks.empty()) object["remarks"] = array_of(changes.remarks);
  return object;
}

Object of(const Event& event) {
  const ChangeSet& changes = event.changes;
  Object object{{"number", event.number.value},
                {"command", code_of(changes.command)},
                {"departement", changes.departement.code()},
                {"at", to_text(changes.at)},
                {"actor", of(changes.actor)}};
  put(object, "request", changes.request);
  put(object, "reason", code_of(changes.reason));
  put(object, "note", changes.note);
  object["changes"] = changes_of(changes);
  return object;
}

Object of(const Error& error) {
  Object object{{"code", name_of(error.code)},
                {"class", kErrorClasses[static_cast<std::size_t>(class_of(error.code))]},
                {"subjects", array_of(error.subjects)}};
  put(object, "limit", error.limit);
  put(object, "actual", error.actual);
  put(object, "text", error.text);
  if (error.deadline) {
    const Deadline& deadline = *error.deadline;
    Array skipped;
    for (const Date date : deadline.skipped) skipped.emplace_back(to_text(date));
    object["deadline"] = Object{{"closes_at", to_text(deadline.closes_at)},
                                {"closes_at_local", to_text(deadline.closes_at_local)},
                                {"last_day", to_text(deadline.last_day)},
                                {"zone", zone(deadline.zone).iana_name},
                                {"counting", code_of(deadline.rule.counting)},
                                {"days", deadline.rule.days},
                                {"skipped", std::move(skipped)}};
  }
  return object;
}

}  // namespace creneau::json
