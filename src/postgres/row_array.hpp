#pragma once
/// \file
/// Rows of a composite type of the server as one bound array. Internal.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace creneau::postgres {

/// Writes what PostgreSQL reads as an array of rows: {"(1,\"text\")",…}.
class RowArray {
 public:
  /// Appends a row; its fields in the order of the type. Empty optionals are NULL.
  template <class... Fields>
  void add(const Fields&... fields) {
    text_ += text_.empty() ? "{\"(" : ",\"(";
    bool is_first = true;
    (field(fields, is_first), ...);
    text_ += ")\"";
  }
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
  /// The whole array. \pre it has a row
  [[nodiscard]] std::string take() && {
    text_ += '}';
    return std::move(text_);
  }

 private:
  template <class Field>
  void field(const Field& value, bool& is_first) {
    if (!std::exchange(is_first, false)) text_ += ',';
    if constexpr (std::is_integral_v<Field>)
      text_ += std::to_string(value);
    else if constexpr (std::is_convertible_v<Field, std::string_view>)
      quoted(value);
    else if (value)
      text_ += std::to_string(*value);
  }
  /// Quoted as a field of a row, which is quoted as an element of an array.
  void quoted(std::string_view value) {
    text_ += "\\\"";
    for (const char letter : value) {
      if (letter == '"')
        text_ += "\\\\\\\"";
      else if (letter == '\\')
        text_ += "\\\\\\\\";
      else
        text_ += letter;
    }
    text_ += "\\\"";
  }
  std::string text_;
};

}  // namespace creneau::postgres
