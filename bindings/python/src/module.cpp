/// \file
/// The compiled part of the Python package: the facade, with Python's types at its border.

#include <pybind11/pybind11.h>

#include "caller.hpp"
#include "frame.hpp"

PYBIND11_MODULE(_native, module) {
  namespace python = creneau::python;
  namespace py = pybind11;
  module.attr("version") = CRENEAU_VERSION;
  python::translate_errors(module);
  python::bind_frame(module);
  python::bind_receipt(module);
  python::bind_database(module);
  python::bind_ports(module);
  python::bind_simulation(module);
  py::class_<python::Envelope>(module, "Envelope")
      .def(py::init<std::string, std::string, std::int32_t>());
  py::class_<python::Caller> caller(module, "Caller");
  caller.def(py::init([](std::shared_ptr<creneau::facade::Engine> engine, std::int32_t role,
                         std::int64_t who, std::string subject) {
    return python::Caller(std::move(engine), role, who, std::move(subject));
  }));
  python::bind_commands(caller);
  python::bind_queries(module, caller);
  python::bind_batches(module, caller);
  python::bind_notices(module, caller);
  python::bind_files(module, caller);
}
