// Rows: what was read, and what is given.
#include "facade/rows.hpp"

#include "guard.hpp"

using namespace creneau;        // NOLINT: the functions themselves are global
using namespace creneau::capi;  // NOLINT
using facade::behind;
using facade::handle_of;

namespace {

template <class Plain>
crn_status copy(const crn_rows* rows, size_t first, size_t count, Plain* to, size_t row_size,
                crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(rows, "rows"));
    return it->copy(first, facade::RowsOut<Plain>(to, row_size, count));
  });
}

template <class Plain>
crn_status add(crn_rows* rows, const Plain* from, size_t count, size_t row_size,
               crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(auto* const it, given(rows, "rows"));
    return it->add(facade::RowsIn<Plain>(from, row_size, count, "from"));
  });
}

}  // namespace

crn_status crn_rows_create(crn_rows** rows, crn_error** error) {
  return giving(rows, "rows", error, []() -> result<std::unique_ptr<facade::Rows>> {
    return std::make_unique<facade::Rows>();
  });
}

void crn_rows_destroy(crn_rows* rows) {
  delete behind(rows);
}

size_t crn_rows_count(const crn_rows* rows, int32_t kind) {
  return rows == nullptr ? 0 : behind(rows)->count(kind);
}

int64_t crn_rows_number(const crn_rows* rows) {
  return rows == nullptr ? 0 : behind(rows)->number.value;
}

int64_t crn_rows_rules_version(const crn_rows* rows) {
  return rows == nullptr ? 0 : behind(rows)->rules_version.value;
}

int32_t crn_rows_next(const crn_rows* rows, crn_cursor* next) {
  if (next != nullptr) *next = {};
  if (rows == nullptr || !behind(rows)->next) return 0;
  if (next != nullptr) *next = facade::plain(*behind(rows)->next);
  return 1;
}

