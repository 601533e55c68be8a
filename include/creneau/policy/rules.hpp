#pragma once
/// \file
/// The rules that vary, and their dated document.
///
/// The document is a list of entries "from this date on, this key has this value".
/// `RuleBook::build` checks it and makes of it one `Rules` value for each stretch of dates. The
/// keys:
///
/// | key | value | default |
/// |---|---|---|
/// | `unit.minutes` | 1–240 | 30 |
/// | `slot.units` | 1–16 | 1 |
/// | `half_day.morning`, `half_day.afternoon` | `HH:MM-HH:MM` | 08:30-12:00, 13:30-17:00 |
/// | `exam.units.CATEGORY.PART` | 1–32 | see `exam_units.hpp` |
/// | `cancellation.days` | 0–60 | 6 |
/// | `cancellation.counting` | a way of Counting, such as `mon_fri` | `calendar` |
/// | `cancellation.back_to_working_day` | `on`, `off` | `off` |
/// | `cancellation.school_leaves` | `free`, `unavailable` | `free` |
/// | `cancellation.office_leaves` | `free`, `unavailable` | `unavailable` |
/// | `reservation.days_ahead` | `off`, 1–730 | `off` |
/// | `reservation.opens_at` | `off`, `HH:MM` | `off` |
/// | `refusals.journal` | `none`, `school_cancellations`, `all` | `school_cancellations` |
/// | `holiday.DÉPARTEMENT.DATE` | `on`, `off` | the law's table |
///
/// A session and its exams follow the rules in force on their own date.

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "creneau/model/category.hpp"
#include "creneau/model/ids.hpp"
#include "creneau/model/iso_text.hpp"
#include "creneau/model/result.hpp"
#include "creneau/model/rule_entry.hpp"
#include "creneau/model/slot.hpp"
#include "creneau/model/units.hpp"
#include "creneau/policy/holidays.hpp"

