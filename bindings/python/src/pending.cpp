#include "pending.hpp"

#include <string>
#include <utility>

namespace creneau::python::pending {

namespace {

namespace py = pybind11;

/// An exception object, or null; of this thread.
thread_local PyObject* kept = nullptr;

}  // namespace

void forget() noexcept {
  if (kept == nullptr) return;
  const py::gil_scoped_acquire acquire;
  Py_CLEAR(kept);
}

Aside::Aside() noexcept : before_(std::exchange(kept, nullptr)) {}

Aside::~Aside() {
  if (before_ == nullptr) return;
  Py_CLEAR(kept);
  kept = before_;
}

crn_status keep(py::error_already_set& error, facade::Answer& answer) {
  const py::object value = error.value();
  if (kept == nullptr) {
    if (error.trace()) PyException_SetTraceback(value.ptr(), error.trace().ptr());
    kept = value.inc_ref().ptr();
  }
  crn_status status = CRN_ERROR_HOST_ERROR;
  try {
    answer.set_text(std::string(py::str(py::type::of(value).attr("__name__"))) + ": " +
                    std::string(py::str(value)));
    if (py::isinstance(value, py::module_::import("creneau.errors").attr("Error")))
      status = value.attr("number").cast<crn_status>();
  } catch (const py::error_already_set&) {
    // An exception that cannot be put into words is thrown as itself all the same.
  } catch (const py::cast_error&) {
  }
  return status;
}

bool explains(ErrorCode code) {
  if (code == ErrorCode::host_error || code == ErrorCode::unconfirmed) return true;
  const py::object value = py::reinterpret_borrow<py::object>(kept);
  return value && py::isinstance(value, py::module_::import("creneau.errors").attr("Error")) &&
         value.attr("number").cast<std::int32_t>() == static_cast<std::int32_t>(code);
}

void give_context(const py::object& exception) {
  if (kept != nullptr) PyException_SetContext(exception.ptr(), std::exchange(kept, nullptr));
}

void rethrow(ErrorCode code) {
  if (kept == nullptr) return;
  const auto value = py::reinterpret_steal<py::object>(std::exchange(kept, nullptr));
  if (py::hasattr(value, "add_note") && code == ErrorCode{})
    value.attr("add_note")("The call itself was done.");
  if (py::hasattr(value, "add_note") && code == ErrorCode::unconfirmed)
    value.attr("add_note")(
        "Nobody knows whether the command was committed: ask again with the same request id.");
  PyErr_SetObject(py::type::of(value).ptr(), value.ptr());
  throw py::error_already_set();
}

}  // namespace creneau::python::pending
