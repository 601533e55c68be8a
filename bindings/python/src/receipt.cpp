#include <pybind11/stl.h>

#include <vector>

#include "caller.hpp"
#include "facade/event_rows.hpp"
#include "frames.hpp"

namespace creneau::python {

namespace {

/// One side of the sessions that were changed.
[[nodiscard]] std::shared_ptr<Frame> sessions_of(const Event& event, bool after) {
  std::vector<SessionState> rows;
  for (const SessionChange& change : event.changes.sessions)
    if (const auto& side = after ? change.after : change.before) rows.push_back({*side, {}, {}});
  return sessions_frame(rows);
}

/// Reservations that were changed: id, school, session, plan, slots before and after.
[[nodiscard]] py::list reservations_of(const Event& event) {
  py::list rows;
  for (const ReservationChange& it : event.changes.reservations)
    rows.append(py::make_tuple(
        it.id.value, it.school.value, it.session.value, it.plan_before.value, it.plan_after.value,
        std::vector<unsigned>(it.slots_before.begin(), it.slots_before.end()),
        std::vector<unsigned>(it.slots_after.begin(), it.slots_after.end()), it.external_ref));
  return rows;
}

[[nodiscard]] py::list blocks_of(const Event& event) {
  py::list rows;
  for (const BlockChange& it : event.changes.blocks)
    rows.append(py::make_tuple(it.session.value, it.plan.value,
                               std::vector<unsigned>(it.slots.begin(), it.slots.end()), it.blocked,
                               std::string(creneau::code_of(it.reason)), it.note));
  return rows;
}

[[nodiscard]] std::shared_ptr<Frame> closures_of(const Event& event, bool added) {
  std::vector<Closure> rows;
  for (const ClosureChange& it : event.changes.closures_changed)
    if (it.added == added) rows.push_back(it.closure);
  return closures_frame(rows);
}

[[nodiscard]] constexpr const char* remark_name(Remark::Kind kind) noexcept {
  switch (kind) {
    case Remark::Kind::minutes_left_over: return "minutes_left_over";
    case Remark::Kind::orphan_units: return "orphan_units";
    case Remark::Kind::session_in_closure: return "session_in_closure";
    case Remark::Kind::undeliverable: return "undeliverable";
  }
  return "";
}

[[nodiscard]] py::list remarks_of(const Event& event) {
  py::list rows;
  for (const Remark& it : event.changes.remarks)
    rows.append(py::make_tuple(remark_name(it.kind), it.subject.id, it.amount));
  return rows;
}

}  // namespace

void bind_receipt(py::module_& module) {
  py::class_<Event, std::shared_ptr<Event>>(module, "Receipt")
      .def_property_readonly("number", [](const Event& it) { return it.number.value; })
      .def_property_readonly(
          "at", [](const Event& it) { return PlainInstant{facade::plain(it.changes.at)}; })
      .def_property_readonly(
          "departement", [](const Event& it) { return std::string(it.changes.departement.code()); })
      .def_property_readonly(
          "command",
          [](const Event& it) { return std::string(creneau::code_of(it.changes.command)); })
      .def_property_readonly(
          "role",
          [](const Event& it) { return std::string(creneau::code_of(it.changes.actor.role)); })
      .def_property_readonly("who", [](const Event& it) { return it.changes.actor.who; })
      .def_property_readonly("subject", [](const Event& it) { return it.changes.actor.subject; })
      .def_property_readonly("request", [](const Event& it) { return it.changes.request; })
      .def_property_readonly(
          "reason",
          [](const Event& it) { return std::string(creneau::code_of(it.changes.reason)); })
      .def_property_readonly("note", [](const Event& it) { return it.changes.note; })
      .def("sessions", &sessions_of)
      .def("reservations", &reservations_of)
      .def("blocks", &blocks_of)
      .def("closures", &closures_of)
      .def("remarks", &remarks_of)
      .def("json", [](const Event& it) { return facade::json_of(it); })
      .def("__eq__", [](const Event& a, const Event& b) { return a == b; }, py::is_operator());
}

}  // namespace creneau::python
