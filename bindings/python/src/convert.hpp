#pragma once
/// \file
/// Dates and moments between Python and the plain types.

#include <pybind11/pybind11.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "creneau_types.h"

namespace creneau::python {

namespace py = pybind11;

/// A `datetime.date` as days since 1970-01-01; None as zero.
struct PlainDate {
  std::int32_t days = 0;
};

/// An aware `datetime.datetime` as microseconds since 1970-01-01T00:00Z; None as zero.
struct PlainInstant {
  std::int64_t microseconds = 0;
};

[[nodiscard]] py::object date_of(std::int32_t days);
[[nodiscard]] py::object instant_of(std::int64_t microseconds);

/// Texts of a call live as long as what they are made of.
[[nodiscard]] inline crn_text text_of(std::string_view text) noexcept {
  return {text.data(), text.size()};
}
[[nodiscard]] inline std::string_view view_of(crn_text text) noexcept {
  return {text.data, text.size};
}
[[nodiscard]] inline py::str str_of(crn_text text) {
  return py::str(text.data, text.size);
}
[[nodiscard]] inline py::str str_of(crn_departement departement) {
  return py::str(departement.code, strnlen(departement.code, sizeof departement.code));
}
/// A value of Python's as one of ours. \throw TypeError, which says of what it is the value
template <class T>
[[nodiscard]] T value_as(const py::handle& value, const char* name) {
  try {
    return value.cast<T>();
  } catch (const py::cast_error&) {
    throw py::type_error(std::string(name) + " cannot be " + std::string(py::str(py::repr(value))));
  }
}
/// The value of a field of an object. \throw TypeError, AttributeError
template <class T>
[[nodiscard]] T field(const py::handle& from, const char* name) {
  return value_as<T>(from.attr(name), name);
}
/// The département of a code; zeros for an empty text, and for what is too long to be one.
[[nodiscard]] crn_departement departement_of(const std::string& code);

}  // namespace creneau::python

namespace pybind11::detail {

template <>
struct type_caster<creneau::python::PlainDate> {
  PYBIND11_TYPE_CASTER(creneau::python::PlainDate, const_name("datetime.date | None"));
  bool load(handle source, bool);
  static handle cast(creneau::python::PlainDate date, return_value_policy, handle) {
    return creneau::python::date_of(date.days).release();
  }
};

template <>
struct type_caster<creneau::python::PlainInstant> {
  PYBIND11_TYPE_CASTER(creneau::python::PlainInstant, const_name("datetime.datetime | None"));
  bool load(handle source, bool);
  static handle cast(creneau::python::PlainInstant instant, return_value_policy, handle) {
    return creneau::python::instant_of(instant.microseconds).release();
  }
};

}  // namespace pybind11::detail
