// Codes by their names.
#include "facade/codes.hpp"

#include "creneau/text/codes.hpp"
#include "facade/failure.hpp"
#include "facade/fields.hpp"
#include "guard.hpp"

using namespace creneau;  // NOLINT: the functions themselves are global

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

crn_text crn_code_name(int32_t list, int32_t number) {
  crn_text name = facade::plain("");
  with_list(list, [&]<class Enum>(Enum) {
    if (const auto value = facade::value_of<Enum>(number)) name = facade::plain(code_of(*value));
  });
  return name;
}

int32_t crn_code_number(int32_t list, crn_text name) {
  int32_t number = -1;
  if (name.size > 0 && name.data == nullptr) return number;
  const std::string_view wanted{name.size > 0 ? name.data : "", name.size};
  with_list(list, [&]<class Enum>(Enum) {
    using Codes = facade::Numbering<Enum>;
    for (int it = Codes::kFirst; it < Codes::kFirst + Codes::kCount; ++it)
      if (code_of(*facade::value_of<Enum>(it)) == wanted) number = it;
  });
  return number;
}

crn_text crn_code_text(int32_t list, int32_t number, int32_t language) {
  crn_text words = facade::plain("");
  const auto in = facade::language_of(language);
  if (!in) return words;
  with_list(list, [&]<class Enum>(Enum) {
    const auto value = facade::value_of<Enum>(number);
    if (!value) return;
    if constexpr (std::is_same_v<Enum, Category>)
      words = facade::plain(code_of(*value));
    else if constexpr (!std::is_same_v<Enum, Counting>)
      words = facade::plain(text::in_words(in.assume_value(), *value));
  });
  return words;
}
