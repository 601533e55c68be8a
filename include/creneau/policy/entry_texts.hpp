#pragma once
/// \file
/// What the texts of a directory's entries may be.

#include <initializer_list>

#include "creneau/model/directory.hpp"
#include "creneau/model/result.hpp"
#include "creneau/policy/name_matching.hpp"

namespace creneau {

/// The longest text of an entry, in bytes: what every database can still look up.
inline constexpr std::size_t kMaxEntryText = 1000;

/// Whether an entry may have that text: well-formed UTF-8 without control characters that is not too
/// long. O(length).
[[nodiscard]] constexpr bool is_entry_text(std::string_view text) noexcept {
  return text.size() <= kMaxEntryText && is_clean_text(text);
}

/// Looks at all texts of some entries. `bad_text`: the entry, the text, its length where that is the
/// reason. O(length). Thread-safe.
[[nodiscard]] inline result<void> check_entry_texts(const DirectoryRows& entries) {
  const auto check = [](const auto& entry,
                        std::initializer_list<const std::string*> texts) -> result<void> {
    for (const std::string* text : texts) {
      if (is_entry_text(*text)) continue;
      if (text->size() <= kMaxEntryText)
        return Error{ErrorCode::bad_text, entry.id}.with_text(*text);
      return Error{ErrorCode::bad_text, entry.id}.with_limit(
          kMaxEntryText, static_cast<std::int64_t>(text->size()));
    }
    return success();
  };
  for (const Office& it : entries.offices) {
    BOOST_OUTCOME_TRY(check(it, {&it.name, &it.mail, &it.phone, &it.external_ref}));
  }
  for (const School& it : entries.schools) {
    BOOST_OUTCOME_TRY(check(it, {&it.name, &it.aurige_id, &it.mail, &it.external_ref}));
  }
  for (const Inspector& it : entries.inspectors) {
    BOOST_OUTCOME_TRY(check(it, {&it.matricule, &it.name, &it.external_ref}));
  }
  for (const Centre& it : entries.centres) {
    BOOST_OUTCOME_TRY(check(it, {&it.name, &it.place, &it.external_ref}));
  }
  return success();
}

}  // namespace creneau
