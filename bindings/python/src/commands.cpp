#include <pybind11/stl.h>

#include <optional>
#include <tuple>
#include <vector>

#include "caller.hpp"
#include "facade/code_names.hpp"
#include "port_rows.hpp"

namespace creneau::python {

std::int32_t code_of(std::int32_t list, const std::string& name) {
  if (name.empty()) return 0;
  const std::int32_t number = facade::code_number(list, text_of(name));
  if (number < 0) throw py::value_error("no such code: " + name);
  return number;
}

Failed::Faults faults_of(const facade::Rows& rows) {
  Failed::Faults faults;
  for (const auto& fault : rows.faults)
    faults.emplace_back(fault->line, fault->column, fault->cell,
                        creneau::name_of(fault->failure.error().code),
                        fault->failure.message(text::Language::en));
  return faults;
}

namespace {

using Ids = std::vector<std::int64_t>;
using Slots = std::vector<std::tuple<std::int64_t, std::uint32_t, std::uint32_t>>;

[[nodiscard]] std::vector<crn_slot> plain(const Slots& slots) {
  std::vector<crn_slot> rows;
  rows.reserve(slots.size());
  for (const auto& [session, plan, ordinal] : slots) rows.push_back({session, plan, ordinal});
  return rows;
}

template <class Command>
[[nodiscard]] ReceiptKept run(const Caller& caller, const Envelope& envelope,
                              const Command& command) {
  return give(caller, envelope, [&](const crn_call* call, Event& receipt) {
    return caller.engine().run(call, &command, receipt);
  });
}

/// A session to be created: inspector, date, half-day (0: the hours), start, end, reference.
using NewSession =
    std::tuple<std::int64_t, PlainDate, std::int32_t, std::int32_t, std::int32_t, std::string>;

[[nodiscard]] ReceiptKept create_sessions(const Caller& caller, const Envelope& envelope,
                                          const std::vector<NewSession>& sessions,
                                          bool override_calendar) {
  std::vector<crn_new_session> rows;
  rows.reserve(sessions.size());
  for (const auto& [inspector, date, half_day, start, end, external_ref] : sessions) {
    crn_new_session row{};
    row.inspector = inspector;
    row.date = date.days;
    row.half_day = half_day;
    row.hours = {start, end};
    row.external_ref = text_of(external_ref);
    rows.push_back(row);
  }
  CRN_NEW(crn_create_sessions, command);
  command.override_calendar = override_calendar;
  command.sessions = rows.data();
  command.session_size = sizeof(crn_new_session);
  command.session_count = rows.size();
  return run(caller, envelope, command);
}

[[nodiscard]] ReceiptKept remove_sessions(const Caller& caller, const Envelope& envelope,
                                          const Ids& sessions, const std::string& note) {
  CRN_NEW(crn_remove_sessions, command);
  command.sessions = sessions.data();
  command.session_count = sessions.size();
  command.note = text_of(note);
  return run(caller, envelope, command);
}

[[nodiscard]] ReceiptKept plan_sessions(const Caller& caller, const Envelope& envelope,
                                        const Ids& sessions, std::int64_t centre,
                                        const std::string& category, const std::string& part,
                                        bool override_calendar) {
  CRN_NEW(crn_plan_sessions, command);
  command.override_calendar = override_calendar;
  command.sessions = sessions.data();
  command.session_count = sessions.size();
  command.centre = centre;
  command.category = code_of(CRN_CODES_CATEGORY, category);
  command.part = code_of(CRN_CODES_PART, part);
  return run(caller, envelope, command);
}

[[nodiscard]] ReceiptKept unplan_sessions(const Caller& caller, const Envelope& envelope,
                                          const Ids& sessions, const std::optional<Ids>& cascade,
                                          const std::string& reason, const std::string& note) {
  CRN_NEW(crn_unplan_sessions, command);
  command.reason = code_of(CRN_CODES_REASON, reason);
  command.sessions = sessions.data();
  command.session_count = sessions.size();
  if (cascade) {
    command.has_cascade = 1;
    command.cascade = cascade->data();
    command.cascade_count = cascade->size();
  }
  command.note = text_of(note);
  return run(caller, envelope, command);
}

[[nodiscard]] ReceiptKept change_session(const Caller& caller, const Envelope& envelope,
                                         std::int64_t session, std::int64_t inspector,
                                         std::int64_t centre, PlainDate date,
                                         std::optional<std::int32_t> start,
                                         const std::string& reason, const std::string& note,
                                         bool override_calendar) {
  CRN_NEW(crn_change_session, command);
  command.override_calendar = override_calendar;
  command.session = session;
  command.inspector = inspector;
  command.centre = centre;
  command.date = date.days;
  command.has_start = start.has_value();
  command.start = start.value_or(0);
  command.reason = code_of(CRN_CODES_REASON, reason);
  command.note = text_of(note);
  return run(caller, envelope, command);
}

[[nodiscard]] ReceiptKept reserve_slots(const Caller& caller, const Envelope& envelope,
                                        std::int64_t school, const Slots& slots,
                                        const std::string& external_ref) {
  const auto rows = plain(slots);
  CRN_NEW(crn_reserve_slots, command);
  command.school = school;
  command.slots = rows.data();
  command.slot_count = rows.size();
  command.external_ref = text_of(external_ref);
  return run(caller, envelope, command);
}

[[nodiscard]] ReceiptKept reserve_wish(const Caller& caller, const Envelope& envelope,
                                       std::int64_t school, const std::string& category,
                                       const std::string& part, std::int32_t exams,
                                       std::int32_t units, const Ids& inspectors,
                                       std::int64_t centre, PlainDate first, PlainDate last,
                                       std::int32_t half_day, const std::string& external_ref) {
  CRN_NEW(crn_reserve_wish, command);
  command.school = school;
  command.category = code_of(CRN_CODES_CATEGORY, category);
  command.part = code_of(CRN_CODES_PART, part);
  command.exams = exams;
  command.units = units;
  command.half_day = half_day;
  command.inspectors = inspectors.data();
  command.inspector_count = inspectors.size();
  command.centre = centre;
  command.period = {first.days, last.days};
  command.external_ref = text_of(external_ref);
  return run(caller, envelope, command);
}

[[nodiscard]] ReceiptKept cancel_by_office(const Caller& caller, const Envelope& envelope,
                                           const Ids& reservations, const Slots& slots,
                                           const std::string& reason, const std::string& note,
                                           bool correction) {
  const auto rows = plain(slots);
  CRN_NEW(crn_cancel_by_office, command);
  command.reason = code_of(CRN_CODES_REASON, reason);
  command.reservations = reservations.data();
  command.reservation_count = reservations.size();
  command.slots = rows.data();
  command.slot_count = rows.size();
  command.correction = correction;
  command.note = text_of(note);
  return run(caller, envelope, command);
}

[[nodiscard]] ReceiptKept cancel_by_school(const Caller& caller, const Envelope& envelope,
                                           const Ids& reservations, const Slots& slots,
                                           const std::string& note) {
  const auto rows = plain(slots);
  CRN_NEW(crn_cancel_by_school, command);
  command.reservations = reservations.data();
  command.reservation_count = reservations.size();
  command.slots = rows.data();
  command.slot_count = rows.size();
  command.note = text_of(note);
  return run(caller, envelope, command);
}

[[nodiscard]] ReceiptKept block_slots(const Caller& caller, const Envelope& envelope,
                                      const Slots& slots, const std::string& reason,
                                      const std::string& note, bool free_them) {
  const auto rows = plain(slots);
  CRN_NEW(crn_block_slots, command);
  command.reason = code_of(CRN_CODES_REASON, reason);
  command.slots = rows.data();
  command.slot_count = rows.size();
  command.note = text_of(note);
  return give(caller, envelope, [&](const crn_call* call, Event& receipt) {
    return free_them ? caller.engine().unblock(call, &command, receipt)
                     : caller.engine().block(call, &command, receipt);
  });
}

[[nodiscard]] ReceiptKept add_closure(const Caller& caller, const Envelope& envelope,
                                      std::int32_t scope, std::int64_t who, std::int32_t from,
                                      std::int32_t to, const std::string& reason,
                                      const std::string& note) {
  CRN_NEW(crn_add_closure, command);
  command.scope = scope;
  command.who = who;
  command.from = from;
  command.to = to;
  command.reason = code_of(CRN_CODES_REASON, reason);
  command.note = text_of(note);
  return run(caller, envelope, command);
}

[[nodiscard]] ReceiptKept remove_closures(const Caller& caller, const Envelope& envelope,
                                          const Ids& closures) {
  CRN_NEW(crn_remove_closures, command);
  command.closures = closures.data();
  command.closure_count = closures.size();
  return run(caller, envelope, command);
}

[[nodiscard]] ReceiptKept set_rules(
    const Caller& caller, const Envelope& envelope,
    const std::vector<std::tuple<PlainDate, std::string, std::string>>& rules,
    const std::string& note) {
  std::vector<crn_rule> rows;
  rows.reserve(rules.size());
  for (const auto& [from, key, value] : rules)
    rows.push_back({from.days, 0, text_of(key), text_of(value)});
  CRN_NEW(crn_set_rules, command);
  command.rules = rows.data();
  command.rule_size = sizeof(crn_rule);
  command.rule_count = rows.size();
  command.note = text_of(note);
  return run(caller, envelope, command);
}

/// Sessions as they were elsewhere: `creneau.ImportedSession`s.
[[nodiscard]] ReceiptKept import_sessions(const Caller& caller, const Envelope& envelope,
                                          const py::list& sessions, std::int64_t office,
                                          bool notify) {
  const TextsKept texts;
  const auto minutes = [](const py::object& time) {
    if (!time.attr("tzinfo").is_none())
      throw py::value_error("a time of day is local to the département: give it no tzinfo");
    return time.attr("hour").cast<std::int32_t>() * 60 + time.attr("minute").cast<std::int32_t>();
  };
  const auto bits = [](const py::object& ordinals) {
    std::uint64_t slots = 0;
    for (const py::handle ordinal : ordinals) {
      const auto number = ordinal.cast<unsigned>();
      if (number >= 64) throw py::value_error("no such slot");
      slots |= std::uint64_t{1} << number;
    }
    return slots;
  };
  std::vector<crn_imported_session> rows;
  std::vector<std::vector<crn_imported_reservation>> held;
  for (const py::handle it : sessions) {
    crn_imported_session row{};
    row.inspector = it.attr("inspector").cast<std::int64_t>();
    row.date = it.attr("date").cast<PlainDate>().days;
    row.hours = {minutes(it.attr("start")), minutes(it.attr("end"))};
    if (row.hours.end == 0) row.hours.end = 1440;  // the end of the day
    row.centre = it.attr("centre").cast<std::int64_t>();
    row.external_ref = texts.latest().keep(it.attr("external_ref"));
    if (const py::object category = it.attr("category"); !category.is_none())
      row.category = code_of(CRN_CODES_CATEGORY, category.attr("value").cast<std::string>());
    if (const py::object part = it.attr("part"); !part.is_none())
      row.part = code_of(CRN_CODES_PART, part.attr("value").cast<std::string>());
    row.unit_minutes = it.attr("unit_minutes").cast<std::int32_t>();
    row.units_of_slot = it.attr("units_of_slot").cast<std::int32_t>();
    row.slot_count = it.attr("slot_count").cast<std::int32_t>();
    row.unavailable = bits(it.attr("unavailable"));
    auto& of_session = held.emplace_back();
    for (const py::handle reservation : it.attr("held")) {
      crn_imported_reservation one{};
      one.school = reservation.attr("school").cast<std::int64_t>();
      one.slots = bits(reservation.attr("slots"));
      one.external_ref = texts.latest().keep(reservation.attr("external_ref"));
      of_session.push_back(one);
    }
    rows.push_back(row);
  }
  for (std::size_t place = 0; place < rows.size(); ++place) {
    rows[place].reservations = held[place].data();
    rows[place].reservation_size = sizeof(crn_imported_reservation);
    rows[place].reservation_count = held[place].size();
  }
  CRN_NEW(crn_import_planning, command);
  command.office = office;
  command.notify = notify;
  command.sessions = rows.data();
  command.session_size = sizeof(crn_imported_session);
  command.session_count = rows.size();
  return run(caller, envelope, command);
}

}  // namespace

void bind_commands(py::class_<Caller>& caller) {
  caller.def("import_sessions", &import_sessions);
  caller.def("create_sessions", &create_sessions)
      .def("remove_sessions", &remove_sessions)
      .def("plan_sessions", &plan_sessions)
      .def("unplan_sessions", &unplan_sessions)
      .def("change_session", &change_session)
      .def("reserve_slots", &reserve_slots)
      .def("reserve_wish", &reserve_wish)
      .def("cancel_by_office", &cancel_by_office)
      .def("cancel_by_school", &cancel_by_school)
      .def("block_slots", &block_slots)
      .def("add_closure", &add_closure)
      .def("remove_closures", &remove_closures)
      .def("set_rules", &set_rules);
}

}  // namespace creneau::python
