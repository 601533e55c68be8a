#pragma once
/// \file
/// How errors of the facade become Python's exceptions.

#include <pybind11/pybind11.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "creneau/model/result.hpp"

namespace creneau::python {

/// An error on its way to Python, where it is a `creneau.Error`.
class Failed {
 public:
  /// With what is wrong with a file, where it is one's: line, column, cell, code, message.
  using Faults = std::vector<std::tuple<int, int, std::string, std::string, std::string>>;

  explicit Failed(Error what, Faults of_file = {}) noexcept
      : error(std::move(what)), faults(std::move(of_file)) {}
  Error error;
  Faults faults;
};

/// The value of a result; throws Failed.
/// \{
template <class T>
[[nodiscard]] T need(result<T>&& outcome) {
  if (!outcome) throw Failed(std::move(outcome.assume_error()));
  return std::move(outcome.assume_value());
}
inline void need(result<void>&& outcome) {
  if (!outcome) throw Failed(std::move(outcome.assume_error()));
}
/// \}

/// Makes Python see them. To be called once.
void translate_errors(pybind11::module_& module);

}  // namespace creneau::python
