#pragma once
/// \file
/// Handles that are given back, answers that are checked, rows as vectors.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "creneau_ports.h"
#include "require.hpp"

namespace creneau::fuzz {

/// A handle of the library's, given back when this goes.
template <class Raw, void (*kDestroy)(Raw*)>
class Handle {
 public:
  Handle() = default;
  Handle(Handle&& other) noexcept : it_(std::exchange(other.it_, nullptr)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(it_, other.it_);
    return *this;
  }
  ~Handle() { kDestroy(it_); }

  /// Where a function puts a new one; the old one is given back.
  [[nodiscard]] Raw** out() noexcept {
    kDestroy(std::exchange(it_, nullptr));
    return &it_;
  }
  operator Raw*() const noexcept { return it_; }  // NOLINT: used as the pointer that it is

 private:
  Raw* it_ = nullptr;
};

using Error = Handle<crn_error, crn_error_destroy>;
using String = Handle<crn_string, crn_string_destroy>;
using Rows = Handle<crn_rows, crn_rows_destroy>;
using Event = Handle<crn_event, crn_event_destroy>;
using Database = Handle<crn_database, crn_database_destroy>;
using Storage = Handle<crn_storage, crn_storage_destroy>;
using Directory = Handle<crn_directory, crn_directory_destroy>;
using Outbox = Handle<crn_outbox, crn_outbox_destroy>;
using Notifier = Handle<crn_notifier, crn_notifier_destroy>;
using Clock = Handle<crn_clock, crn_clock_destroy>;
using Engine = Handle<crn_engine, crn_engine_destroy>;
using PlanningFile = Handle<crn_planning_file, crn_planning_file_destroy>;

/// A text of the library's, which must have a NUL behind it.
[[nodiscard]] inline std::string_view view(crn_text text) {
  require(text.data != nullptr && text.data[text.size] == 0, "a text of the library ends with NUL");
  return {text.data, text.size};
}
[[nodiscard]] inline std::string_view view(const String& string) {
  return view(crn_string_text(string));
}
[[nodiscard]] inline crn_text plain(std::string_view text) noexcept {
  return {text.data(), text.size()};
}

/// What a call answered, checked for what the header promises of every answer.
class Outcome {
 public:
  /// Runs `call(crn_error**)`.
  template <class Call>
  explicit Outcome(Call&& call) {
    status_ = call(error_.out());
    check();
  }
  [[nodiscard]] bool ok() const noexcept { return status_ == CRN_OK; }
  [[nodiscard]] crn_status status() const noexcept { return status_; }
  [[nodiscard]] const crn_error* error() const noexcept { return error_; }
  /// For messages.
  [[nodiscard]] std::string text() const;

 private:
  void check() const;

  crn_status status_ = CRN_OK;
  Error error_;
};

/// Asks a library that stands on no foreign code: nothing may fail but by what was asked.
template <class Call>
[[nodiscard]] Outcome ask(Call&& call) {
  Outcome outcome(std::forward<Call>(call));
  require(crn_status_class(outcome.status()) != CRN_CLASS_FAILED ||
              outcome.status() == CRN_ERROR_UNSUPPORTED,
          [&] { return "fails by itself: " + outcome.text(); });
  return outcome;
}

/// Asks what cannot be refused.
template <class Call>
void must(Call&& call) {
  const Outcome outcome(std::forward<Call>(call));
  require(outcome.ok(), [&] { return "refused: " + outcome.text(); });
}

/// How rows of one type are read.
template <class Row>
struct Reading;
#define CRENEAU_READING(row, number, function)             \
  template <>                                              \
  struct Reading<row> {                                    \
    static constexpr std::int32_t kKind = number;          \
    static constexpr decltype(&function) kRead = function; \
  };
CRENEAU_READING(crn_session, CRN_ROWS_SESSIONS, crn_rows_sessions)
CRENEAU_READING(crn_reservation, CRN_ROWS_RESERVATIONS, crn_rows_reservations)
CRENEAU_READING(crn_block, CRN_ROWS_BLOCKS, crn_rows_blocks)
CRENEAU_READING(crn_closure, CRN_ROWS_CLOSURES, crn_rows_closures)
CRENEAU_READING(crn_refusal, CRN_ROWS_REFUSALS, crn_rows_refusals)
CRENEAU_READING(crn_rule, CRN_ROWS_RULES, crn_rows_rules)
CRENEAU_READING(crn_delivery_state, CRN_ROWS_NOTICES, crn_rows_delivery_states)
CRENEAU_READING(crn_office, CRN_ROWS_OFFICES, crn_rows_offices)
CRENEAU_READING(crn_school, CRN_ROWS_SCHOOLS, crn_rows_schools)
CRENEAU_READING(crn_inspector, CRN_ROWS_INSPECTORS, crn_rows_inspectors)
CRENEAU_READING(crn_centre, CRN_ROWS_CENTRES, crn_rows_centres)
CRENEAU_READING(crn_units, CRN_ROWS_UNITS, crn_rows_units)
CRENEAU_READING(crn_listing_line, CRN_ROWS_LISTING_LINES, crn_rows_listing_lines)
CRENEAU_READING(crn_fault, CRN_ROWS_FAULTS, crn_rows_faults)
CRENEAU_READING(crn_finding, CRN_ROWS_FINDINGS, crn_rows_findings)
#undef CRENEAU_READING

/// All rows of a type. Their texts live as long as `rows`.
template <class Row>
[[nodiscard]] std::vector<Row> all(const crn_rows* rows) {
  if (rows == nullptr) return {};
  std::vector<Row> read(crn_rows_count(rows, Reading<Row>::kKind));
  must([&](crn_error** error) {
    return Reading<Row>::kRead(rows, 0, read.size(), read.data(), sizeof(Row), error);
  });
  return read;
}

/// Calls `take(Rows)` for each page of a list; `read(page, rows, error)` reads one.
template <class Read, class Take>
void each_page(Read&& read, Take&& take) {
  crn_page page;
  CRN_INIT(page);
  for (bool more = true; more;) {
    Rows rows;
    must([&](crn_error** error) { return read(&page, rows.out(), error); });
    more = crn_rows_next(rows, &page.after) != 0;
    take(std::move(rows));
  }
}

}  // namespace creneau::fuzz