crn_status crn_rows_sessions(const crn_rows* rows, size_t first, size_t count, crn_session* to,
                             size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

crn_status crn_rows_reservations(const crn_rows* rows, size_t first, size_t count,
                                 crn_reservation* to, size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

crn_status crn_rows_blocks(const crn_rows* rows, size_t first, size_t count, crn_block* to,
                           size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

crn_status crn_rows_closures(const crn_rows* rows, size_t first, size_t count, crn_closure* to,
                             size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

crn_status crn_rows_refusals(const crn_rows* rows, size_t first, size_t count, crn_refusal* to,
                             size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

crn_status crn_rows_rules(const crn_rows* rows, size_t first, size_t count, crn_rule* to,
                          size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

crn_status crn_rows_delivery_states(const crn_rows* rows, size_t first, size_t count,
                                    crn_delivery_state* to, size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

crn_status crn_rows_offices(const crn_rows* rows, size_t first, size_t count, crn_office* to,
                            size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

crn_status crn_rows_schools(const crn_rows* rows, size_t first, size_t count, crn_school* to,
                            size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

crn_status crn_rows_inspectors(const crn_rows* rows, size_t first, size_t count, crn_inspector* to,
                               size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

crn_status crn_rows_centres(const crn_rows* rows, size_t first, size_t count, crn_centre* to,
                            size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

crn_status crn_rows_units(const crn_rows* rows, size_t first, size_t count, crn_units* to,
                          size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

crn_status crn_rows_listing_lines(const crn_rows* rows, size_t first, size_t count,
                                  crn_listing_line* to, size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

crn_status crn_rows_faults(const crn_rows* rows, size_t first, size_t count, crn_fault* to,
                           size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

crn_status crn_rows_findings(const crn_rows* rows, size_t first, size_t count, crn_finding* to,
                             size_t row_size, crn_error** error) {
  return copy(rows, first, count, to, row_size, error);
}

const crn_event* crn_rows_event(const crn_rows* rows, size_t place) {
  if (rows == nullptr || place >= behind(rows)->events.size()) return nullptr;
  return handle_of<crn_event>(&behind(rows)->events[place]);
}

const crn_notice* crn_rows_notice(const crn_rows* rows, size_t place) {
  if (rows == nullptr || place >= behind(rows)->notices.size()) return nullptr;
  return handle_of<crn_notice>(&behind(rows)->notices[place].notice);
}

const crn_error* crn_rows_fault_error(const crn_rows* rows, size_t place) {
  if (rows == nullptr || place >= behind(rows)->faults.size()) return nullptr;
  return handle_of<crn_error>(&behind(rows)->faults[place]->failure);
}

crn_status crn_rows_add_offices(crn_rows* rows, const crn_office* from, size_t count,
                                size_t row_size, crn_error** error) {
  return add(rows, from, count, row_size, error);
}

crn_status crn_rows_add_schools(crn_rows* rows, const crn_school* from, size_t count,
                                size_t row_size, crn_error** error) {
  return add(rows, from, count, row_size, error);
}

crn_status crn_rows_add_inspectors(crn_rows* rows, const crn_inspector* from, size_t count,
                                   size_t row_size, crn_error** error) {
  return add(rows, from, count, row_size, error);
}

crn_status crn_rows_add_centres(crn_rows* rows, const crn_centre* from, size_t count,
                                size_t row_size, crn_error** error) {
  return add(rows, from, count, row_size, error);
}

crn_status crn_rows_add_sessions(crn_rows* rows, const crn_session* from, size_t count,
                                 size_t row_size, crn_error** error) {
  return add(rows, from, count, row_size, error);
}

crn_status crn_rows_add_reservations(crn_rows* rows, const crn_reservation* from, size_t count,
                                     size_t row_size, crn_error** error) {
  return add(rows, from, count, row_size, error);
}

crn_status crn_rows_add_blocks(crn_rows* rows, const crn_block* from, size_t count, size_t row_size,
                               crn_error** error) {
  return add(rows, from, count, row_size, error);
}

crn_status crn_rows_add_closures(crn_rows* rows, const crn_closure* from, size_t count,
                                 size_t row_size, crn_error** error) {
  return add(rows, from, count, row_size, error);
}

crn_status crn_rows_add_refusals(crn_rows* rows, const crn_refusal* from, size_t count,
                                 size_t row_size, crn_error** error) {
  return add(rows, from, count, row_size, error);
}

crn_status crn_rows_add_rules(crn_rows* rows, const crn_rule* from, size_t count, size_t row_size,
                              crn_error** error) {
  return add(rows, from, count, row_size, error);
}

crn_status crn_rows_add_units(crn_rows* rows, const crn_units* from, size_t count, size_t row_size,
                              crn_error** error) {
  return add(rows, from, count, row_size, error);
}

crn_status crn_rows_add_event(crn_rows* rows, const crn_event_head* head, crn_text json,
                              crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(auto* const it, given(rows, "rows"));
    return it->add_event(head, json);
  });
}

crn_status crn_rows_add_notice(crn_rows* rows, const crn_notice_facts* facts, size_t facts_size,
                               const crn_notice_line* lines, size_t line_count, size_t line_size,
                               const crn_delivery_state* state, size_t state_size,
                               crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(auto* const it, given(rows, "rows"));
    return it->add_notice({facts, facts_size, 1, "facts"}, {lines, line_size, line_count, "lines"},
                          {state, state_size, 1, "state"});
  });
}

void crn_rows_set_number(crn_rows* rows, int64_t number) {
  if (rows != nullptr) behind(rows)->number = {number};
}

void crn_rows_set_next(crn_rows* rows, crn_cursor next) {
  if (rows == nullptr) return;
  // Zeros are the beginning, which is next to nothing.
  const bool is_last = next.major == 0 && next.minor == 0;
  behind(rows)->next = is_last ? std::optional<Cursor>{} : facade::cursor_of(next);
}

void crn_rows_set_rules_version(crn_rows* rows, int64_t version) {
  if (rows != nullptr) behind(rows)->rules_version = {version};
}

void crn_rows_set_closures_revision(crn_rows* rows, int64_t number) {
  if (rows != nullptr) behind(rows)->closures_revision = {number};
}

void crn_rows_set_more_candidates(crn_rows* rows) {
  if (rows != nullptr) behind(rows)->more_candidates = true;
}
