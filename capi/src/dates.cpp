// Dates and zones.
#include "facade/engine.hpp"
#include "guard.hpp"

using namespace creneau;        // NOLINT: the functions themselves are global
using namespace creneau::capi;  // NOLINT
using facade::plain;

namespace {

int32_t date_or_zero(Date date) {
  return in_range(date) ? plain(date) : 0;
}

}  // namespace

int32_t crn_date(int32_t year, int32_t month, int32_t day) {
  if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31) return 0;
  const std::chrono::year_month_day civil{std::chrono::year{year},
                                          std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
  return civil.ok() ? date_or_zero(Date{civil}) : 0;
}

void crn_date_parts(int32_t date, int32_t* year, int32_t* month, int32_t* day) {
  const Date civil_day = facade::date_of(date);
  const bool known = in_range(civil_day);
  const std::chrono::year_month_day civil{civil_day};
  if (year != nullptr) *year = known ? static_cast<int>(civil.year()) : 0;
  if (month != nullptr) *month = known ? static_cast<int32_t>(unsigned{civil.month()}) : 0;
  if (day != nullptr) *day = known ? static_cast<int32_t>(unsigned{civil.day()}) : 0;
}

int32_t crn_week_of(int32_t date) {
  const Date day = facade::date_of(date);
  return in_range(day) ? plain(Week::of(day).monday()) : 0;
}

int32_t crn_week(int32_t year, int32_t number) {
  if (year < 2000 || year > 2099 || number < 1 || number > 53) return 0;
  const Week week = Week::of(year, static_cast<unsigned>(number));
  return week.year() == year ? date_or_zero(week.monday()) : 0;
}

void crn_week_parts(int32_t date, int32_t* year, int32_t* number) {
  const Date day = facade::date_of(date);
  const bool known = in_range(day);
  const Week week = Week::of(day);
  if (year != nullptr) *year = known ? week.year() : 0;
  if (number != nullptr) *number = known ? static_cast<int32_t>(week.number()) : 0;
}

size_t crn_departement_count(void) {
  return Departement::kCount;
}

crn_departement crn_departement_at(size_t place) {
  if (place >= Departement::kCount) return {};
  return plain(Departement::from_index(place));
}

crn_text crn_zone_of(crn_departement departement) {
  const auto known = facade::find_departement(departement);
  return plain(known ? zone(zone_of(*known)).iana_name : std::string_view{});
}

crn_status crn_date_text(int32_t date, int32_t language, crn_string** text, crn_error** error) {
  return giving_text(text, "text", error, [&] { return facade::date_text(date, language); });
}

crn_status crn_local_time_text(int32_t local_time, int32_t language, crn_string** text,
                               crn_error** error) {
  return giving_text(text, "text", error,
                     [&] { return facade::local_time_text(local_time, language); });
}

crn_status crn_to_instants(crn_departement departement, const int32_t* local_times, size_t count,
                           int64_t* instants, crn_error** error) {
  return guarded(error,
                 [&] { return facade::to_instants(departement, local_times, count, instants); });
}

crn_status crn_to_local_times(crn_departement departement, const int64_t* instants, size_t count,
                              int32_t* local_times, crn_error** error) {
  return guarded(error,
                 [&] { return facade::to_local_times(departement, instants, count, local_times); });
}
