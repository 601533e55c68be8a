#pragma once
/// \file
/// Scenarios and policies of the simulator from Python's dataclasses.

#include <pybind11/pybind11.h>

#include <vector>

#include "creneau/sim/policy.hpp"
#include "creneau/sim/scenario.hpp"

namespace creneau::python {

/// \throw ValueError for what makes no sense
/// \{
[[nodiscard]] sim::Scenario scenario_of(const pybind11::handle& from);
[[nodiscard]] sim::Policy policy_of(const pybind11::handle& from);
[[nodiscard]] std::vector<RuleEntry> rules_of(const pybind11::handle& from);
/// \}

}  // namespace creneau::python
