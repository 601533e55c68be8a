#include "failed.hpp"

#include <pybind11/stl.h>

#include <exception>

#include "convert.hpp"
#include "creneau/policy/cancellation.hpp"
#include "facade/failure.hpp"
#include "pending.hpp"

namespace creneau::python {

namespace {

[[nodiscard]] const char* kind_name(Subject::Kind kind) noexcept {
  switch (kind) {
    case Subject::Kind::none: return "none";
    case Subject::Kind::office: return "office";
    case Subject::Kind::school: return "school";
    case Subject::Kind::inspector: return "inspector";
    case Subject::Kind::centre: return "centre";
    case Subject::Kind::session: return "session";
    case Subject::Kind::slot: return "slot";
    case Subject::Kind::reservation: return "reservation";
    case Subject::Kind::closure: return "closure";
    case Subject::Kind::notice: return "notice";
    case Subject::Kind::departement: return "departement";
    case Subject::Kind::date: return "date";
    case Subject::Kind::category: return "category";
    case Subject::Kind::line: return "line";
  }
  return "none";
}

/// What the subject is, in the words of Python: a slot is a triple, a date a date.
[[nodiscard]] py::object value_of(const Subject& subject) {
  switch (subject.kind) {
    case Subject::Kind::slot: return py::make_tuple(subject.id, subject.plan, subject.ordinal);
    case Subject::Kind::line: return py::make_tuple(subject.id, subject.ordinal);
    case Subject::Kind::date: return date_of(static_cast<std::int32_t>(subject.id));
    case Subject::Kind::departement:
      return py::str(
          std::string(Departement::from_index(static_cast<std::size_t>(subject.id)).code()));
    case Subject::Kind::category:
      return py::str(std::string(creneau::code_of(static_cast<Category>(subject.id))));
    default: return py::int_(subject.id);
  }
}

void raise(const Failed& failed) {
  const Error& error = failed.error;
  const facade::Failure failure(error);
  py::list subjects;
  for (const Subject& subject : error.subjects)
    subjects.append(py::make_tuple(kind_name(subject.kind), value_of(subject)));
  py::object deadline = py::none();
  if (error.deadline)
    deadline = py::make_tuple(instant_of(error.deadline->closes_at.time_since_epoch().count()),
                              date_of(facade::plain(error.deadline->last_day)),
                              std::string(zone(error.deadline->zone).iana_name));
  const py::object made =
      py::module_::import("creneau.errors")
          .attr("made_of")(static_cast<std::int32_t>(error.code),
                           std::string(failure.message(text::Language::en)),
                           std::string(failure.message(text::Language::fr)), subjects, error.limit,
                           error.actual, error.text, deadline, failed.faults);
  pending::give_context(made);
  PyErr_SetObject(py::type::of(made).ptr(), made.ptr());
}

}  // namespace

void fail(Error error, Failed::Faults faults) {
  // A journal that fails does not change what the rules said.
  if (pending::explains(error.code)) pending::rethrow(error.code);
  throw Failed(std::move(error), std::move(faults));
}

void translate_errors(py::module_& module) {
  py::register_local_exception_translator([](std::exception_ptr thrown) {
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const Failed& failed) {
      raise(failed);
    }
  });
  module.def("codes", [] {
    py::list codes;
#define CRENEAU_ERROR(name, number, kind, meaning) \
  codes.append(py::make_tuple(#name, number, #kind, meaning));
#include "creneau/model/error_codes.def"
#undef CRENEAU_ERROR
    return codes;
  });
}

}  // namespace creneau::python
