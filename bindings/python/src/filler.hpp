#pragma once
/// \file
/// Fills frames from rows of the model.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "creneau/model/category.hpp"
#include "creneau/model/ids.hpp"
#include "creneau/policy/zones.hpp"
#include "frame.hpp"

namespace creneau::python {

[[nodiscard]] inline std::int64_t plain(std::int64_t number) noexcept {
  return number;
}
[[nodiscard]] inline std::int64_t plain(std::int32_t number) noexcept {
  return number;
}
[[nodiscard]] inline std::int64_t plain(std::uint32_t number) noexcept {
  return number;
}
[[nodiscard]] inline std::int64_t plain(Date date) noexcept {
  return date.time_since_epoch().count();
}
[[nodiscard]] inline std::int64_t plain(Instant instant) noexcept {
  return instant.time_since_epoch().count();
}
template <class Entity>
[[nodiscard]] inline std::int64_t plain(Id<Entity> id) noexcept {
  return id.value;
}

inline void put_value(Column& column, std::string_view text) {
  put_text(column, text);
}
inline void put_value(Column& column, double value) {
  column.reals.push_back(value);
}
template <class Value>
void put_value(Column& column, const Value& value)
  requires requires { plain(value); }
{
  put(column, plain(value));
}
template <class Value>
void put_value(Column& column, const std::optional<Value>& value) {
  if (value)
    put_value(column, *value);
  else
    put_missing(column);
}

/// Fills a frame from rows, a column at a time.
template <class Row>
class Filler {
 public:
  explicit Filler(const std::vector<Row>& rows) : rows_(rows) {}

  /// A column of `get(row)`: a number, a date, an instant, a text, or an optional of these.
  template <class Get>
  Filler& column(const char* name, ColumnType type, Get&& get) {
    Column& column = frame_->add(name, type);
    for (const Row& row : rows_) put_value(column, get(row));
    return *this;
  }
  /// The columns of a local time; `prefix` is that of their names.
  template <class GetDepartement, class GetTime>
  Filler& time(const std::string& prefix, GetDepartement&& departement, GetTime&& time) {
    const auto day = [&](const Row& row) {
      return std::chrono::floor<std::chrono::days>(time(row));
    };
    column((prefix + "_at").c_str(), ColumnType::instant,
           [&](const Row& row) { return to_instant(zone_of(departement(row)), time(row)); });
    column((prefix + "_date").c_str(), ColumnType::date, day);
    column((prefix + "_minutes").c_str(), ColumnType::number,
           [&](const Row& row) { return std::int64_t{(time(row) - day(row)).count()}; });
    return *this;
  }
  template <class GetDepartement>
  Filler& zone(GetDepartement&& departement) {
    return column("zone", ColumnType::text, [&](const Row& row) {
      return creneau::zone(zone_of(departement(row))).iana_name;
    });
  }
  [[nodiscard]] std::shared_ptr<Frame> done() { return std::move(frame_); }

 private:
  const std::vector<Row>& rows_;
  std::shared_ptr<Frame> frame_ = std::make_shared<Frame>();
};

/// An id that may be zero.
template <class Entity>
[[nodiscard]] std::optional<std::int64_t> optional(Id<Entity> id) noexcept {
  if (!id) return std::nullopt;
  return id.value;
}

/// "off_road"; nothing for an unstated part.
[[nodiscard]] inline std::optional<std::string_view> part_name(ExamPart part) noexcept {
  if (part == ExamPart::unstated) return std::nullopt;
  return code_of(part);
}

}  // namespace creneau::python
