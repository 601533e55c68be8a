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

/// \name The texts live as long as the program. Never empty.
/// \{
[[nodiscard]] std::string_view in_words(Language language, Role role) noexcept;
[[nodiscard]] std::string_view in_words(Language language, ExamPart part) noexcept;
[[nodiscard]] std::string_view in_words(Language language, SlotStatus status) noexcept;
[[nodiscard]] std::string_view in_words(Language language, Reason reason) noexcept;
[[nodiscard]] std::string_view in_words(Language language, CommandKind command) noexcept;
[[nodiscard]] std::string_view in_words(Language language, NoticeKind kind) noexcept;
[[nodiscard]] std::string_view in_words(Language language, NoticeStatus status) noexcept;
/// \}

}  // namespace creneau::text
