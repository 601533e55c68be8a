#pragma once
/// \file
/// The six-day rule: until when a school may cancel an exam.
///
/// Source: the manual, "L'auto-école ne peut annuler un examen PL à – de 6 jours de sa date";
/// exactly six days is still allowed. The rule that counts is the one in force on the exam's date.

#include <algorithm>
#include <vector>

#include "creneau/model/departement.hpp"
#include "creneau/model/time.hpp"
#include "creneau/policy/rules.hpp"
#include "creneau/policy/zones.hpp"

namespace creneau {

/// The deadline and why it is what it is. A school may cancel while now < `closes_at`.
struct Deadline {
  Instant closes_at{};          ///< UTC, exclusive
  LocalTime closes_at_local{};  ///< the same in the zone, rounded down to the minute
  Date last_day{};              ///< the last local day on which cancelling is (in part) allowed
  ZoneId zone = ZoneId::paris;  ///< of the département
  CancellationRule rule;        ///< in force on the exam's date
  std::vector<Date> skipped;    ///< days that the way of counting passed over, latest first
  friend bool operator==(const Deadline&, const Deadline&) = default;
};

namespace detail {

/// Whether a way of counting takes a day for a working day. Ways that count every day, and hours,
/// take Monday to Saturday when the last day is moved back.
[[nodiscard]] inline bool is_working_day(Departement departement, Date date, Counting counting,
                                         const RuleBook& rules) noexcept {
  const auto weekday = weekday_of(date);
  if (weekday == std::chrono::Sunday) return false;
  if (counting == Counting::mon_fri && weekday == std::chrono::Saturday) return false;
  return !rules.is_holiday(departement, date);
}

/// Walks back from `exam`, calling `skip(date)` for each day that does not count.
template <class Skip>
[[nodiscard]] Date last_day_to_cancel(Departement departement, Date exam,
                                      const CancellationRule& rule, const RuleBook& rules,
                                      Skip&& skip) {
  using std::chrono::days;
  Date last = exam;
  switch (rule.counting) {
    case Counting::calendar:
    case Counting::elapsed_hours: last = exam - days{rule.days}; break;
    case Counting::clear_days: last = exam - days{rule.days + 1}; break;
    case Counting::mon_sat:
    case Counting::mon_fri:
      for (std::int32_t counted = 0; counted < rule.days;) {
        last -= days{1};
        if (is_working_day(departement, last, rule.counting, rules))
          ++counted;
        else
          skip(last);
      }
      break;
  }
  if (rule.back_to_working_day)
    while (!is_working_day(departement, last, rule.counting, rules)) {
      skip(last);
      last -= days{1};
    }
  return last;
}

template <class Skip>
[[nodiscard]] Instant cancellation_closes(Departement departement, LocalTime exam_start,
                                          const RuleBook& rules, Date& last, Skip&& skip) {
  const Date exam = std::chrono::floor<std::chrono::days>(exam_start);
  const CancellationRule& rule = rules.on(exam).cancellation;
  const ZoneId zone = zone_of(departement);
  last = last_day_to_cancel(departement, exam, rule, rules, skip);
  // A rule of no days would otherwise last until the midnight after the exam.
  const Instant midnight =
      to_instant(zone, std::min(LocalTime{last + std::chrono::days{1}}, exam_start));
  if (rule.counting != Counting::elapsed_hours) return midnight;
  const Instant start = to_instant(zone, exam_start);
  // "start − now ≥ 144 h" allows the moment itself; `closes_at` is exclusive.
  const Instant closes =
      std::min(start, start - std::chrono::hours{24 * rule.days} + std::chrono::microseconds{1});
  if (rule.back_to_working_day && midnight < closes) return midnight;
  last = std::chrono::floor<std::chrono::days>(to_local(zone, closes));
  return closes;
}

}  // namespace detail

/// The instant from which on a school may no longer cancel an exam that starts at `exam_start`,
/// local to `departement`; never later than that start. O(days counted).
[[nodiscard]] inline Instant cancellation_closes_at(Departement departement, LocalTime exam_start,
                                                    const RuleBook& rules) {
  Date last{};
  return detail::cancellation_closes(departement, exam_start, rules, last, [](Date) {});
}

/// The same with its explanation. O(days counted).
[[nodiscard]] inline Deadline cancellation_deadline(Departement departement, LocalTime exam_start,
                                                    const RuleBook& rules) {
  Deadline deadline;
  deadline.zone = zone_of(departement);
  deadline.rule = rules.on(std::chrono::floor<std::chrono::days>(exam_start)).cancellation;
  deadline.closes_at =
      detail::cancellation_closes(departement, exam_start, rules, deadline.last_day,
                                  [&](Date date) { deadline.skipped.push_back(date); });
  deadline.closes_at_local = to_local(deadline.zone, deadline.closes_at);
  return deadline;
}

}  // namespace creneau
