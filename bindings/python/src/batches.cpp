/// \file
/// Batches: arrays of numpy in and out, one call for all, without the GIL.

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <string>
#include <vector>

#include "caller.hpp"

namespace creneau::python {

namespace {

using Numbers = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;

/// Whole numbers and nothing else: what is missing in a frame is a float that is not a number.
[[nodiscard]] Numbers numbers_of(const py::object& from) {
  const auto array = py::array::ensure(from);
  if (!array || array.ndim() != 1) throw py::value_error("arrays of one dimension");
  if (array.size() > 0 && array.dtype().kind() != 'i' && array.dtype().kind() != 'u')
    throw py::type_error("ids, plans and ordinals are whole numbers");
  return Numbers(array);
}

[[nodiscard]] std::size_t length_of(const Numbers& array) noexcept {
  return static_cast<std::size_t>(array.size());
}

/// What became of each command: the commit's number, the reservation, the error's number.
struct Outcomes {
  explicit Outcomes(std::size_t count)
      : numbers(static_cast<py::ssize_t>(count)),
        reservations(static_cast<py::ssize_t>(count)),
        codes(static_cast<py::ssize_t>(count)) {}
  py::array_t<std::int64_t> numbers, reservations;
  py::array_t<std::int32_t> codes;
};

/// Runs `command(place, call, receipt)` for each place.
template <class Command>
[[nodiscard]] py::tuple run_all(const Caller& caller, const Envelope& envelope, std::size_t count,
                                Command&& command) {
  Outcomes outcomes(count);
  auto* const numbers = outcomes.numbers.mutable_data();
  auto* const reservations = outcomes.reservations.mutable_data();
  auto* const codes = outcomes.codes.mutable_data();
  const crn_actor actor = caller.actor();
  const crn_departement departement = departement_of(envelope.departement);
  without_gil([&] {
    CRN_NEW(crn_call, call);
    call.mode = envelope.mode;
    call.actor = &actor;
    call.departement = departement;
    std::string request;
    for (std::size_t place = 0; place < count; ++place) {
      if (!envelope.request.empty()) {
        request = envelope.request + "-" + std::to_string(place);
        call.request = text_of(request);
      }
      Event receipt;
      const result<void> done = command(place, call, receipt);
      numbers[place] = done ? receipt.number.value : 0;
      codes[place] = done ? 0 : static_cast<std::int32_t>(done.assume_error().code);
      reservations[place] = 0;
      if (done && !receipt.changes.reservations.empty())
        reservations[place] = receipt.changes.reservations.front().id.value;
    }
  });
  pending::rethrow(ErrorCode::host_error);
  return py::make_tuple(outcomes.numbers, outcomes.reservations, outcomes.codes);
}

/// One slot for one school in each row.
[[nodiscard]] py::tuple reserve_many(const Caller& caller, const Envelope& envelope,
                                     const py::object& of_schools, const py::object& of_sessions,
                                     const py::object& of_plans, const py::object& of_ordinals) {
  const Numbers schools = numbers_of(of_schools), sessions = numbers_of(of_sessions),
                plans = numbers_of(of_plans), ordinals = numbers_of(of_ordinals);
  const std::size_t count = length_of(schools);
  for (const Numbers* const it : {&sessions, &plans, &ordinals})
    if (length_of(*it) != count) throw py::value_error("arrays of one length");
  for (const Numbers* const it : {&plans, &ordinals})
    for (std::size_t place = 0; place < count; ++place)
      if (it->data()[place] < 0 || it->data()[place] > UINT32_MAX)
        throw py::value_error("plans and ordinals are not below zero, and of 32 bits");
  return run_all(caller, envelope, count,
                 [&, school = schools.data(), session = sessions.data(), plan = plans.data(),
                  ordinal = ordinals.data()](std::size_t place, const crn_call& call,
                                             Event& receipt) -> result<void> {
                   const crn_slot slot{session[place], static_cast<std::uint32_t>(plan[place]),
                                       static_cast<std::uint32_t>(ordinal[place])};
                   CRN_NEW(crn_reserve_slots, command);
                   command.school = school[place];
                   command.slots = &slot;
                   command.slot_count = 1;
                   return caller.engine().run(&call, &command, receipt);
                 });
}

/// One whole reservation in each row, by its school.
[[nodiscard]] py::tuple cancel_many(const Caller& caller, const Envelope& envelope,
                                    const py::object& of_reservations) {
  const Numbers reservations = numbers_of(of_reservations);
  return run_all(caller, envelope, length_of(reservations),
                 [&, reservation = reservations.data()](std::size_t place, const crn_call& call,
                                                        Event& receipt) -> result<void> {
                   CRN_NEW(crn_cancel_by_school, command);
                   command.reservations = reservation + place;
                   command.reservation_count = 1;
                   return caller.engine().run(&call, &command, receipt);
                 });
}

using Minutes32 = py::array_t<std::int32_t, py::array::c_style | py::array::forcecast>;

/// Until when schools may cancel exams that begin at local times: microseconds since 1970, UTC.
[[nodiscard]] py::array_t<std::int64_t> deadlines(const Caller& caller,
                                                  const std::string& departement,
                                                  const Minutes32& exam_starts) {
  if (exam_starts.ndim() != 1) throw py::value_error("an array of one dimension");
  py::array_t<std::int64_t> closes_at(exam_starts.size());
  const crn_departement where = departement_of(departement);
  need(without_gil(
      [&, from = exam_starts.data(), count = exam_starts.size(), to = closes_at.mutable_data()] {
        return caller.engine().deadlines(where, from, static_cast<std::size_t>(count), to);
      }));
  return closes_at;
}

[[nodiscard]] py::array_t<std::int64_t> to_instants(const std::string& departement,
                                                    const Minutes32& local_times) {
  if (local_times.ndim() != 1) throw py::value_error("an array of one dimension");
  py::array_t<std::int64_t> instants(local_times.size());
  need(facade::to_instants(departement_of(departement), local_times.data(),
                           static_cast<std::size_t>(local_times.size()), instants.mutable_data()));
  return instants;
}

[[nodiscard]] py::array_t<std::int32_t> to_local_times(const std::string& departement,
                                                       const py::object& moments) {
  const Numbers instants = numbers_of(moments);
  py::array_t<std::int32_t> local_times(static_cast<py::ssize_t>(length_of(instants)));
  need(facade::to_local_times(departement_of(departement), instants.data(), length_of(instants),
                              local_times.mutable_data()));
  return local_times;
}

}  // namespace

void bind_batches(py::module_& module, py::class_<Caller>& caller) {
  module.def("to_instants", &to_instants).def("to_local_times", &to_local_times);
  caller.def("reserve_many", &reserve_many)
      .def("cancel_many", &cancel_many)
      .def("deadlines", &deadlines);
}

}  // namespace creneau::python
