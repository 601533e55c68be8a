#pragma once
/// \file
/// How errors of the facade become Python's exceptions.

#include <pybind11/pybind11.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "creneau/model/result.hpp"
#include "pending.hpp"

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

/// Throws the exception that a port raised on this thread, or Failed. With the GIL.
[[noreturn]] void fail(Error error, Failed::Faults faults = {});

/// The value of a result; where there is none, fails.
/// \{
template <class T>
[[nodiscard]] T need(result<T>&& outcome) {
  if (!outcome) fail(std::move(outcome.assume_error()));
  pending::rethrow();
  return std::move(outcome.assume_value());
}
inline void need(result<void>&& outcome) {
  if (!outcome) fail(std::move(outcome.assume_error()));
  pending::rethrow();
}
/// \}

/// Makes Python see them. To be called once.
void translate_errors(pybind11::module_& module);

}  // namespace creneau::python
