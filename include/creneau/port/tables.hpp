#pragma once
/// \file
/// Everything that a database holds, as tables of numbers and texts: the form in which a database of
/// one kind gives it to one of another kind. Each kind keeps these tables in its own way.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "creneau/model/result.hpp"

namespace creneau {

/// What a column holds.
enum class ColumnKind : std::uint8_t {
  number,  ///< 64 bits, signed
  flag,    ///< a number, zero or one
  text,    ///< UTF-8
};

/// A column of a table.
struct Column {
  std::string_view name;                 ///< as in the databases' own tables
  ColumnKind kind = ColumnKind::number;  ///< of what is not empty in it
};

/// A table.
struct Table {
  std::string_view name;            ///< as in the databases' own schemas
  std::span<const Column> columns;  ///< in the order of a row's fields
};

/// What stands in one column of a row; empty where nothing does.
using Field = std::variant<std::monostate, std::int64_t, std::string>;
/// A field for each column.
using TableRow = std::vector<Field>;

namespace detail {

[[nodiscard]] constexpr Column text_column(std::string_view name) noexcept {
  return {name, ColumnKind::text};
}
[[nodiscard]] constexpr Column flag_column(std::string_view name) noexcept {
  return {name, ColumnKind::flag};
}

inline constexpr Column kOffice[] = {{"id"},
                                     text_column("name"),
                                     text_column("mail"),
                                     text_column("phone"),
                                     text_column("external_ref")};
inline constexpr Column kOfficeDepartement[] = {{"office"}, text_column("departement")};
inline constexpr Column kSchool[] = {{"id"},
                                     text_column("name"),
                                     text_column("folded_name"),
                                     text_column("aurige_id"),
                                     text_column("mail"),
                                     {"categories"},
                                     flag_column("active"),
                                     text_column("external_ref")};
inline constexpr Column kInspector[] = {{"id"},
                                        text_column("matricule"),
                                        text_column("name"),
                                        {"categories"},
                                        text_column("external_ref")};
inline constexpr Column kPosting[] = {
    {"inspector"}, {"first_day"}, {"last_day"}, text_column("departement")};
inline constexpr Column kCentre[] = {
    {"id"},         text_column("name"),        text_column("place"), text_column("departement"),
    {"categories"}, text_column("external_ref")};
inline constexpr Column kRulesVersion[] = {{"version"}};
inline constexpr Column kRule[] = {
    {"version"}, {"place"}, {"from_day"}, text_column("key"), text_column("value")};
inline constexpr Column kDepartement[] = {
    text_column("code"), {"number"},   {"closures_number"}, {"sessions"},
    {"reservations"},    {"closures"}, {"notices"},         {"purged"}};
inline constexpr Column kSession[] = {text_column("departement"),
                                      {"id"},
                                      {"inspector"},
                                      {"start_at"},
                                      {"end_at"},
                                      {"proposed_centre"},
                                      {"plan"},
                                      {"revision"},
                                      text_column("external_ref"),
                                      {"planned"},
                                      {"centre"},
                                      {"category"},
                                      {"part"},
                                      {"unit_minutes"},
                                      {"units_of_slot"},
                                      {"slot_count"},
                                      {"planned_by"}};
inline constexpr Column kReservation[] = {text_column("departement"),
                                          {"id"},
                                          {"school"},
                                          {"session"},
                                          {"plan"},
                                          {"slots"},
                                          {"start_at"},
                                          {"revision"},
                                          text_column("external_ref")};
inline constexpr Column kSlot[] = {
    text_column("departement"), {"session"}, {"plan"}, {"ordinal"}, {"reservation"}, {"reason"},
    text_column("note")};
inline constexpr Column kClosure[] = {
    text_column("departement"), {"id"}, {"scope"}, {"who"}, {"from_at"}, {"to_at"}, {"reason"},
    text_column("note")};
inline constexpr Column kEvent[] = {text_column("departement"),
                                    {"number"},
                                    {"at"},
                                    {"command"},
                                    {"role"},
                                    {"who"},
                                    text_column("subject"),
                                    text_column("request"),
                                    {"content"},
                                    {"reason"},
                                    text_column("note"),
                                    text_column("changes"),
                                    text_column("notes")};
inline constexpr Column kRequest[] = {text_column("departement"), {"role"},   {"who"},
                                      text_column("request"),     {"number"}, {"content"}};
inline constexpr Column kNotice[] = {text_column("departement"),
                                     {"id"},
                                     {"kind"},
                                     {"to_school"},
                                     {"to_office"},
                                     {"from_office"},
                                     {"at"},
                                     {"reason"},
                                     text_column("note"),
                                     text_column("lines"),
                                     text_column("address"),
                                     text_column("reply_to"),
                                     text_column("subject"),
                                     text_column("text"),
                                     text_column("html"),
                                     {"status"},
                                     {"attempts"},
                                     {"uncertain"},
                                     {"next_attempt"},
                                     {"leased_until"},
                                     {"lease"},
                                     text_column("last_error"),
                                     {"closed_at"},
                                     flag_column("redacted")};
inline constexpr Column kRefusal[] = {text_column("departement"),
                                      {"id"},
                                      {"at"},
                                      {"command"},
                                      {"role"},
                                      {"who"},
                                      text_column("subject"),
                                      text_column("request"),
                                      {"code"},
                                      {"rule_limit"},
                                      {"actual"},
                                      text_column("slots")};

}  // namespace detail

/// Every table, each behind those that its rows refer to. Where nothing else is said, columns are
/// what the schemas say of them; a session has its planning beside it, from "planned" on, which is
/// the plan number of a planned one and empty of an available one, like all behind it. The changes of
/// an event and the lines of a notice name rows by their ids, those that the commit made, too. The id
/// of a refusal gives the order of a département's refusals and no more.
inline constexpr Table kTables[] = {
    {"office", detail::kOffice},
    {"office_departement", detail::kOfficeDepartement},
    {"school", detail::kSchool},
    {"inspector", detail::kInspector},
    {"posting", detail::kPosting},
    {"centre", detail::kCentre},
    {"rules_version", detail::kRulesVersion},
    {"rule", detail::kRule},
    {"departement", detail::kDepartement},
    {"session", detail::kSession},
    {"reservation", detail::kReservation},
    {"slot", detail::kSlot},
    {"closure", detail::kClosure},
    {"event", detail::kEvent},
    {"request", detail::kRequest},
    {"notice", detail::kNotice},
    {"refusal", detail::kRefusal},
};

/// The most rows that are given at once.
inline constexpr std::size_t kMostTableRows = 1'000;

/// Takes rows of a table, at least one of them. An error ends the reading.
using TakeRows = std::function<result<void>(const Table& table, std::span<const TableRow> rows)>;

/// Where a column stands in a table. \pre it has one of that name
[[nodiscard]] constexpr std::size_t place_of(const Table& table, std::string_view name) noexcept {
  return static_cast<std::size_t>(std::ranges::find(table.columns, name, &Column::name) -
                                  table.columns.begin());
}

/// The names of a table's columns for a statement, "id, name, mail"; but for some of them.
[[nodiscard]] inline std::string names_of_columns(
    const Table& table, std::initializer_list<std::string_view> without = {}) {
  std::string names;
  for (const Column& column : table.columns) {
    if (std::ranges::find(without, column.name) != without.end()) continue;
    if (!names.empty()) names += ", ";
    names += column.name;
  }
  return names;
}

/// A row as a database gives it: anything that tells the number or the text of its n-th column, and
/// whether there is none.
template <class Row>
[[nodiscard]] TableRow table_row(const Table& table, const Row& row) {
  TableRow fields;
  fields.reserve(table.columns.size());
  for (int place = 0; const Column& column : table.columns) {
    if (row.is_null(place))
      fields.emplace_back();
    else if (column.kind == ColumnKind::text)
      fields.emplace_back(std::string(row.text(place)));
    else
      fields.emplace_back(row.number(place));
    ++place;
  }
  return fields;
}

}  // namespace creneau
