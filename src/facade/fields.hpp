#pragma once
/// \file
/// Single values: from the model to plain ones and back. What makes no sense is `bad_argument` with
/// the name of its field, bytes that are not UTF-8 are `bad_text`.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "creneau/policy/zones.hpp"
#include "creneau/port/storage.hpp"
#include "facade/codes.hpp"
#include "facade/sized.hpp"

namespace creneau::facade {

/// \name To plain
/// Texts live as long as what they are taken from, and end with a NUL if that is a std::string.
/// \{
[[nodiscard]] inline crn_text plain(std::string_view text) noexcept {
  return {text.data() == nullptr ? "" : text.data(), text.size()};
}
[[nodiscard]] constexpr crn_departement plain(Departement departement) noexcept {
  crn_departement code{};
  departement.code().copy(code.code, sizeof code.code);
  return code;
}
[[nodiscard]] constexpr std::int32_t plain(Date date) noexcept {
  return static_cast<std::int32_t>(date.time_since_epoch().count());
}
[[nodiscard]] constexpr std::int32_t plain(LocalTime time) noexcept {
  return static_cast<std::int32_t>(time.time_since_epoch().count());
}
[[nodiscard]] constexpr std::int64_t plain(Instant instant) noexcept {
  return instant.time_since_epoch().count();
}
[[nodiscard]] constexpr std::int32_t plain(Minutes minutes) noexcept {
  return static_cast<std::int32_t>(minutes.count());
}
[[nodiscard]] constexpr crn_hours plain(Hours hours) noexcept {
  return {plain(hours.start), plain(hours.end)};
}
[[nodiscard]] constexpr crn_period plain(Period period) noexcept {
  return {plain(period.first), plain(period.last)};
}
[[nodiscard]] constexpr crn_slot plain(const SlotId& slot) noexcept {
  return {slot.session.value, slot.plan.value, slot.ordinal};
}
[[nodiscard]] constexpr crn_cursor plain(Cursor cursor) noexcept {
  if (cursor == Cursor{}) return {};
  return {cursor.major, cursor.minor};
}
/// A category set: bits by the plain numbers.
[[nodiscard]] constexpr std::uint32_t plain(CategorySet categories) noexcept {
  return categories.bits() << CRN_CATEGORY_AM;
}
template <class Entity>
[[nodiscard]] constexpr std::int64_t plain(Id<Entity> id) noexcept {
  return id.value;
}
/// \}

/// \name From plain
/// \{

/// Dates far out of range are moved to just out of range, where arithmetic is safe; the engine says
/// `bad_date` to both.
[[nodiscard]] constexpr Date date_of(std::int32_t days) noexcept {
  constexpr std::int32_t kFar = 1'000'000;
  return Date{std::chrono::days{std::clamp(days, -kFar, kFar)}};
}
[[nodiscard]] constexpr LocalTime local_time_of(std::int32_t minutes) noexcept {
  return LocalTime{Minutes{minutes}};
}
/// The same for instants: 1683 to 2255.
[[nodiscard]] constexpr Instant instant_of(std::int64_t microseconds) noexcept {
  constexpr std::int64_t kFar = 9'000'000'000'000'000;
  return Instant{std::chrono::microseconds{std::clamp(microseconds, -kFar, kFar)}};
}
[[nodiscard]] constexpr Hours hours_of(crn_hours hours) noexcept {
  return {Minutes{hours.start}, Minutes{hours.end}};
}
/// A zero leaves that end open.
[[nodiscard]] constexpr Period period_of(crn_period period) noexcept {
  Period days;
  if (period.first != 0) days.first = date_of(period.first);
  if (period.last != 0) days.last = date_of(period.last);
  return days;
}
[[nodiscard]] constexpr SlotId slot_of(const crn_slot& slot) noexcept {
  return {{slot.session}, {slot.plan}, slot.ordinal};
}
[[nodiscard]] constexpr Cursor cursor_of(crn_cursor cursor) noexcept {
  if (cursor.major == 0 && cursor.minor == 0) return {};
  return {cursor.major, cursor.minor};
}

/// A text, valid UTF-8. `name` is the field's.
[[nodiscard]] result<std::string_view> text_of(crn_text text, const char* name);

/// The value of a code.
template <class Enum>
[[nodiscard]] result<Enum> read_code(std::int32_t number, const char* name) {
  if (const auto value = value_of<Enum>(number)) return *value;
  return bad_argument(name);
}

/// The value of a code, or nothing for zero.
template <class Enum>
[[nodiscard]] result<std::optional<Enum>> read_optional_code(std::int32_t number,
                                                             const char* name) {
  if (number == 0) return std::optional<Enum>{};
  BOOST_OUTCOME_TRY(const Enum value, read_code<Enum>(number, name));
  return std::optional<Enum>{value};
}

/// A path of a file, which is not empty and has no NUL in it.
[[nodiscard]] result<std::string> path_of(crn_text path, const char* name);

/// \name Into a field that is empty
/// \{
[[nodiscard]] inline result<void> take(std::string& to, crn_text from, const char* name) {
  if (from.size == 0) return success();
  BOOST_OUTCOME_TRY(const auto text, text_of(from, name));
  to = text;
  return success();
}
template <class Enum>
[[nodiscard]] result<void> take(Enum& to, std::int32_t from, const char* name)
  requires std::is_enum_v<Enum>
{
  BOOST_OUTCOME_TRY(to, read_code<Enum>(from, name));
  return success();
}
/// \}

/// A département, where there is one of that code.
[[nodiscard]] std::optional<Departement> find_departement(crn_departement departement) noexcept;
/// A département that there is.
[[nodiscard]] result<Departement> departement_of(crn_departement departement,
                                                 const char* name = "departement");
/// The same, or nothing for zeros.
[[nodiscard]] result<std::optional<Departement>> optional_departement_of(
    crn_departement departement);

/// A category set.
[[nodiscard]] result<CategorySet> categories_of(std::uint32_t bits);

/// Copies an array of ids.
template <class Ids>
[[nodiscard]] result<void> read_ids(const std::int64_t* from, std::size_t count, Ids& to,
                                    const char* name) {
  if (count > 0 && from == nullptr) return bad_argument(name);
  to.reserve(to.size() + count);
  for (std::size_t place = 0; place < count; ++place) to.push_back({from[place]});
  return success();
}
/// \}

/// An array of ids as plain ones: an id is its number and nothing else.
template <class Entity>
[[nodiscard]] const std::int64_t* plain_ids(const Id<Entity>* ids) noexcept {
  static_assert(sizeof(Id<Entity>) == sizeof(std::int64_t) &&
                std::is_standard_layout_v<Id<Entity>>);
  return reinterpret_cast<const std::int64_t*>(ids);
}

}  // namespace creneau::facade
