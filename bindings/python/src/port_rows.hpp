#pragma once
/// \file
/// What ports are asked and what they answer, between Python's values (creneau/ports.py) and the
/// plain types.

#include <pybind11/pybind11.h>

#include <span>
#include <vector>

#include "facade/delegates.hpp"
#include "facade/rows.hpp"

namespace creneau::python {

namespace py = pybind11;

/// \name To Python
/// \{
[[nodiscard]] py::object python_of(const crn_needs& needs);
[[nodiscard]] py::object python_of(const crn_session_filter& filter);
[[nodiscard]] py::object python_of(const crn_reservation_filter& filter);
[[nodiscard]] py::object python_of(const crn_closure_filter& filter);
[[nodiscard]] py::object python_of(const crn_event_filter& filter);
[[nodiscard]] py::object python_of(const crn_week_query& query, std::int32_t now);
[[nodiscard]] py::object python_of(const crn_page& page);
[[nodiscard]] py::object python_of(const crn_refusal& refusal);
[[nodiscard]] py::object python_of(const Session& session);
[[nodiscard]] py::object python_of(const Closure& closure);
[[nodiscard]] py::object python_of(const Notice& notice);
/// An event with its envelope and the JSON of its changes.
[[nodiscard]] py::object python_of(const Event& event);
[[nodiscard]] py::tuple ids_of(std::span<const std::int64_t> ids);
/// \}

/// \name From Python
/// Adds to rows. \throw Failed, and Python's own TypeError and ValueError
/// \{
void add_sessions(facade::Rows& rows, const py::handle& from);
void add_reservations(facade::Rows& rows, const py::handle& from);
void add_blocks(facade::Rows& rows, const py::handle& from);
void add_closures(facade::Rows& rows, const py::handle& from);
void add_rules(facade::Rows& rows, const py::handle& from);
void add_units(facade::Rows& rows, const py::handle& from);
void add_refusals(facade::Rows& rows, const py::handle& from);
void add_event(facade::Rows& rows, const py::handle& from);
void add_offices(facade::Rows& rows, const py::handle& from);
void add_schools(facade::Rows& rows, const py::handle& from);
void add_inspectors(facade::Rows& rows, const py::handle& from);
void add_centres(facade::Rows& rows, const py::handle& from);
/// Where the next page begins, and the commit number.
void set_page(facade::Rows& rows, const py::handle& page);
/// \}

/// Keeps the texts that are read from Python on this thread while it lives: a property may make its
/// str anew each time.
class TextsKept {
 public:
  TextsKept() noexcept;
  TextsKept(const TextsKept&) = delete;
  TextsKept& operator=(const TextsKept&) = delete;
  ~TextsKept();
  /// Keeps one. \throw TypeError where it is no str
  [[nodiscard]] crn_text keep(py::object text);
  /// The one that was made last on this thread.
  [[nodiscard]] static TextsKept& latest() noexcept;

 private:
  TextsKept* before_;
  std::vector<py::object> texts_;
};

/// The envelope of an event. \pre a TextsKept lives
[[nodiscard]] crn_event_head head_of(const py::handle& from);

}  // namespace creneau::python
