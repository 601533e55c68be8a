#include "facade/code_names.hpp"

#include "creneau/text/codes.hpp"
#include "facade/codes.hpp"
#include "facade/fields.hpp"

namespace creneau::facade {

namespace {

/// Calls `use(list)` with something that has the values of a list; false where there is no such list.
template <class Use>
bool with_list(std::int32_t list, Use&& use) {
  switch (list) {
    case CRN_CODES_ROLE: return use(Role{}), true;
    case CRN_CODES_CATEGORY: return use(Category{}), true;
    case CRN_CODES_PART: return use(ExamPart{}), true;
    case CRN_CODES_REASON: return use(Reason{}), true;
    case CRN_CODES_COMMAND: return use(CommandKind{}), true;
    case CRN_CODES_COUNTING: return use(Counting{}), true;
    case CRN_CODES_NOTICE: return use(NoticeKind{}), true;
    case CRN_CODES_NOTICE_STATUS: return use(NoticeStatus{}), true;
    default: return false;
  }
}

}  // namespace

crn_text code_name(std::int32_t list, std::int32_t number) noexcept {
  crn_text name = plain("");
  with_list(list, [&]<class Enum>(Enum) {
    if (const auto value = value_of<Enum>(number)) name = plain(code_of(*value));
  });
  return name;
}

std::int32_t code_number(std::int32_t list, crn_text name) noexcept {
  std::int32_t number = -1;
  if (name.size > 0 && name.data == nullptr) return number;
  const std::string_view wanted{name.size > 0 ? name.data : "", name.size};
  with_list(list, [&]<class Enum>(Enum) {
    using Codes = Numbering<Enum>;
    for (int it = Codes::kFirst; it < Codes::kFirst + Codes::kCount; ++it)
      if (code_of(*value_of<Enum>(it)) == wanted) number = it;
  });
  return number;
}

crn_text code_text(std::int32_t list, std::int32_t number, std::int32_t language) noexcept {
  crn_text words = plain("");
  if (language != CRN_LANGUAGE_FRENCH && language != CRN_LANGUAGE_ENGLISH) return words;
  const auto in = language == CRN_LANGUAGE_FRENCH ? text::Language::fr : text::Language::en;
  with_list(list, [&]<class Enum>(Enum) {
    const auto value = value_of<Enum>(number);
    if (!value) return;
    if constexpr (std::is_same_v<Enum, Category>)
      words = plain(code_of(*value));
    else if constexpr (!std::is_same_v<Enum, Counting>)
      words = plain(text::in_words(in, *value));
  });
  return words;
}

}  // namespace creneau::facade
