#include "facade/failure.hpp"

#include <exception>

#include "creneau/memory/memory_directory.hpp"

namespace creneau::facade {

std::string_view Failure::message(text::Language language) const noexcept {
  const auto place = static_cast<std::size_t>(language);
  try {
    std::call_once(written_[place], [&] {
      const MemoryDirectory nobody;
      messages_[place] = text::Texts(language, nobody).error(error_);
    });
    return messages_[place];
  } catch (const std::exception&) {
    return meaning_of(static_cast<crn_status>(error_.code));
  }
}

std::string_view meaning_of(crn_status status) noexcept {
  switch (static_cast<ErrorCode>(status)) {
#define CRENEAU_ERROR(name, number, kind, meaning) \
  case ErrorCode::name: return meaning;
#include "creneau/model/error_codes.def"
#undef CRENEAU_ERROR
  }
  return {};
}

result<text::Language> language_of(std::int32_t number) {
  if (number == CRN_LANGUAGE_FRENCH) return text::Language::fr;
  if (number == CRN_LANGUAGE_ENGLISH) return text::Language::en;
  return bad_argument("language");
}

}  // namespace creneau::facade
