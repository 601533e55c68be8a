#include "creneau/json/json.hpp"

#include <concepts>

#include "creneau/model/iso_text.hpp"
#include "creneau/policy/cancellation.hpp"

namespace creneau::json {

namespace {

template <std::integral Number>
void put(Json& object, const char* key, Number number) {
  if (number != 0) object[key] = number;
}
template <class Entity>
void put(Json& object, const char* key, Id<Entity> id) {
  if (id) object[key] = id.value;
}
void put(Json& object, const char* key, std::string_view text) {
  if (!text.empty()) object[key] = text;
}

Json ordinals(SlotSet slots) {
  Json array = Json::array();
  for (const unsigned ordinal : slots) array.push_back(ordinal);
  return array;
}

template <class Rows>
Json array_of(const Rows& rows) {
  Json array = Json::array();
  for (const auto& row : rows) array.push_back(of(row));
  return array;
}

constexpr std::array<std::string_view, 14> kSubjectKinds{
    "none",        "office",  "school", "inspector",   "centre", "session",  "slot",
    "reservation", "closure", "notice", "departement", "date",   "category", "line"};
constexpr std::array<std::string_view, 3> kClosureScopes{"inspector", "centre", "office"};
constexpr std::array<std::string_view, 4> kRemarkKinds{"minutes_left_over", "orphan_units",
                                                       "session_in_closure", "undeliverable"};
constexpr std::array<std::string_view, 3> kClasses{"refused", "input", "failed"};

/// Thrown by the readers below when a text is not what `of` writes; never leaves this file.
struct NotOurs {};

template <class Value>
Value need(const std::optional<Value>& parsed) {
  if (!parsed) throw NotOurs{};
  return *parsed;
}

template <std::size_t N>
std::size_t place_of(const std::array<std::string_view, N>& codes, const std::string& code) {
  for (std::size_t index = 0; index < N; ++index)
    if (codes[index] == code) return index;
  throw NotOurs{};
}

std::string text_at(const Json& object, const char* key) {
  return object.value(key, std::string{});
}
std::int64_t number_at(const Json& object, const char* key) {
  return object.value(key, std::int64_t{0});
}
template <class EntityId>
EntityId id_at(const Json& object, const char* key) {
  return {number_at(object, key)};
}
SlotSet slots_at(const Json& object, const char* key) {
  SlotSet slots;
  if (object.contains(key))
    for (const auto& ordinal : object.at(key)) {
      const auto number = ordinal.get<unsigned>();
      if (number >= kMaxSlotsOfSession) throw NotOurs{};
      slots.insert(number);
    }
  return slots;
}
PlanNumber plan_at(const Json& object, const char* key) {
  return {static_cast<std::uint32_t>(number_at(object, key))};
}
LocalTime local_at(const Json& object, const char* key) {
  return need(parse_local_time(object.at(key).get<std::string>()));
}
Reason reason_at(const Json& object) {
  return need(reason_from_code(text_at(object, "reason")));
}

Session session_from(const Json& object) {
  Session session;
  session.id = id_at<SessionId>(object, "session");
  session.departement = need(Departement::from_code(object.at("departement").get<std::string>()));
  session.inspector = id_at<InspectorId>(object, "inspector");
  session.date = need(parse_date(object.at("date").get<std::string>()));
  session.hours = {need(parse_time(object.at("start").get<std::string>())),
                   need(parse_time(object.at("end").get<std::string>()))};
  session.proposed_centre = id_at<CentreId>(object, "proposed_centre");
  session.plan = plan_at(object, "plan");
  session.revision = {number_at(object, "revision")};
  session.external_ref = text_at(object, "external_ref");
  if (object.contains("category")) {
    Planning planning;
    planning.centre = id_at<CentreId>(object, "centre");
    planning.category = need(category_from_code(object.at("category").get<std::string>()));
    planning.part = need(exam_part_from_code(text_at(object, "part")));
    planning.grid.unit_minutes = object.at("unit_minutes").get<std::uint16_t>();
    planning.grid.units_of_slot = object.at("units_of_slot").get<std::uint16_t>();
    planning.grid.slot_count = object.at("slot_count").get<std::uint16_t>();
    planning.planned_by = id_at<OfficeId>(object, "planned_by");
    session.planning = planning;
  }
  return session;
}

Closure closure_from(const Json& object) {
  Closure closure;
  closure.id = id_at<ClosureId>(object, "closure");
  closure.departement = need(Departement::from_code(object.at("departement").get<std::string>()));
  closure.scope =
      static_cast<ClosureScope>(place_of(kClosureScopes, object.at("scope").get<std::string>()));
  closure.who = number_at(object, "who");
  closure.from = local_at(object, "from");
  closure.to = local_at(object, "to");
  closure.reason = reason_at(object);
  closure.note = text_at(object, "note");
  return closure;
}

Subject subject_from(const Json& object) {
  return {static_cast<Subject::Kind>(place_of(kSubjectKinds, object.at("kind").get<std::string>())),
          number_at(object, "id"), static_cast<std::uint32_t>(number_at(object, "plan")),
          static_cast<std::uint32_t>(number_at(object, "ordinal"))};
}

std::vector<RuleEntry> entries_from(const Json& array) {
  std::vector<RuleEntry> entries;
  for (const auto& object : array)
    entries.push_back({need(parse_date(object.at("from").get<std::string>())),
                       object.at("key").get<std::string>(), object.at("value").get<std::string>()});
  return entries;
}

void read_changes(const Json& object, ChangeSet& changes) {
  changes.rules = {number_at(object, "rules")};
  if (object.contains("closures_revision"))
    changes.closures = Revision{number_at(object, "closures_revision")};
  for (const auto& session : object.value("relied_on", Json::array()))
    changes.relied_on.push_back(session_from(session));
  for (const auto& it : object.value("sessions", Json::array())) {
    SessionChange change;
    if (it.contains("before")) change.before = session_from(it.at("before"));
    if (it.contains("after")) change.after = session_from(it.at("after"));
    changes.sessions.push_back(std::move(change));
  }
  for (const auto& it : object.value("reservations", Json::array()))
    changes.reservations.push_back(
        {id_at<ReservationId>(it, "reservation"), id_at<SchoolId>(it, "school"),
         id_at<SessionId>(it, "session"), plan_at(it, "plan_before"), plan_at(it, "plan_after"),
         slots_at(it, "slots_before"), slots_at(it, "slots_after"),
         Revision{number_at(it, "revision_before")}, text_at(it, "external_ref")});
  for (const auto& it : object.value("blocks", Json::array()))
    changes.blocks.push_back({id_at<SessionId>(it, "session"), plan_at(it, "plan"),
                              slots_at(it, "slots"), it.at("blocked").get<bool>(), reason_at(it),
                              text_at(it, "note")});
  for (const auto& it : object.value("closures", Json::array()))
    changes.closures_changed.push_back(
        {closure_from(it.at("closure")), it.at("added").get<bool>()});
  if (object.contains("rules_changed"))
    changes.rules_changed = RulesChange{entries_from(object.at("rules_changed").at("before")),
                                        entries_from(object.at("rules_changed").at("after"))};
  for (const auto& it : object.value("remarks", Json::array()))
    changes.remarks.push_back(
        {static_cast<Remark::Kind>(place_of(kRemarkKinds, it.at("remark").get<std::string>())),
         subject_from(it.at("subject")), number_at(it, "amount")});
}

/// Runs a reader; whatever it stumbles over is a text that we did not write.
template <class Read>
auto guarded(Read&& read) -> result<decltype(read())> {
  try {
    return read();
  } catch (const Json::exception& error) {
    return Error{ErrorCode::storage_corrupt}.with_text(error.what());
  } catch (const NotOurs&) {
    return Error{ErrorCode::storage_corrupt}.with_text("json");
  }
}

Json parse(std::string_view text) {
  return Json::parse(text.begin(), text.end());
}

}  // namespace

Json of(const SlotId& slot) {
  return {{"session", slot.session.value}, {"plan", slot.plan.value}, {"ordinal", slot.ordinal}};
}

Json of(const Session& session) {
  Json object{{"session", session.id.value},           {"departement", session.departement.code()},
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

Json of(const SessionState& state) {
  Json object = of(state.session);
  object["status"] = state.session.is_planned() ? "planned" : "available";
  if (state.session.is_planned()) {
    object["free"] = ordinals(state.free());
    object["reserved"] = ordinals(state.reserved);
    object["unavailable"] = ordinals(state.unavailable);
  }
  return object;
}

Json of(const SessionDetail& detail) {
  const Session& session = detail.state.session;
  Json object = of(session);
  object["status"] = session.is_planned() ? "planned" : "available";
  if (!session.is_planned()) return object;
  Json slots = Json::array();
  for (const unsigned ordinal : session.planning->grid.slots()) {
    Json slot{{"ordinal", ordinal},
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

Json of(const Reservation& reservation) {
  Json object{{"reservation", reservation.id.value},  {"school", reservation.school.value},
              {"session", reservation.session.value}, {"plan", reservation.plan.value},
              {"slots", ordinals(reservation.slots)}, {"revision", reservation.revision.value}};
  put(object, "external_ref", reservation.external_ref);
  return object;
}

Json of(const ReservedSession& row) {
  Json object = of(row.reservation);
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

Json of(const Closure& closure) {
  Json object{{"closure", closure.id.value},
              {"departement", closure.departement.code()},
              {"scope", kClosureScopes[static_cast<std::size_t>(closure.scope)]},
              {"who", closure.who},
              {"from", to_text(closure.from)},
              {"to", to_text(closure.to)}};
  put(object, "reason", code_of(closure.reason));
  put(object, "note", closure.note);
  return object;
}

Json of(const RuleEntry& entry) {
  return {{"from", to_text(entry.from)}, {"key", entry.key}, {"value", entry.value}};
}

Json of(const Actor& actor) {
  Json object{{"role", code_of(actor.role)}};
  put(object, "who", actor.who);
  put(object, "subject", actor.subject);
  return object;
}

Json of(const Subject& subject) {
  Json object{{"kind", kSubjectKinds[static_cast<std::size_t>(subject.kind)]}, {"id", subject.id}};
  put(object, "plan", subject.plan);
  if (subject.kind == Subject::Kind::slot || subject.ordinal != 0)
    object["ordinal"] = subject.ordinal;
  return object;
}

Json of(const Remark& remark) {
  return {{"remark", kRemarkKinds[static_cast<std::size_t>(remark.kind)]},
          {"subject", of(remark.subject)},
          {"amount", remark.amount}};
}

Json of(const NoticeLine& line) {
  Json object{{"reservation", line.reservation.value},
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

Json of(const OutboxEntry& entry) {
  const Notice& notice = entry.notice;
  Json object{{"notice", notice.id.value},
              {"departement", notice.departement.code()},
              {"kind", code_of(notice.kind)}};
  put(object, "to_school", notice.to_school);
  put(object, "to_office", notice.to_office);
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

Json of(const Refusal& refusal) {
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

Json of(const UnitCount& units) {
  return {{"planned", units.planned.value},         {"unavailable", units.unavailable.value},
          {"offered", units.offered().value},       {"assigned", units.assigned.value},
          {"unassigned", units.unassigned().value}, {"reservable", units.reservable.value}};
}

Json of(const WeekSummary& summary) {
  Json rows = Json::array();
  for (const InspectorUnits& row : summary.inspectors) {
    Json object{{"inspector", row.inspector.value}};
    object.update(of(row.units));
    rows.push_back(std::move(object));
  }
  return {{"week", to_text(summary.week)},
          {"inspectors", std::move(rows)},
          {"total", of(summary.total)}};
}

Json of(const School& school) {
  Json object{{"school", school.id.value},
              {"name", school.name},
              {"aurige_id", school.aurige_id},
              {"active", school.active}};
  put(object, "mail", school.mail);
  Json categories = Json::array();
  for (std::size_t index = 0; index < kCategoryCount; ++index)
    if (school.categories.contains(static_cast<Category>(index)))
      categories.push_back(code_of(static_cast<Category>(index)));
  object["categories"] = std::move(categories);
  return object;
}

Json changes_of(const ChangeSet& changes) {
  Json object = Json::object();
  put(object, "rules", changes.rules.value);
  if (changes.closures) object["closures_revision"] = changes.closures->value;
  if (!changes.relied_on.empty()) object["relied_on"] = array_of(changes.relied_on);
  if (!changes.sessions.empty()) {
    Json array = Json::array();
    for (const SessionChange& change : changes.sessions) {
      Json it = Json::object();
      if (change.before) it["before"] = of(*change.before);
      if (change.after) it["after"] = of(*change.after);
      array.push_back(std::move(it));
    }
    object["sessions"] = std::move(array);
  }
  if (!changes.reservations.empty()) {
    Json array = Json::array();
    for (const ReservationChange& change : changes.reservations) {
      Json it{{"reservation", change.id.value},
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
    Json array = Json::array();
    for (const BlockChange& change : changes.blocks) {
      Json it{{"session", change.session.value},
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
    Json array = Json::array();
    for (const ClosureChange& change : changes.closures_changed)
      array.push_back({{"closure", of(change.closure)}, {"added", change.added}});
    object["closures"] = std::move(array);
  }
  if (changes.rules_changed)
    object["rules_changed"] = {{"before", array_of(changes.rules_changed->before)},
                               {"after", array_of(changes.rules_changed->after)}};
  if (!changes.remarks.empty()) object["remarks"] = array_of(changes.remarks);
  return object;
}

Json of(const Event& event) {
  const ChangeSet& changes = event.changes;
  Json object{{"number", event.number.value},
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

Json of(const Error& error) {
  Json object{{"code", name_of(error.code)},
              {"class", kClasses[static_cast<std::size_t>(class_of(error.code))]},
              {"subjects", array_of(error.subjects)}};
  put(object, "limit", error.limit);
  put(object, "actual", error.actual);
  put(object, "text", error.text);
  if (error.deadline) {
    const Deadline& deadline = *error.deadline;
    Json skipped = Json::array();
    for (const Date date : deadline.skipped) skipped.push_back(to_text(date));
    object["deadline"] = {{"closes_at", to_text(deadline.closes_at)},
                          {"closes_at_local", to_text(deadline.closes_at_local)},
                          {"last_day", to_text(deadline.last_day)},
                          {"zone", zone(deadline.zone).iana_name},
                          {"counting", code_of(deadline.rule.counting)},
                          {"days", deadline.rule.days},
                          {"skipped", std::move(skipped)}};
  }
  return object;
}

result<ChangeSet> change_set_from(std::string_view text) {
  return guarded([&] {
    ChangeSet changes;
    read_changes(parse(text), changes);
    return changes;
  });
}

result<std::vector<NoticeLine>> notice_lines_from(std::string_view text) {
  return guarded([&] {
    std::vector<NoticeLine> lines;
    for (const auto& it : parse(text)) {
      NoticeLine line;
      line.reservation = id_at<ReservationId>(it, "reservation");
      line.school = id_at<SchoolId>(it, "school");
      line.centre = id_at<CentreId>(it, "centre");
      line.inspector = id_at<InspectorId>(it, "inspector");
      line.category = need(category_from_code(it.at("category").get<std::string>()));
      line.part = need(exam_part_from_code(text_at(it, "part")));
      line.start = local_at(it, "start");
      line.end = local_at(it, "end");
      line.units = {it.at("units").get<std::int32_t>()};
      line.sequence = number_at(it, "sequence");
      line.still_held = it.contains("held_start");
      if (line.still_held) {
        line.held_start = local_at(it, "held_start");
        line.held_end = local_at(it, "held_end");
      }
      line.summary = text_at(it, "summary");
      line.location = text_at(it, "location");
      lines.push_back(std::move(line));
    }
    return lines;
  });
}

result<std::vector<SlotId>> slots_from(std::string_view text) {
  return guarded([&] {
    std::vector<SlotId> slots;
    for (const auto& it : parse(text))
      slots.push_back({id_at<SessionId>(it, "session"), plan_at(it, "plan"),
                       static_cast<std::uint32_t>(number_at(it, "ordinal"))});
    return slots;
  });
}

}  // namespace creneau::json
