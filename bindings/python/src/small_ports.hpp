#pragma once
/// \file
/// A notifier and a clock that Python implements.

#include <pybind11/pybind11.h>

#include <memory>

#include "creneau/port/clock.hpp"
#include "creneau/port/outbox.hpp"

namespace creneau::python {

[[nodiscard]] std::unique_ptr<Notifier> notifier_of(const pybind11::object& it);
[[nodiscard]] std::shared_ptr<const Clock> clock_of(const pybind11::object& it);

}  // namespace creneau::python