namespace creneau {

/// How the days before an exam are counted; E is its local date, n the rule's days. The last day on
/// which a school may cancel, or the rule:
///
/// - calendar: E − n;
/// - clear_days (jours francs): E − n − 1;
/// - mon_sat (jours ouvrables): back from E − 1, the n-th day that is no Sunday and no holiday;
/// - mon_fri (jours ouvrés): the same without Saturdays;
/// - elapsed_hours: while the exam's start − now ≥ 24 n hours.
enum class Counting : std::uint8_t { calendar, clear_days, mon_sat, mon_fri, elapsed_hours };

namespace detail {
inline constexpr std::array<std::string_view, 5> kCountingCodes{"calendar", "clear_days", "mon_sat",
                                                                "mon_fri", "elapsed_hours"};
inline constexpr std::array<std::string_view, 3> kJournalCodes{"none", "school_cancellations",
                                                               "all"};
}  // namespace detail

/// The way's name, as the document writes it: "mon_sat".
[[nodiscard]] constexpr std::string_view code_of(Counting counting) noexcept {
  return detail::kCountingCodes[static_cast<std::size_t>(counting)];
}

/// Until when a school may cancel: see `policy/cancellation.hpp`.
struct CancellationRule {
  std::int32_t days = 6;                   ///< 0 to 60
  Counting counting = Counting::calendar;  ///< how they are counted
  bool back_to_working_day = false;        ///< move the last day back if it is no working day
  friend constexpr bool operator==(const CancellationRule&, const CancellationRule&) = default;
};

/// From when on slots may be reserved: see `policy/opening.hpp`.
struct OpeningRule {
  std::optional<std::int32_t> days_ahead;  ///< before the exam's date, 1 to 730; empty: always
  Minutes opens_at{};                      ///< local time on that day, 0 to 1440 minutes
  friend constexpr bool operator==(const OpeningRule&, const OpeningRule&) = default;
};

/// Whose refusals by a rule are journalled: nobody's, those of CancelBySchool, or those of every
/// command.
enum class RefusalJournal : std::uint8_t { none, school_cancellations, all };

/// The units of each exam, by category and part.
using ExamUnitsTable = std::array<std::array<std::uint8_t, kExamPartCount>, kCategoryCount>;

/// The default units of the exams. Off-road C1 C D1 D: 1; C1E CE D1E DE: 2; on-road: 2; BE
/// complete: 2, on-road alone: 1. A complete exam otherwise is the sum of its parts; an unstated
/// part has none. Sources conflict, hence a rule.
[[nodiscard]] constexpr ExamUnitsTable default_exam_units() noexcept {
  ExamUnitsTable table{};
  for (std::size_t index = 0; index < kCategoryCount; ++index) {
    const auto category = static_cast<Category>(index);
    const bool with_trailer = category == Category::c1e || category == Category::ce ||
                              category == Category::d1e || category == Category::de;
    const std::uint8_t off_road = with_trailer ? 2 : 1;
    const std::uint8_t on_road = category == Category::be ? 1 : 2;
    const std::uint8_t complete =
        category == Category::be ? 2 : static_cast<std::uint8_t>(off_road + on_road);
    table[index] = {0, off_road, on_road, complete};
  }
  return table;
}

/// The rules in force on one date. By default those that hold where the document says nothing.
struct Rules {
  std::uint16_t unit_minutes = 30;                   ///< length of a unit, 1 to 240 minutes
  std::uint16_t units_of_slot = 1;                   ///< units of one slot, 1 to 16
  Hours morning{Minutes{510}, Minutes{720}};         ///< a half-day, local: 08:30 to 12:00
  Hours afternoon{Minutes{810}, Minutes{1020}};      ///< a half-day, local: 13:30 to 17:00
  ExamUnitsTable exam_units = default_exam_units();  ///< 1 to 32 each
  CancellationRule cancellation;                     ///< a school's deadline
  SlotStatus school_leaves = SlotStatus::free;  ///< what a slot becomes that a school cancelled
  /// What a slot becomes that an office cancelled.
  SlotStatus office_leaves = SlotStatus::unavailable;
  OpeningRule opening;                                            ///< how far ahead may be reserved
  RefusalJournal journal = RefusalJournal::school_cancellations;  ///< which refusals are kept
  friend constexpr bool operator==(const Rules&, const Rules&) = default;
};

namespace detail {

[[nodiscard]] inline std::optional<std::int32_t> parse_number(std::string_view text,
                                                              std::int32_t least,
                                                              std::int32_t most) noexcept {
  std::int32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most)
    return std::nullopt;
  return number;
}

[[nodiscard]] constexpr std::optional<Hours> parse_hours(std::string_view text) noexcept {
  std::size_t position = 0;
  const auto start = take_time(text, position);
  if (!start || !take_letter(text, position, '-')) return std::nullopt;
  const auto end = take_time(text, position);
  if (!end || position != text.size() || *start >= *end) return std::nullopt;
  return Hours{*start, *end};
}

[[nodiscard]] constexpr std::optional<bool> parse_switch(std::string_view text) noexcept {
  if (text == "on") return true;
  if (text == "off") return false;
  return std::nullopt;
}

template <std::size_t N>
[[nodiscard]] constexpr std::optional<std::size_t> find_code(
    const std::array<std::string_view, N>& codes, std::string_view text) noexcept {
  for (std::size_t index = 0; index < N; ++index)
    if (codes[index] == text) return index;
  return std::nullopt;
}

/// Puts what `parsed` holds into `place`. False: it holds nothing.
template <class Place, class Value>
[[nodiscard]] constexpr bool put(Place& place, const std::optional<Value>& parsed) noexcept {
  if (!parsed) return false;
  place = static_cast<Place>(*parsed);
  return true;
}

[[nodiscard]] inline bool put_exam_units(Rules& rules, std::string_view key,
                                         std::string_view value) noexcept {
  const auto dot = key.find('.');
  if (dot == std::string_view::npos) return false;
  const auto category = category_from_code(key.substr(0, dot));
  const auto part = exam_part_from_code(key.substr(dot + 1));
  if (!category || !part || *part == ExamPart::unstated) return false;
  auto& place =
      rules.exam_units[static_cast<std::size_t>(*category)][static_cast<std::size_t>(*part)];
  return put(place, parse_number(value, 1, 32));
}

[[nodiscard]] constexpr bool put_slot_status(SlotStatus& place, std::string_view value) noexcept {
  if (value != "free" && value != "unavailable") return false;
  place = value == "free" ? SlotStatus::free : SlotStatus::unavailable;
  return true;
}

/// Lays one entry over `rules`. False: no such key, or no such value of it.
[[nodiscard]] inline bool apply_rule(Rules& rules, std::string_view key, std::string_view value) {
  constexpr std::string_view kExamUnits = "exam.units.";
  if (key.starts_with(kExamUnits))
    return put_exam_units(rules, key.substr(kExamUnits.size()), value);
  if (key == "unit.minutes") return put(rules.unit_minutes, parse_number(value, 1, 240));
  if (key == "slot.units") return put(rules.units_of_slot, parse_number(value, 1, 16));
  if (key == "half_day.morning") return put(rules.morning, parse_hours(value));
  if (key == "half_day.afternoon") return put(rules.afternoon, parse_hours(value));
  if (key == "cancellation.days") return put(rules.cancellation.days, parse_number(value, 0, 60));
  if (key == "cancellation.counting")
    return put(rules.cancellation.counting, find_code(kCountingCodes, value));
  if (key == "cancellation.back_to_working_day")
    return put(rules.cancellation.back_to_working_day, parse_switch(value));
  if (key == "cancellation.school_leaves") return put_slot_status(rules.school_leaves, value);
  if (key == "cancellation.office_leaves") return put_slot_status(rules.office_leaves, value);
  if (key == "reservation.days_ahead") {
    const auto days = parse_number(value, 1, 730);
    if (!days && value != "off") return false;
    rules.opening.days_ahead = days;
    return true;
  }
  if (key == "reservation.opens_at") {
    const auto time = parse_time(value);
    if (!time && value != "off") return false;
    rules.opening.opens_at = time.value_or(Minutes{});
    return true;
  }
  if (key == "refusals.journal") return put(rules.journal, find_code(kJournalCodes, value));
  return false;
}

/// The override that a `holiday.…` entry states, if it is one.
[[nodiscard]] inline std::optional<HolidayOverride> parse_holiday(std::string_view key,
                                                                  std::string_view value) {
  constexpr std::string_view kHoliday = "holiday.";
  if (!key.starts_with(kHoliday)) return std::nullopt;
  key.remove_prefix(kHoliday.size());
  const auto dot = key.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto departement = Departement::from_code(key.substr(0, dot));
  const auto date = parse_date(key.substr(dot + 1));
  const auto is_holiday = parse_switch(value);
  if (!departement || !date || !in_range(*date) || !is_holiday) return std::nullopt;
  return HolidayOverride{*departement, *date, *is_holiday};
}

}  // namespace detail

