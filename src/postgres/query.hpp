#pragma once
/// \file
/// A statement with its bound parameters. Internal to the adapter.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace creneau::postgres {

/// Ids as one bound array.
template <class Ids>
[[nodiscard]] std::string id_array(const Ids& ids) {
  std::string array = "{";
  for (const auto id : ids) {
    if (array.size() > 1) array += ',';
    array += std::to_string(id.value);
  }
  return array + "}";
}

/// Appends a text as an element of a bound array.
inline void append_element(std::string& array, std::string_view text) {
  array += '"';
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') array += '\\';
    array += letter;
  }
  array += '"';
}

/// Texts as one bound array.
[[nodiscard]] inline std::string text_array(const std::vector<std::string_view>& texts) {
  std::string array = "{";
  for (const std::string_view text : texts) {
    if (array.size() > 1) array += ',';
    append_element(array, text);
  }
  return array + "}";
}

/// SQL of a closed number of texts, and what is bound to its $1, $2…; each text is prepared once for
/// each connection.
class Query {
 public:
  /// A statement on one partition, or on whole tables: its leaf stands for each {d}.
  explicit Query(std::string_view sql, std::string_view leaf = {}) : leaf_(leaf) { append(sql); }

  /// Binds the next parameter.
  Query& bind(std::string_view text) {
    parameters_.emplace_back(text);
    return *this;
  }
  Query& bind(std::int64_t number) { return bind(std::string_view(std::to_string(number))); }
  Query& bind_null() {
    parameters_.emplace_back();
    return *this;
  }
  /// Appends SQL around the next parameter: `with(" AND s.centre = ", id)`.
  template <class Value>
  Query& with(std::string_view sql, const Value& value, std::string_view rest = {}) {
    bind(value);
    append(sql);
    sql_ += '$';
    sql_ += std::to_string(parameters_.size());
    return append(rest);
  }
  Query& append(std::string_view sql) {
    constexpr std::string_view kPlace = "{d}";
    for (std::size_t place = sql.find(kPlace); place != std::string_view::npos;
         place = sql.find(kPlace)) {
      sql_ += sql.substr(0, place);
      sql_ += leaf_;
      sql.remove_prefix(place + kPlace.size());
    }
    sql_ += sql;
    return *this;
  }

  friend bool operator==(const Query&, const Query&) = default;
  [[nodiscard]] const std::string& sql() const noexcept { return sql_; }
  [[nodiscard]] const std::vector<std::optional<std::string>>& parameters() const noexcept {
    return parameters_;
  }

 private:
  std::string leaf_;
  std::string sql_;
  std::vector<std::optional<std::string>> parameters_;
};

}  // namespace creneau::postgres
