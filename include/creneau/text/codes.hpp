#pragma once
/// \file
/// The codes of the model, each as a word or two: for lists, columns and menus.

#include <string_view>

#include "creneau/model/actor.hpp"
#include "creneau/model/category.hpp"
#include "creneau/model/change_set.hpp"
#include "creneau/model/notice.hpp"
#include "creneau/model/reason.hpp"
#include "creneau/model/slot.hpp"
#include "creneau/port/outbox.hpp"
#include "creneau/text/language.hpp"

namespace creneau::text {

/// \name Codes in words
/// The texts live as long as the program and are never empty. O(1), thread-safe.
/// \{

/// Who acts.
[[nodiscard]] std::string_view in_words(Language language, Role role) noexcept;
/// A part of the exam; of an unstated one that any is meant.
[[nodiscard]] std::string_view in_words(Language language, ExamPart part) noexcept;
/// What a slot is.
[[nodiscard]] std::string_view in_words(Language language, SlotStatus status) noexcept;
/// Why; of an unstated one that none was given.
[[nodiscard]] std::string_view in_words(Language language, Reason reason) noexcept;
/// What was done.
[[nodiscard]] std::string_view in_words(Language language, CommandKind command) noexcept;
/// What a notice tells: the title of its mail.
[[nodiscard]] std::string_view in_words(Language language, NoticeKind kind) noexcept;
/// How far a notice has come.
[[nodiscard]] std::string_view in_words(Language language, NoticeStatus status) noexcept;
/// \}

}  // namespace creneau::text
