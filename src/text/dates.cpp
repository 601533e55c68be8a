#include "creneau/text/dates.hpp"

#include "text/catalogue.hpp"
#include "text/fill.hpp"

namespace creneau::text {

namespace {

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string word(Language language, Key key) {
  return std::string(pattern(key, language));
}

}  // namespace

std::string in_words(Language language, Date date) {
  constexpr auto kFarthest = std::chrono::days{8000 * 366};
  if (date.time_since_epoch() > kFarthest || date.time_since_epoch() < -kFarthest) return {};
  const std::chrono::year_month_day civil{date};
  const auto day = static_cast<unsigned>(civil.day());
  const auto month = static_cast<unsigned>(civil.month());
  return fill(language, pattern(Key::date, language),
              {{"weekday", word(language, key_after(Key::day_0, weekday_of(date).c_encoding()))},
               {"day", day == 1 ? word(language, Key::first_day_of_month) : std::to_string(day)},
               {"month", word(language, key_after(Key::month_1, month - 1))},
               {"year", std::to_string(static_cast<int>(civil.year()))}});
}

std::string in_words(Language language, Minutes time_of_day) {
  if (time_of_day < Minutes{0} || time_of_day > Minutes{1440}) return {};
  return fill(language, pattern(Key::time, language),
              {{"hours", two_digits(time_of_day.count() / 60)},
               {"minutes", two_digits(time_of_day.count() % 60)}});
}

std::string in_words(Language language, LocalTime time) {
  const auto date = std::chrono::floor<std::chrono::days>(time);
  return fill(language, pattern(Key::moment, language),
              {{"date", in_words(language, date)}, {"time", in_words(language, time - date)}});
}

std::string in_words(Language language, Hours hours) {
  return fill(language, pattern(Key::hours, language),
              {{"start", in_words(language, hours.start)}, {"end", in_words(language, hours.end)}});
}

std::string in_words(Language language, const Period& period) {
  if (period.first == period.last)
    return fill(language, pattern(Key::on_day, language),
                {{"date", in_words(language, period.first)}});
  return fill(
      language, pattern(Key::from_to, language),
      {{"first", in_words(language, period.first)}, {"last", in_words(language, period.last)}});
}

std::string times_in_words(Language language, const Session& session, SlotSet slots) {
  const auto minutes = [&](LocalTime time) { return Minutes{time - session.date}; };
  std::string times;
  while (!slots.empty()) {
    const SlotSet run = slots.first_run();
    slots -= run;
    if (!times.empty()) times += slots.empty() ? pattern(Key::list_and, language) : ", ";
    times += in_words(language, Hours{minutes(session.start_of(run.front())),
                                      minutes(session.end_of(run.back()))});
  }
  return times;
}

}  // namespace creneau::text
