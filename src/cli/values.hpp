#pragma once
/// \file
/// Reading what the user types: ids, slots, dates, lists.

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "creneau/engine/create_sessions.hpp"
#include "creneau/model/iso_text.hpp"
#include "creneau/model/result.hpp"

namespace creneau::cli {

/// A number from 1.
[[nodiscard]] inline std::optional<std::int64_t> parse_id(std::string_view text) noexcept {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

/// Adds the ids that the user typed.
template <class Ids>
[[nodiscard]] result<void> parse_ids(const std::vector<std::string>& texts, Ids& ids) {
  for (const std::string& text : texts) {
    const auto id = parse_id(text);
    if (!id) return Error{ErrorCode::bad_argument}.with_text(text);
    ids.push_back({*id});
  }
  return success();
}

/// Adds the slots that the user typed: "221/1/3" is ordinal 3 of plan 1 of session 221, "221/1/3-5"
/// three of them.
[[nodiscard]] inline result<void> parse_slots(const std::vector<std::string>& texts,
                                              SmallVector<SlotId, 2>& slots) {
  for (const std::string& text : texts) {
    const auto bad = [&] { return Error{ErrorCode::bad_argument}.with_text("SLOT " + text); };
    const auto first = text.find('/');
    const auto second = first == std::string::npos ? first : text.find('/', first + 1);
    if (second == std::string::npos) return bad();
    const auto session = parse_id(text.substr(0, first));
    const auto plan = parse_id(text.substr(first + 1, second - first - 1));
    const std::string ordinals = text.substr(second + 1);
    const auto dash = ordinals.find('-');
    const auto number = [](std::string_view digits) -> std::optional<std::uint32_t> {
      std::uint32_t it = 0;
      const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), it);
      if (error != std::errc{} || end != digits.data() + digits.size() || it >= kMaxSlotsOfSession)
        return std::nullopt;
      return it;
    };
    const auto from = number(std::string_view(ordinals).substr(0, dash));
    const auto to =
        dash == std::string::npos ? from : number(std::string_view(ordinals).substr(dash + 1));
    if (!session || !plan || *plan > UINT32_MAX || !from || !to || *to < *from) return bad();
    for (std::uint32_t ordinal = *from; ordinal <= *to; ++ordinal)
      slots.push_back({{*session}, {static_cast<std::uint32_t>(*plan)}, ordinal});
  }
  return success();
}

[[nodiscard]] inline std::string to_text(const SlotId& slot) {
  return std::to_string(slot.session.value) + "/" + std::to_string(slot.plan.value) + "/" +
         std::to_string(slot.ordinal);
}

/// "2026-06-15" or "15/06/2026".
[[nodiscard]] inline result<Date> date_of(const std::string& text) {
  std::string iso = text;
  if (text.size() == 10 && text[2] == '/' && text[5] == '/')
    iso = text.substr(6) + "-" + text.substr(3, 2) + "-" + text.substr(0, 2);
  if (const auto date = parse_date(iso)) return *date;
  return Error{ErrorCode::bad_date}.with_text(text);
}

/// Days `[from, to]`; what is empty is open.
[[nodiscard]] inline result<Period> period_of(const std::string& from, const std::string& to) {
  Period period;
  if (!from.empty()) {
    BOOST_OUTCOME_TRY(period.first, date_of(from));
  }
  if (!to.empty()) {
    BOOST_OUTCOME_TRY(period.last, date_of(to));
  }
  if (period.last < period.first)
    return Error{ErrorCode::bad_argument}.with_text("--from " + from + " --to " + to);
  return period;
}

[[nodiscard]] inline result<Category> category_of(const std::string& text) {
  std::string code = text;
  for (char& letter : code)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  if (const auto category = category_from_code(code)) return *category;
  return Error{ErrorCode::bad_argument}.with_text("--category " + text);
}

[[nodiscard]] inline result<ExamPart> part_of(const std::string& text) {
  if (const auto part = exam_part_from_code(text)) return *part;
  return Error{ErrorCode::bad_argument}.with_text("--part " + text);
}

[[nodiscard]] inline result<Reason> reason_of(const std::string& text) {
  if (const auto reason = reason_from_code(text)) return *reason;
  return Error{ErrorCode::bad_argument}.with_text("--reason " + text);
}

/// "2026-W25" (or "2026-S25", as French writes it), or the week of a date.
[[nodiscard]] inline result<Week> week_of(const std::string& text) {
  std::string iso = text;
  if (iso.size() > 5 && (iso[5] == 'S' || iso[5] == 's' || iso[5] == 'w')) iso[5] = 'W';
  auto week = parse_week(iso);
  if (const auto date = date_of(text); !week && date) week = Week::of(date.value());
  if (!week || !in_range(week->monday())) return Error{ErrorCode::bad_date}.with_text(text);
  return *week;
}

/// "12:34" of a page's last line, as lists print it.
[[nodiscard]] inline result<Cursor> cursor_of(const std::string& text) {
  if (text.empty()) return Cursor{};
  const auto colon = text.find(':');
  Cursor cursor;
  const auto number = [](std::string_view digits, std::int64_t& into) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
    return error == std::errc{} && end == digits.data() + digits.size();
  };
  const std::string_view view = text;
  if (colon == std::string::npos || !number(view.substr(0, colon), cursor.major) ||
      !number(view.substr(colon + 1), cursor.minor))
    return Error{ErrorCode::bad_argument}.with_text("--after " + text);
  return cursor;
}

[[nodiscard]] inline std::string to_text(const Cursor& cursor) {
  return std::to_string(cursor.major) + ":" + std::to_string(cursor.minor);
}

}  // namespace creneau::cli
