#include <pybind11/stl.h>

#include <optional>
#include <tuple>
#include <vector>

#include "caller.hpp"
#include "facade/code_names.hpp"

namespace creneau::python {

std::int32_t code_of(std::int32_t list, const std::string& name) {
  if (name.empty()) return 0;
  const std::int32_t number = facade::code_number(list, text_of(name));
  if (number < 0) throw py::value_error("no such code: " + name);
  return number;
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

/// Runs `work(call, receipt)`, and gives the receipt.
template <class Work>
[[nodiscard]] ReceiptKept give(const Caller& caller, const Envelope& envelope, Work&& work) {
  const crn_actor actor = caller.actor();
  CRN_NEW(crn_call, call);
  call.mode = envelope.mode;
  call.actor = &actor;
  call.request = text_of(envelope.request);
  call.departement = departement_of(envelope.departement);
  auto receipt = std::make_shared<Event>();
  need(without_gil([&] { return work(&call, *receipt); }));
  return receipt;
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

}  // namespace

void bind_commands(py::class_<Caller>& caller) {
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
