#include "text/deadline.hpp"

#include "creneau/policy/zones.hpp"
#include "creneau/text/text.hpp"
#include "text/fill.hpp"
#include "text/keys.hpp"

namespace creneau::text {

namespace {

std::string counting_in_words(Language language, const CancellationRule& rule) {
  Values values;
  values.put("days", std::int64_t{rule.days}).put("hours", std::int64_t{rule.days} * 24);
  std::string words = fill(language, pattern(key_of(rule.counting), language), values);
  if (rule.back_to_working_day) words += pattern(Key::back_to_working_day, language);
  return words;
}

LocalTime utc_minute(Instant instant) {
  return LocalTime{std::chrono::floor<Minutes>(instant).time_since_epoch()};
}

}  // namespace

std::string deadline_detail(Language language, const Deadline& deadline) {
  std::string skipped;
  for (auto day = deadline.skipped.rbegin(); day != deadline.skipped.rend(); ++day) {
    if (!skipped.empty())
      skipped += day + 1 == deadline.skipped.rend() ? pattern(Key::list_and, language) : ", ";
    skipped += in_words(language, *day);
  }
  Values values{{"local", in_words(language, deadline.closes_at_local)},
                {"zone", std::string(zone(deadline.zone).iana_name)},
                {"utc", in_words(language, utc_minute(deadline.closes_at))},
                {"counting", counting_in_words(language, deadline.rule)},
                {"skipped", skipped}};
  values.put("count", static_cast<std::int64_t>(deadline.skipped.size()));
  return fill(language, pattern(Key::deadline_detail, language), values);
}

std::string until(Language language, const Deadline& deadline) {
  const bool at_midnight = deadline.closes_at_local == deadline.last_day + std::chrono::days{1};
  const auto time =
      deadline.closes_at_local - std::chrono::floor<std::chrono::days>(deadline.closes_at_local);
  return fill(language, pattern(at_midnight ? Key::until_day : Key::until_moment, language),
              {{"date", in_words(language, deadline.last_day)},
               {"time", in_words(language, Minutes{time})}});
}

std::string in_words(Language language, const Deadline& deadline) {
  return fill(
      language, pattern(Key::deadline, language),
      {{"until", until(language, deadline)}, {"detail", deadline_detail(language, deadline)}});
}

}  // namespace creneau::text
