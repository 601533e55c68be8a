#include "creneau/text/dates.hpp"

#include "facade/engine.hpp"

namespace creneau::facade {

namespace {

[[nodiscard]] result<void> check_date(LocalTime time) {
  const Date date = std::chrono::floor<std::chrono::days>(time);
  if (!in_range(date)) return Error{ErrorCode::bad_date, Subject{date}};
  return success();
}

}  // namespace

result<std::string> date_text(std::int32_t date, std::int32_t language) {
  BOOST_OUTCOME_TRY(const text::Language in, language_of(language));
  const Date day = date_of(date);
  BOOST_OUTCOME_TRY(check_date(day));
  return text::in_words(in, day);
}

result<std::string> local_time_text(std::int32_t local_time, std::int32_t language) {
  BOOST_OUTCOME_TRY(const text::Language in, language_of(language));
  const LocalTime time = local_time_of(local_time);
  BOOST_OUTCOME_TRY(check_date(time));
  return text::in_words(in, time);
}

result<void> to_instants(crn_departement departement, const std::int32_t* local_times,
                         std::size_t count, std::int64_t* instants) {
  BOOST_OUTCOME_TRY(const Departement where, departement_of(departement));
  if (count > 0 && local_times == nullptr) return bad_argument("local_times");
  if (count > 0 && instants == nullptr) return bad_argument("instants");
  const ZoneId zone = zone_of(where);
  for (std::size_t place = 0; place < count; ++place) {
    BOOST_OUTCOME_TRY(check_date(local_time_of(local_times[place])));
  }
  for (std::size_t place = 0; place < count; ++place)
    instants[place] = plain(to_instant(zone, local_time_of(local_times[place])));
  return success();
}

result<void> to_local_times(crn_departement departement, const std::int64_t* instants,
                            std::size_t count, std::int32_t* local_times) {
  BOOST_OUTCOME_TRY(const Departement where, departement_of(departement));
  if (count > 0 && instants == nullptr) return bad_argument("instants");
  if (count > 0 && local_times == nullptr) return bad_argument("local_times");
  const ZoneId zone = zone_of(where);
  const auto local = [&](std::int64_t instant) { return to_local(zone, instant_of(instant)); };
  for (std::size_t place = 0; place < count; ++place) {
    BOOST_OUTCOME_TRY(check_date(local(instants[place])));
  }
  for (std::size_t place = 0; place < count; ++place)
    local_times[place] = plain(local(instants[place]));
  return success();
}

}  // namespace creneau::facade