/// The checked document. Immutable; share it between threads freely.
class RuleBook {
 public:
  /// The defaults alone, as version zero.
  RuleBook() : editions_{{kFirstDate, Rules{}}} {}

  /// Checks the entries and builds the book. Entries of one key and date: the last one counts.
  /// `bad_rule` with the entry's line (from 1) as subject and its key and value as text: no such
  /// key or value, a date out of range, a holiday before its entry counts, or a morning that would
  /// reach into the afternoon. O(entries × stretches).
  [[nodiscard]] static result<RuleBook> build(RulesVersion version,
                                              std::span<const RuleEntry> entries) {
    RuleBook book;
    book.version_ = version;
    std::vector<Date> starts{kFirstDate};
    for (std::size_t index = 0; index < entries.size(); ++index) {
      const RuleEntry& entry = entries[index];
      Rules scratch;
      const auto holiday = detail::parse_holiday(entry.key, entry.value);
      if (!in_range(entry.from) || (holiday && holiday->date < entry.from) ||
          !(holiday || detail::apply_rule(scratch, entry.key, entry.value)))
        return bad_rule(entries, index);
      if (holiday) book.holidays_.push_back(*holiday);
      starts.push_back(entry.from);
    }
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    std::vector<const RuleEntry*> by_date;
    for (const RuleEntry& entry : entries) by_date.push_back(&entry);
    std::sort(by_date.begin(), by_date.end(), [](const RuleEntry* a, const RuleEntry* b) {
      return a->from != b->from ? a->from < b->from : std::less<>{}(a, b);
    });
    book.editions_.clear();
    for (const Date start : starts) {
      Rules rules;
      const RuleEntry* last_of_half_days = nullptr;
      for (const RuleEntry* entry : by_date) {
        if (entry->from > start) break;
        (void)detail::apply_rule(rules, entry->key, entry->value);
        if (entry->key.starts_with("half_day.")) last_of_half_days = entry;
      }
      if (last_of_half_days != nullptr && rules.morning.end > rules.afternoon.start)
        return bad_rule(entries, static_cast<std::size_t>(last_of_half_days - entries.data()));
      book.editions_.push_back({start, rules});
    }
    return book;
  }

