#pragma once
/// \file
/// The numbers of the plain types. In them zero means "left out", so that what has no such value in
/// the model is counted from one.

#include <concepts>
#include <optional>
#include <type_traits>

#include "creneau/engine/create_sessions.hpp"
#include "creneau/model/notice.hpp"
#include "creneau/policy/rules.hpp"
#include "creneau/port/outbox.hpp"
#include "creneau_types.h"

namespace creneau::facade {

/// How an enumeration of the model is numbered: what zero of the model is, and how many there are.
template <class Enum>
struct Numbering;

template <>
struct Numbering<Role> {
  static constexpr int kFirst = CRN_ROLE_OFFICE, kCount = 5;
};
template <>
struct Numbering<Category> {
  static constexpr int kFirst = CRN_CATEGORY_AM, kCount = static_cast<int>(kCategoryCount);
};
template <>
struct Numbering<ExamPart> {
  static constexpr int kFirst = CRN_PART_UNSTATED, kCount = static_cast<int>(kExamPartCount);
};
template <>
struct Numbering<HalfDay> {
  static constexpr int kFirst = CRN_HALF_DAY_MORNING, kCount = 2;
};
template <>
struct Numbering<Reason> {
  static constexpr int kFirst = CRN_REASON_UNSTATED, kCount = 8;
};
template <>
struct Numbering<ClosureScope> {
  static constexpr int kFirst = CRN_CLOSURE_INSPECTOR, kCount = 3;
};
template <>
struct Numbering<CommandKind> {
  static constexpr int kFirst = CRN_COMMAND_CREATE_SESSIONS,
                       kCount = static_cast<int>(kCommandCount);
};
template <>
struct Numbering<Counting> {
  static constexpr int kFirst = CRN_COUNTING_CALENDAR, kCount = 5;
};
template <>
struct Numbering<SlotStatus> {
  static constexpr int kFirst = CRN_SLOT_FREE, kCount = 3;
};
template <>
struct Numbering<RefusalJournal> {
  static constexpr int kFirst = CRN_JOURNAL_NONE, kCount = 3;
};
template <>
struct Numbering<NoticeKind> {
  static constexpr int kFirst = CRN_NOTICE_RESERVED, kCount = 5;
};
template <>
struct Numbering<NoticeStatus> {
  static constexpr int kFirst = CRN_NOTICE_STATUS_PENDING, kCount = 4;
};
template <>
struct Numbering<Delivery> {
  static constexpr int kFirst = CRN_DELIVERY_DELIVERED, kCount = 4;
};
template <>
struct Numbering<Remark::Kind> {
  static constexpr int kFirst = CRN_REMARK_MINUTES_LEFT_OVER, kCount = 4;
};
template <>
struct Numbering<Subject::Kind> {
  static constexpr int kFirst = CRN_SUBJECT_NONE, kCount = 14;
};

/// The number of a value of the model.
template <class Enum>
[[nodiscard]] constexpr std::int32_t number_of(Enum value) noexcept {
  return static_cast<std::int32_t>(value) + Numbering<Enum>::kFirst;
}

/// The value of a number; none where it is no code.
template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> value_of(std::int32_t number) noexcept {
  using Codes = Numbering<Enum>;
  if (number < Codes::kFirst || number - Codes::kFirst >= Codes::kCount) return std::nullopt;
  return static_cast<Enum>(number - Codes::kFirst);
}

/// Whether a number is that of an error code.
[[nodiscard]] constexpr bool is_error_code(crn_status status) noexcept {
  return status > 0 && name_of(static_cast<ErrorCode>(status)) != "unknown";
}

// The last of each list, so that one that grows is noticed here.
static_assert(number_of(Role::operator_) == CRN_ROLE_OPERATOR);
static_assert(number_of(Category::de) == CRN_CATEGORY_DE);
static_assert(number_of(ExamPart::complete) == CRN_PART_COMPLETE);
static_assert(number_of(HalfDay::afternoon) == CRN_HALF_DAY_AFTERNOON);
static_assert(number_of(Reason::other) == CRN_REASON_OTHER);
static_assert(number_of(ClosureScope::office) == CRN_CLOSURE_OFFICE);
static_assert(number_of(CommandKind::import_planning) == CRN_COMMAND_IMPORT_PLANNING);
static_assert(number_of(Counting::elapsed_hours) == CRN_COUNTING_ELAPSED_HOURS);
static_assert(number_of(SlotStatus::unavailable) == CRN_SLOT_UNAVAILABLE);
static_assert(number_of(RefusalJournal::all) == CRN_JOURNAL_ALL);
static_assert(number_of(NoticeKind::cancellation_confirmed) == CRN_NOTICE_CANCELLATION_CONFIRMED);
static_assert(number_of(NoticeStatus::dead) == CRN_NOTICE_STATUS_DEAD);
static_assert(number_of(Delivery::uncertain) == CRN_DELIVERY_UNCERTAIN);
static_assert(number_of(Remark::Kind::undeliverable) == CRN_REMARK_UNDELIVERABLE);
static_assert(number_of(Subject::Kind::line) == CRN_SUBJECT_LINE);

}  // namespace creneau::facade
