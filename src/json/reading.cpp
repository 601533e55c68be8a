#include <boost/system/system_error.hpp>
#include <concepts>

#include "creneau/json/json.hpp"
#include "creneau/model/iso_text.hpp"
#include "json/codes.hpp"

namespace creneau::json {

namespace {

/// Thrown by the readers below when a text is not what `of` writes; never leaves this file.
struct NotOurs {
  std::string_view what;  ///< the key, or what stands where something else should
};

template <class Value>
Value need(const std::optional<Value>& parsed, std::string_view what) {
  if (!parsed) throw NotOurs{what};
  return *parsed;
}

// Values, as what they should be.

const Object& object_of(const Json& value) {
  if (const Object* object = value.if_object()) return *object;
  throw NotOurs{"object"};
}
const Array& array_of(const Json& value) {
  if (const Array* array = value.if_array()) return *array;
  throw NotOurs{"array"};
}
std::string_view text_of(const Json& value) {
  if (const auto* text = value.if_string()) return {text->data(), text->size()};
  throw NotOurs{"text"};
}
template <std::integral Number>
Number number_of(const Json& value) {
  boost::system::error_code wrong;
  const auto number = value.to_number<Number>(wrong);
  if (wrong) throw NotOurs{"number"};
  return number;
}

// What stands under a key that must be there.

const Json& at(const Object& object, std::string_view key) {
  if (const Json* value = object.if_contains(key)) return *value;
  throw NotOurs{key};
}
std::string_view needed_text(const Object& object, std::string_view key) {
  return text_of(at(object, key));
}
bool needed_bool(const Object& object, std::string_view key) {
  if (const bool* value = at(object, key).if_bool()) return *value;
  throw NotOurs{key};
}
LocalTime local_at(const Object& object, std::string_view key) {
  return need(parse_local_time(needed_text(object, key)), key);
}
/// The enumerator of one of `codes`.
template <class Enum, std::size_t N>
Enum enum_at(const Object& object, std::string_view key,
             const std::array<std::string_view, N>& codes) {
  const std::string_view code = needed_text(object, key);
  for (std::size_t index = 0; index < N; ++index)
    if (codes[index] == code) return static_cast<Enum>(index);
  throw NotOurs{key};
}

// What stands under a key that `of` leaves out where it would say nothing.

std::string_view text_at(const Object& object, std::string_view key) {
  const Json* value = object.if_contains(key);
  return value == nullptr ? std::string_view{} : text_of(*value);
}
template <std::integral Number = std::int64_t>
Number number_at(const Object& object, std::string_view key) {
  const Json* value = object.if_contains(key);
  return value == nullptr ? Number{} : number_of<Number>(*value);
}
template <class EntityId>
EntityId id_at(const Object& object, std::string_view key) {
  return {number_at(object, key)};
}
PlanNumber plan_at(const Object& object, std::string_view key) {
  return {number_at<std::uint32_t>(object, key)};
}
Reason reason_at(const Object& object) {
  return need(reason_from_code(text_at(object, "reason")), "reason");
}
ExamPart part_at(const Object& object) {
  return need(exam_part_from_code(text_at(object, "part")), "part");
}
/// Calls `read` for each object of an array.
template <class Read>
void each_at(const Object& object, std::string_view key, Read&& read) {
  if (const Json* value = object.if_contains(key))
    for (const Json& it : array_of(*value)) read(object_of(it));
}
SlotSet slots_at(const Object& object, std::string_view key) {
  SlotSet slots;
  for (const Json& it : array_of(at(object, key))) {
    const auto ordinal = number_of<unsigned>(it);
    if (ordinal >= kMaxSlotsOfSession) throw NotOurs{key};
    slots.insert(ordinal);
  }
  return slots;
}

Departement departement_of(const Object& object) {
  return need(Departement::from_code(needed_text(object, "departement")), "departement");
}
Category category_of(const Object& object) {
  return need(category_from_code(needed_text(object, "category")), "category");
}
Minutes time_at(const Object& object, std::string_view key) {
  return need(parse_time(needed_text(object, key)), key);
}
Date date_at(const Object& object, std::string_view key) {
  return need(parse_date(needed_text(object, key)), key);
}

Session session_from(const Object& object) {
  Session session;
  session.id = id_at<SessionId>(object, "session");
  session.departement = departement_of(object);
  session.inspector = id_at<InspectorId>(object, "inspector");
  session.date = date_at(object, "date");
  session.hours = {time_at(object, "start"), time_at(object, "end")};
  session.proposed_centre = id_at<CentreId>(object, "proposed_centre");
  session.plan = plan_at(object, "plan");
  session.revision = {number_at(object, "revision")};
  session.external_ref = text_at(object, "external_ref");
  if (object.contains("category")) {
    Planning planning;
    planning.centre = id_at<CentreId>(object, "centre");
    planning.category = category_of(object);
    planning.part = part_at(object);
    planning.grid.unit_minutes = number_of<std::uint16_t>(at(object, "unit_minutes"));
    planning.grid.units_of_slot = number_of<std::uint16_t>(at(object, "units_of_slot"));
    planning.grid.slot_count = number_of<std::uint16_t>(at(object, "slot_count"));
    planning.planned_by = id_at<OfficeId>(object, "planned_by");
    if (!planning.grid.valid()) throw NotOurs{"slot_count"};
    session.planning = planning;
  }
  return session;
}

SessionChange session_change_from(const Object& object) {
  SessionChange change;
  if (const Json* before = object.if_contains("before"))
    change.before = session_from(object_of(*before));
  if (const Json* after = object.if_contains("after"))
    change.after = session_from(object_of(*after));
  if (!change.before && !change.after) throw NotOurs{"sessions"};
  return change;
}

ReservationChange reservation_change_from(const Object& object) {
  ReservationChange change{id_at<ReservationId>(object, "reservation"),
                           id_at<SchoolId>(object, "school"),
                           id_at<SessionId>(object, "session"),
                           plan_at(object, "plan_before"),
                           plan_at(object, "plan_after"),
                           slots_at(object, "slots_before"),
                           slots_at(object, "slots_after"),
                           Revision{number_at(object, "revision_before")},
                           std::string(text_at(object, "external_ref"))};
  if (change.slots_before.empty() && change.slots_after.empty()) throw NotOurs{"slots_after"};
  return change;
}

BlockChange block_change_from(const Object& object) {
  return {id_at<SessionId>(object, "session"),
          plan_at(object, "plan"),
          slots_at(object, "slots"),
          needed_bool(object, "blocked"),
          reason_at(object),
          std::string(text_at(object, "note"))};
}

Closure closure_from(const Object& object) {
  Closure closure;
  closure.id = id_at<ClosureId>(object, "closure");
  closure.departement = departement_of(object);
  closure.scope = enum_at<ClosureScope>(object, "scope", kClosureScopes);
  closure.who = number_at(object, "who");
  closure.from = local_at(object, "from");
  closure.to = local_at(object, "to");
  closure.reason = reason_at(object);
  closure.note = text_at(object, "note");
  return closure;
}

std::vector<RuleEntry> entries_at(const Object& object, std::string_view key) {
  std::vector<RuleEntry> entries;
  for (const Json& it : array_of(at(object, key))) {
    const Object& entry = object_of(it);
    entries.push_back({date_at(entry, "from"), std::string(needed_text(entry, "key")),
                       std::string(needed_text(entry, "value"))});
  }
  return entries;
}

Subject subject_from(const Object& object) {
  const Subject subject{enum_at<Subject::Kind>(object, "kind", kSubjectKinds),
                        number_at(object, "id"), number_at<std::uint32_t>(object, "plan"),
                        number_at<std::uint32_t>(object, "ordinal")};
  const auto index = static_cast<std::uint64_t>(subject.id);
  if ((subject.kind == Subject::Kind::departement && index >= Departement::kCount) ||
      (subject.kind == Subject::Kind::category && index >= kCategoryCount))
    throw NotOurs{"id"};
  return subject;
}

Remark remark_from(const Object& object) {
  return {enum_at<Remark::Kind>(object, "remark", kRemarkKinds),
          subject_from(object_of(at(object, "subject"))), number_at(object, "amount")};
}

ChangeSet changes_from(const Object& object) {
  ChangeSet changes;
  changes.rules = {number_at(object, "rules")};
  if (object.contains("closures_revision"))
    changes.closures = Revision{number_at(object, "closures_revision")};
  each_at(object, "relied_on",
          [&](const Object& it) { changes.relied_on.push_back(session_from(it)); });
  each_at(object, "sessions",
          [&](const Object& it) { changes.sessions.push_back(session_change_from(it)); });
  each_at(object, "reservations",
          [&](const Object& it) { changes.reservations.push_back(reservation_change_from(it)); });
  each_at(object, "blocks",
          [&](const Object& it) { changes.blocks.push_back(block_change_from(it)); });
  each_at(object, "closures", [&](const Object& it) {
    changes.closures_changed.push_back(
        {closure_from(object_of(at(it, "closure"))), needed_bool(it, "added")});
  });
  if (const Json* rules = object.if_contains("rules_changed"))
    changes.rules_changed = RulesChange{entries_at(object_of(*rules), "before"),
                                        entries_at(object_of(*rules), "after")};
  each_at(object, "remarks", [&](const Object& it) { changes.remarks.push_back(remark_from(it)); });
  return changes;
}

NoticeLine notice_line_from(const Object& object) {
  NoticeLine line;
  line.reservation = id_at<ReservationId>(object, "reservation");
  line.school = id_at<SchoolId>(object, "school");
  line.centre = id_at<CentreId>(object, "centre");
  line.inspector = id_at<InspectorId>(object, "inspector");
  line.category = category_of(object);
  line.part = part_at(object);
  line.start = local_at(object, "start");
  line.end = local_at(object, "end");
  line.units = {number_of<std::int32_t>(at(object, "units"))};
  line.sequence = number_at(object, "sequence");
  line.still_held = object.contains("held_start");
  if (line.still_held) {
    line.held_start = local_at(object, "held_start");
    line.held_end = local_at(object, "held_end");
  }
  line.summary = text_at(object, "summary");
  line.location = text_at(object, "location");
  return line;
}

SlotId slot_from(const Object& object) {
  return {id_at<SessionId>(object, "session"), plan_at(object, "plan"),
          number_at<std::uint32_t>(object, "ordinal")};
}

/// Parses a text and reads it; whatever the reader stumbles over is a text that we did not write.
template <class Read>
auto read(std::string_view text, Read&& from) -> result<decltype(from(Json{}))> {
  const auto corrupt = [](std::string what) {
    return Error{ErrorCode::storage_corrupt}.with_text(std::move(what));
  };
  try {
    boost::system::error_code wrong;
    const Json value = boost::json::parse(text, wrong);
    if (wrong) return corrupt(wrong.message());
    return from(value);
  } catch (const NotOurs& fault) {
    return corrupt("json: " + std::string(fault.what));
  }
}

/// Reads an array of objects.
template <class Row>
result<std::vector<Row>> rows_from(std::string_view text, Row (*row_from)(const Object&)) {
  return read(text, [&](const Json& value) {
    std::vector<Row> rows;
    for (const Json& it : array_of(value)) rows.push_back(row_from(object_of(it)));
    return rows;
  });
}

}  // namespace

result<ChangeSet> change_set_from(std::string_view text) {
  return read(text, [](const Json& value) { return changes_from(object_of(value)); });
}

result<std::vector<NoticeLine>> notice_lines_from(std::string_view text) {
  return rows_from(text, notice_line_from);
}

result<std::vector<SlotId>> slots_from(std::string_view text) {
  return rows_from(text, slot_from);
}

result<std::vector<std::string>> texts_from(std::string_view text) {
  return read(text, [](const Json& value) {
    std::vector<std::string> texts;
    for (const Json& it : array_of(value)) texts.emplace_back(text_of(it));
    return texts;
  });
}

}  // namespace creneau::json