  /// The version that it was built of.
  [[nodiscard]] RulesVersion version() const noexcept { return version_; }

  /// The rules in force on a date. O(log stretches).
  [[nodiscard]] const Rules& on(Date date) const noexcept {
    if (editions_.size() == 1) return editions_.front().rules;
    auto next =
        std::upper_bound(editions_.begin(), editions_.end(), date,
                         [](Date day, const Edition& edition) { return day < edition.from; });
    return next == editions_.begin() ? editions_.front().rules : (next - 1)->rules;
  }

  /// The least units that one exam takes on any date; zero where the part is unstated. O(stretches).
  [[nodiscard]] Units least_units_of_exam(Category category, ExamPart part) const noexcept {
    Units least{32};
    for (const Edition& it : editions_)
      least = std::min(least, Units{it.rules.exam_units[static_cast<std::size_t>(category)]
                                                       [static_cast<std::size_t>(part)]});
    return least;
  }
  /// The overrides of the document, in its order.
  [[nodiscard]] std::span<const HolidayOverride> holidays() const noexcept { return holidays_; }
  /// Whether a local date is a holiday in a département, by law or by override. O(overrides).
  [[nodiscard]] bool is_holiday(Departement departement, Date date) const noexcept {
    return creneau::is_holiday(departement, date, holidays_);
  }

 private:
  struct Edition {
    Date from;
    Rules rules;
  };

  [[nodiscard]] static Error bad_rule(std::span<const RuleEntry> entries, std::size_t index) {
    const RuleEntry& entry = entries[index];
    return Error{ErrorCode::bad_rule, {Subject::Kind::line, static_cast<std::int64_t>(index) + 1}}
        .with_text(entry.key + " = " + entry.value);
  }

  RulesVersion version_;
  std::vector<Edition> editions_;
  std::vector<HolidayOverride> holidays_;
};

/// \name Presets: entries to add to a document.
/// \{

/// "Every off-road exam counts one unit", from a local date on.
[[nodiscard]] inline std::vector<RuleEntry> preset_off_road_one_unit(Date from) {
  std::vector<RuleEntry> entries;
  for (const char* category : {"C1E", "CE", "D1E", "DE"})
    entries.push_back({from, std::string("exam.units.") + category + ".off_road", "1"});
  return entries;
}

/// "A unit is 20 minutes", from a local date on.
[[nodiscard]] inline std::vector<RuleEntry> preset_twenty_minute_units(Date from) {
  return {{from, "unit.minutes", "20"}};
}
/// \}

}  // namespace creneau
