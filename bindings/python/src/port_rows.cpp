#include "port_rows.hpp"

#include <pybind11/stl.h>

#include <string>
#include <utility>
#include <vector>

#include "caller.hpp"
#include "facade/code_names.hpp"
#include "facade/event_rows.hpp"

namespace creneau::python {

namespace {

[[nodiscard]] py::object made(const char* name, py::tuple values) {
  return py::module_::import("creneau.ports").attr(name)(*values);
}

[[nodiscard]] py::str name_in(std::int32_t list, std::int32_t number) {
  return str_of(facade::code_name(list, number));
}

[[nodiscard]] py::tuple pair_of(crn_cursor cursor) {
  return py::make_tuple(cursor.major, cursor.minor);
}

[[nodiscard]] py::object scope_name(std::int32_t scope) {
  static constexpr const char* kNames[] = {"", "inspector", "centre", "office"};
  return py::str(kNames[scope >= 1 && scope <= 3 ? scope : 0]);
}

[[nodiscard]] std::int32_t scope_number(const std::string& name) {
  if (name == "inspector") return CRN_CLOSURE_INSPECTOR;
  if (name == "centre") return CRN_CLOSURE_CENTRE;
  if (name == "office") return CRN_CLOSURE_OFFICE;
  throw py::value_error("no such scope: " + name);
}

[[nodiscard]] std::int64_t id_in(const py::handle& from, const char* name) {
  return field<std::int64_t>(from, name);
}
[[nodiscard]] crn_text text_in(const py::handle& from, const char* name) {
  return TextsKept::latest().keep(from.attr(name));
}
[[nodiscard]] std::int32_t day_in(const py::handle& from, const char* name) {
  return field<PlainDate>(from, name).days;
}
[[nodiscard]] std::int32_t code_in(const py::handle& from, const char* name, std::int32_t list) {
  return python::code_of(list, field<std::string>(from, name));
}
[[nodiscard]] crn_departement departement_in(const py::handle& from, const char* name) {
  return departement_of(field<std::string>(from, name));
}

[[nodiscard]] std::uint32_t categories_in(const py::handle& from) {
  std::uint32_t bits = 0;
  for (const py::handle category : from.attr("categories"))
    bits |= 1U << python::code_of(CRN_CODES_CATEGORY, py::str(category.attr("value")));
  return bits;
}

/// Adds rows that `read(handle)` makes one by one.
template <class Plain, class Read>
void add_each(facade::Rows& rows, const py::handle& from, Read&& read) {
  const TextsKept texts;
  std::vector<Plain> plain;
  for (const py::handle it : from) plain.push_back(read(it));
  need(rows.add(facade::RowsIn<Plain>(plain.data(), sizeof(Plain), plain.size(), "rows")));
}

[[nodiscard]] crn_session plain_session(const py::handle& it) {
  crn_session row{};
  row.id = id_in(it, "id");
  row.inspector = id_in(it, "inspector");
  row.revision = field<std::int64_t>(it, "revision");
  row.proposed_centre = id_in(it, "proposed_centre");
  row.centre = id_in(it, "centre");
  row.planned_by = id_in(it, "planned_by");
  row.reserved = field<std::uint64_t>(it, "reserved");
  row.unavailable = field<std::uint64_t>(it, "unavailable");
  row.external_ref = text_in(it, "external_ref");
  row.departement = departement_in(it, "departement");
  row.date = day_in(it, "date");
  row.start = field<std::int32_t>(it, "start");
  row.end = field<std::int32_t>(it, "end");
  row.plan = field<std::uint32_t>(it, "plan");
  row.category = code_in(it, "category", CRN_CODES_CATEGORY);
  row.part = code_in(it, "part", CRN_CODES_PART);
  row.unit_minutes = field<std::int32_t>(it, "unit_minutes");
  row.units_of_slot = field<std::int32_t>(it, "units_of_slot");
  row.slot_count = field<std::int32_t>(it, "slot_count");
  return row;
}

}  // namespace

namespace {

thread_local TextsKept* latest_texts = nullptr;

}  // namespace

TextsKept::TextsKept() noexcept : before_(std::exchange(latest_texts, this)) {}

TextsKept::~TextsKept() {
  latest_texts = before_;
}

TextsKept& TextsKept::latest() noexcept {
  return *latest_texts;
}

crn_text TextsKept::keep(py::object text) {
  Py_ssize_t size = 0;
  const char* const data = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
  if (data == nullptr) throw py::error_already_set();
  texts_.push_back(std::move(text));
  return {data, static_cast<std::size_t>(size)};
}

py::tuple ids_of(std::span<const std::int64_t> ids) {
  py::tuple all(ids.size());
  for (std::size_t place = 0; place < ids.size(); ++place) all[place] = py::int_(ids[place]);
  return all;
}

// ---- To Python

py::object python_of(const crn_session_filter& it) {
  return made(
      "SessionFilter",
      py::make_tuple(str_of(it.departement), date_of(it.period.first), date_of(it.period.last),
                     ids_of({it.inspectors, it.inspector_count}), it.centre,
                     name_in(CRN_CODES_CATEGORY, it.category),
                     it.has_part != 0 ? py::object(name_in(CRN_CODES_PART, it.part)) : py::none(),
                     it.planned != 0, it.available != 0, it.with_free_slots != 0, it.hours.start,
                     it.hours.end));
}

py::object python_of(const crn_reservation_filter& it) {
  return made("ReservationFilter", py::make_tuple(str_of(it.departement), date_of(it.period.first),
                                                  date_of(it.period.last), it.school, it.centre,
                                                  ids_of({it.inspectors, it.inspector_count}),
                                                  name_in(CRN_CODES_CATEGORY, it.category)));
}

py::object python_of(const crn_closure_filter& it) {
  return made("ClosureFilter", py::make_tuple(str_of(it.departement), date_of(it.period.first),
                                              date_of(it.period.last)));
}

py::object python_of(const crn_event_filter& it) {
  return made("EventFilter", py::make_tuple(str_of(it.departement), it.after, it.session,
                                            it.reservation, it.school));
}

py::object python_of(const crn_week_query& it, std::int32_t now) {
  return made("WeekFilter",
              py::make_tuple(str_of(it.departement), date_of(it.week),
                             name_in(CRN_CODES_CATEGORY, it.category), it.inspector, now));
}

py::object python_of(const crn_page& it) {
  const bool begins = it.after.major == 0 && it.after.minor == 0;
  return made(
      "PageRequest",
      py::make_tuple(begins ? py::object(py::none()) : py::object(pair_of(it.after)), it.limit));
}

py::object python_of(const crn_needs& it) {
  py::object request = py::none();
  if (it.request != nullptr)
    request = made("RequestKey", py::make_tuple(name_in(CRN_CODES_ROLE, it.request->role),
                                                it.request->who, str_of(it.request->request)));
  py::object days = py::none();
  if (it.inspector_days != 0)
    days = made("InspectorDays",
                py::make_tuple(ids_of({it.day_inspectors, it.day_inspector_count}),
                               it.has_days != 0 ? date_of(it.days.first) : py::none(),
                               it.has_days != 0 ? date_of(it.days.last) : py::none()));
  py::object within = py::none();
  if (it.has_closures_within != 0)
    within = py::make_tuple(date_of(it.closures_within.first), date_of(it.closures_within.last));
  return made("Needs", py::make_tuple(
                           str_of(it.departement), request, ids_of({it.sessions, it.session_count}),
                           ids_of({it.reservations, it.reservation_count}),
                           it.reservations_of_sessions != 0, it.blocks_of_sessions != 0, days,
                           it.candidates == nullptr ? py::none() : python_of(*it.candidates),
                           it.enough, it.closures_of_sessions != 0, within,
                           ids_of({it.closures, it.closure_count}), it.rules != 0));
}

py::object python_of(const crn_refusal& it) {
  py::tuple slots(it.slot_count);
  for (std::size_t place = 0; place < it.slot_count; ++place)
    slots[place] =
        py::make_tuple(it.slots[place].session, it.slots[place].plan, it.slots[place].ordinal);
  return made(
      "RefusalRow",
      py::make_tuple(str_of(it.departement), name_in(CRN_CODES_COMMAND, it.command),
                     name_in(CRN_CODES_ROLE, it.role), it.who, str_of(it.subject),
                     instant_of(it.at), str_of(it.request), it.code, it.limit, it.actual, slots));
}

py::object python_of(const Session& session) {
  const crn_session it = facade::plain(session);
  return made(
      "SessionRow",
      py::make_tuple(it.id, str_of(it.departement), it.inspector, date_of(it.date), it.start,
                     it.end, it.proposed_centre, it.centre,
                     name_in(CRN_CODES_CATEGORY, it.category), name_in(CRN_CODES_PART, it.part),
                     it.unit_minutes, it.units_of_slot, it.slot_count, it.planned_by, it.plan,
                     it.revision, it.reserved, it.unavailable, str_of(it.external_ref)));
}

py::object python_of(const Closure& closure) {
  const crn_closure it = facade::plain(closure);
  return made("ClosureRow",
              py::make_tuple(it.id, str_of(it.departement), scope_name(it.scope), it.who, it.from,
                             it.to, name_in(CRN_CODES_REASON, it.reason), str_of(it.note)));
}

py::object python_of(const Notice& notice) {
  py::list lines;
  for (const NoticeLine& line : notice.lines) {
    const crn_notice_line it = facade::plain(line);
    lines.append(made(
        "NoticeLine",
        py::make_tuple(it.reservation, it.school, it.centre, it.inspector,
                       name_in(CRN_CODES_CATEGORY, it.category), name_in(CRN_CODES_PART, it.part),
                       it.start, it.end, it.units, it.sequence, it.still_held != 0, it.held_start,
                       it.held_end, str_of(it.summary), str_of(it.location))));
  }
  const crn_notice_facts it = facade::plain(notice);
  return made("Notice",
              py::make_tuple(it.id, name_in(CRN_CODES_NOTICE, it.kind), str_of(it.departement),
                             it.to_school, it.to_office, it.from_office, instant_of(it.at),
                             name_in(CRN_CODES_REASON, it.reason), str_of(it.note),
                             str_of(it.address), str_of(it.reply_to), str_of(it.title),
                             str_of(it.text), str_of(it.html), py::tuple(lines)));
}

py::object python_of(const Event& event) {
  const ChangeSet& it = event.changes;
  py::object closures = py::none();
  if (it.closures) closures = py::int_(it.closures->value);
  return made(
      "EventRow",
      py::make_tuple(event.number.value, instant_of(facade::plain(it.at)),
                     std::string(it.departement.code()), std::string(creneau::code_of(it.command)),
                     std::string(creneau::code_of(it.actor.role)), it.actor.who, it.actor.subject,
                     it.request, it.content.value, std::string(creneau::code_of(it.reason)),
                     it.note, it.rules.value, closures, facade::json_of(event)));
}

// ---- From Python

crn_event_head head_of(const py::handle& it) {
  CRN_NEW(crn_event_head, head);
  head.number = field<std::int64_t>(it, "number");
  head.at = field<PlainInstant>(it, "at").microseconds;
  head.departement = departement_in(it, "departement");
  head.command = code_in(it, "command", CRN_CODES_COMMAND);
  head.role = code_in(it, "role", CRN_CODES_ROLE);
  head.who = id_in(it, "who");
  head.subject = text_in(it, "subject");
  head.request = text_in(it, "request");
  head.content = field<std::uint64_t>(it, "content");
  head.reason = code_in(it, "reason", CRN_CODES_REASON);
  head.note = text_in(it, "note");
  head.rules = field<std::int64_t>(it, "rules");
  const py::object closures = it.attr("closures");
  head.relies_on_closures = !closures.is_none();
  if (!closures.is_none()) head.closures = value_as<std::int64_t>(closures, "closures_revision");
  return head;
}

void add_event(facade::Rows& rows, const py::handle& from) {
  const TextsKept texts;
  const crn_event_head head = head_of(from);
  need(rows.add_event(&head, text_in(from, "json")));
}

void add_sessions(facade::Rows& rows, const py::handle& from) {
  add_each<crn_session>(rows, from, &plain_session);
}

void add_reservations(facade::Rows& rows, const py::handle& from) {
  add_each<crn_reservation>(rows, from, [](const py::handle& it) {
    crn_reservation row{};
    row.id = id_in(it, "id");
    row.school = id_in(it, "school");
    row.session = id_in(it, "session");
    row.plan = field<std::uint32_t>(it, "plan");
    row.slots = field<std::uint64_t>(it, "slots");
    row.revision = field<std::int64_t>(it, "revision");
    row.external_ref = text_in(it, "external_ref");
    return row;
  });
}

void add_blocks(facade::Rows& rows, const py::handle& from) {
  add_each<crn_block>(rows, from, [](const py::handle& it) {
    crn_block row{};
    row.slot = {id_in(it, "session"), field<std::uint32_t>(it, "plan"),
                field<std::uint32_t>(it, "ordinal")};
    row.reason = code_in(it, "reason", CRN_CODES_REASON);
    row.note = text_in(it, "note");
    return row;
  });
}

void add_closures(facade::Rows& rows, const py::handle& from) {
  add_each<crn_closure>(rows, from, [](const py::handle& it) {
    crn_closure row{};
    row.id = id_in(it, "id");
    row.departement = departement_in(it, "departement");
    row.scope = scope_number(field<std::string>(it, "scope"));
    row.who = id_in(it, "who");
    row.from = field<std::int32_t>(it, "start");
    row.to = field<std::int32_t>(it, "end");
    row.reason = code_in(it, "reason", CRN_CODES_REASON);
    row.note = text_in(it, "note");
    return row;
  });
}

void add_rules(facade::Rows& rows, const py::handle& from) {
  add_each<crn_rule>(rows, from, [](const py::handle& it) {
    crn_rule row{};
    row.from = day_in(it, "from_date");
    row.key = text_in(it, "key");
    row.value = text_in(it, "value");
    return row;
  });
}

void add_units(facade::Rows& rows, const py::handle& from) {
  add_each<crn_units>(rows, from, [](const py::handle& it) {
    crn_units row{};
    row.inspector = id_in(it, "inspector");
    row.planned = field<std::int32_t>(it, "planned");
    row.unavailable = field<std::int32_t>(it, "unavailable");
    row.assigned = field<std::int32_t>(it, "assigned");
    row.reservable = field<std::int32_t>(it, "reservable");
    return row;
  });
}

void add_refusals(facade::Rows& rows, const py::handle& from) {
  for (const py::handle it : from) {
    const TextsKept texts;
    std::vector<crn_slot> slots;
    for (const py::handle slot : it.attr("slots")) {
      const auto [session, plan, ordinal] =
          value_as<std::tuple<std::int64_t, std::uint32_t, std::uint32_t>>(slot, "a slot");
      slots.push_back({session, plan, ordinal});
    }
    crn_refusal row{};
    row.departement = departement_in(it, "departement");
    row.command = code_in(it, "command", CRN_CODES_COMMAND);
    row.role = code_in(it, "role", CRN_CODES_ROLE);
    row.who = id_in(it, "who");
    row.subject = text_in(it, "subject");
    row.at = field<PlainInstant>(it, "at").microseconds;
    row.request = text_in(it, "request");
    row.code = field<crn_status>(it, "code");
    row.limit = field<std::int64_t>(it, "limit");
    row.actual = field<std::int64_t>(it, "actual");
    row.slots = slots.data();
    row.slot_count = slots.size();
    need(rows.add(facade::RowsIn<crn_refusal>(&row, sizeof row, 1, "refusals")));
  }
}

void add_offices(facade::Rows& rows, const py::handle& from) {
  for (const py::handle it : from) {
    const TextsKept texts;
    std::vector<crn_departement> departements;
    for (const py::handle code : it.attr("departements"))
      departements.push_back(departement_of(value_as<std::string>(code, "a département")));
    crn_office row{};
    row.id = id_in(it, "id");
    row.name = text_in(it, "name");
    row.mail = text_in(it, "mail");
    row.phone = text_in(it, "phone");
    row.departements = departements.data();
    row.departement_count = departements.size();
    row.external_ref = text_in(it, "external_ref");
    need(rows.add(facade::RowsIn<crn_office>(&row, sizeof row, 1, "offices")));
  }
}

void add_schools(facade::Rows& rows, const py::handle& from) {
  add_each<crn_school>(rows, from, [](const py::handle& it) {
    crn_school row{};
    row.id = id_in(it, "id");
    row.name = text_in(it, "name");
    row.aurige_id = text_in(it, "aurige_id");
    row.mail = text_in(it, "mail");
    row.external_ref = text_in(it, "external_ref");
    row.categories = categories_in(it);
    row.inactive = !field<bool>(it, "active");
    return row;
  });
}

void add_inspectors(facade::Rows& rows, const py::handle& from) {
  for (const py::handle it : from) {
    const TextsKept texts;
    std::vector<crn_posting> postings;
    for (const py::handle posting : it.attr("postings"))
      postings.push_back({departement_in(posting, "departement"),
                          {day_in(posting, "first"), day_in(posting, "last")}});
    crn_inspector row{};
    row.id = id_in(it, "id");
    row.matricule = text_in(it, "matricule");
    row.name = text_in(it, "name");
    row.postings = postings.data();
    row.posting_count = postings.size();
    row.external_ref = text_in(it, "external_ref");
    row.categories = categories_in(it);
    need(rows.add(facade::RowsIn<crn_inspector>(&row, sizeof row, 1, "inspectors")));
  }
}

void add_centres(facade::Rows& rows, const py::handle& from) {
  add_each<crn_centre>(rows, from, [](const py::handle& it) {
    crn_centre row{};
    row.id = id_in(it, "id");
    row.name = text_in(it, "name");
    row.place = text_in(it, "place");
    row.external_ref = text_in(it, "external_ref");
    row.departement = departement_in(it, "departement");
    row.categories = categories_in(it);
    return row;
  });
}

void set_page(facade::Rows& rows, const py::handle& page) {
  rows.number = {field<std::int64_t>(page, "number")};
  const py::object next = page.attr("next");
  if (next.is_none()) return;
  const auto [major, minor] = value_as<std::pair<std::int64_t, std::int64_t>>(next, "next");
  rows.next = Cursor{major, minor};
}

}  // namespace creneau::python
