#pragma once
/// \file
/// How a pattern of the catalogue becomes a sentence.

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "creneau/text/language.hpp"

namespace creneau::text {

/// The named values that fill a pattern.
class Values {
 public:
  Values() = default;
  Values(std::initializer_list<std::pair<std::string_view, std::string>> texts) {
    for (const auto& [name, text] : texts) put(name, text);
  }
  /// An empty text is no value.
  Values& put(std::string_view name, std::string text) {
    if (!text.empty()) texts_.insert_or_assign(std::string(name), std::move(text));
    return *this;
  }
  /// A number is a value even where it is zero, and chooses between singular and plural.
  Values& put(std::string_view name, std::int64_t number) {
    numbers_.insert_or_assign(std::string(name), number);
    return put(name, std::to_string(number));
  }

  [[nodiscard]] const std::string* text(std::string_view name) const {
    const auto found = texts_.find(name);
    return found == texts_.end() ? nullptr : &found->second;
  }
  [[nodiscard]] const std::int64_t* number(std::string_view name) const {
    const auto found = numbers_.find(name);
    return found == numbers_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::string, std::string, std::less<>> texts_;
  std::map<std::string, std::int64_t, std::less<>> numbers_;
};

/// Whether a count takes the plural: in French from two on, in English all but one.
[[nodiscard]] constexpr bool is_plural(Language language, std::int64_t count) noexcept {
  if (language == Language::fr) return count >= 2 || count <= -2;
  return count != 1;
}

/// Fills a pattern: `{name}` is a value (nothing, where there is none), `{name?one|many}` the word
/// that fits a number, `[…]` is left out unless every value in it is there. Values are copied as
/// they are: no bracket in them means anything.
[[nodiscard]] std::string fill(Language language, std::string_view pattern, const Values& values);

}  // namespace creneau::text
