#include "convert.hpp"

#include <datetime.h>

#include <chrono>
#include <cstring>

namespace creneau::python {

namespace {

/// The C functions of Python's datetime, loaded once; importing is thread-safe under the GIL.
void need_datetime() {
  if (PyDateTimeAPI == nullptr) PyDateTime_IMPORT;
  if (PyDateTimeAPI == nullptr) throw py::error_already_set();
}

[[nodiscard]] std::int64_t days_of(int year, int month, int day) noexcept {
  using namespace std::chrono;
  return sys_days{std::chrono::year{year} / month / day}.time_since_epoch().count();
}

constexpr std::int64_t kMicrosecondsOfDay = 86'400'000'000;

}  // namespace

py::object date_of(std::int32_t days) {
  need_datetime();
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  auto made = py::reinterpret_steal<py::object>(PyDate_FromDate(
      static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
      static_cast<int>(static_cast<unsigned>(date.day()))));
  if (!made) throw py::error_already_set();
  return made;
}

py::object instant_of(std::int64_t microseconds) {
  need_datetime();
  const std::chrono::sys_time<std::chrono::microseconds> instant{
      std::chrono::microseconds{microseconds}};
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{day};
  const auto rest = (instant - day).count();
  const auto second = rest / 1'000'000;
  auto made = py::reinterpret_steal<py::object>(PyDateTimeAPI->DateTime_FromDateAndTime(
      static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
      static_cast<int>(static_cast<unsigned>(date.day())), static_cast<int>(second / 3600),
      static_cast<int>(second / 60 % 60), static_cast<int>(second % 60),
      static_cast<int>(rest % 1'000'000), PyDateTime_TimeZone_UTC, PyDateTimeAPI->DateTimeType));
  if (!made) throw py::error_already_set();
  return made;
}

crn_departement departement_of(const std::string& code) {
  crn_departement departement{};
  // What is too long, or ends early, is no code either; it must not become one by being cut.
  if (code.size() <= sizeof departement.code && code.find('\0') == std::string::npos)
    code.copy(departement.code, sizeof departement.code);
  else
    std::memset(departement.code, '?', sizeof departement.code);
  return departement;
}

}  // namespace creneau::python

namespace pybind11::detail {

namespace crn = creneau::python;

bool type_caster<crn::PlainDate>::load(handle source, bool) {
  crn::need_datetime();
  if (source.is_none()) return true;
  // A datetime is a date to Python; here it would lose its time.
  if (!PyDate_Check(source.ptr()) || PyDateTime_Check(source.ptr())) return false;
  value.days = static_cast<std::int32_t>(crn::days_of(PyDateTime_GET_YEAR(source.ptr()),
                                                      PyDateTime_GET_MONTH(source.ptr()),
                                                      PyDateTime_GET_DAY(source.ptr())));
  return true;
}

bool type_caster<crn::PlainInstant>::load(handle source, bool) {
  crn::need_datetime();
  if (source.is_none()) return true;
  PyObject* const it = source.ptr();
  if (!PyDateTime_Check(it)) return false;
  const auto offset = reinterpret_borrow<object>(source).attr("utcoffset")();
  if (offset.is_none())
    throw value_error("a datetime without a time zone says no moment: give it a tzinfo");
  const std::int64_t days =
      crn::days_of(PyDateTime_GET_YEAR(it), PyDateTime_GET_MONTH(it), PyDateTime_GET_DAY(it));
  const std::int64_t seconds = PyDateTime_DATE_GET_HOUR(it) * 3600 +
                               PyDateTime_DATE_GET_MINUTE(it) * 60 + PyDateTime_DATE_GET_SECOND(it);
  const std::int64_t behind = PyDateTime_DELTA_GET_DAYS(offset.ptr()) * crn::kMicrosecondsOfDay +
                              PyDateTime_DELTA_GET_SECONDS(offset.ptr()) * std::int64_t{1'000'000} +
                              PyDateTime_DELTA_GET_MICROSECONDS(offset.ptr());
  value.microseconds = days * crn::kMicrosecondsOfDay + seconds * 1'000'000 +
                       PyDateTime_DATE_GET_MICROSECOND(it) - behind;
  return true;
}

}  // namespace pybind11::detail
