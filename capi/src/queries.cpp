// Queries, rules, words.
#include "facade/engine.hpp"
#include "guard.hpp"

using namespace creneau;        // NOLINT: the functions themselves are global
using namespace creneau::capi;  // NOLINT
using facade::behind;

namespace {

/// Gives the rows of `ask(engine)`.
template <class Ask>
crn_status asking(const crn_engine* engine, crn_rows** rows, const char* name, crn_error** error,
                  Ask&& ask) noexcept {
  return giving(rows, name, error, [&]() -> result<std::unique_ptr<facade::Rows>> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    return ask(*it);
  });
}

/// Gives the text of `say(engine, what)`.
template <class What, class Say>
crn_status saying(const crn_engine* engine, const What* what, const char* name, crn_string** text,
                  crn_error** error, Say&& say) noexcept {
  return giving_text(text, "text", error, [&]() -> result<std::string> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    BOOST_OUTCOME_TRY(const auto* const about, given(what, name));
    return say(*it, *about);
  });
}

}  // namespace

crn_status crn_engine_sessions(const crn_engine* engine, const crn_actor* actor,
                               const crn_session_filter* filter, const crn_page* page,
                               crn_rows** rows, crn_error** error) {
  return asking(engine, rows, "rows", error,
                [&](const auto& it) { return it.sessions(actor, filter, page); });
}

crn_status crn_engine_planning(const crn_engine* engine, const crn_actor* actor,
                               const crn_session_filter* filter, const crn_page* page,
                               crn_rows** rows, crn_error** error) {
  return asking(engine, rows, "rows", error,
                [&](const auto& it) { return it.planning(actor, filter, page); });
}

crn_status crn_engine_week(const crn_engine* engine, const crn_actor* actor,
                           const crn_week_query* query, crn_units* to, size_t capacity,
                           size_t row_size, size_t* count, crn_units* total, crn_error** error) {
  if (count != nullptr) *count = 0;
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    if (count == nullptr) return facade::bad_argument("count");
    const facade::RowsOut<crn_units> sum(total, row_size, total == nullptr ? 0 : 1);
    if (!sum.check()) return facade::bad_argument("row_size");
    crn_units counted{};
    if (total != nullptr) sum.put(0, counted);
    BOOST_OUTCOME_TRY(*count, it->week(actor, query, {to, row_size, capacity}, counted));
    if (total != nullptr) sum.put(0, counted);
    return success();
  });
}

crn_status crn_engine_exams(const crn_engine* engine, const crn_actor* actor,
                            const crn_exam_query* query, const crn_page* page, crn_rows** rows,
                            crn_error** error) {
  return asking(engine, rows, "rows", error,
                [&](const auto& it) { return it.exams(actor, query, page); });
}

crn_status crn_engine_find_schools(const crn_engine* engine, const crn_actor* actor,
                                   crn_departement departement, crn_text text, size_t limit,
                                   crn_rows** rows, crn_error** error) {
  return asking(engine, rows, "rows", error,
                [&](const auto& it) { return it.find_schools(actor, departement, text, limit); });
}

crn_status crn_engine_school_named(const crn_engine* engine, const crn_actor* actor,
                                   crn_departement departement, crn_text text, crn_rows** rows,
                                   crn_error** error) {
  return asking(engine, rows, "rows", error,
                [&](const auto& it) { return it.school_named(actor, departement, text); });
}

crn_status crn_engine_closures(const crn_engine* engine, const crn_actor* actor,
                               const crn_closure_filter* filter, const crn_page* page,
                               crn_rows** rows, crn_error** error) {
  return asking(engine, rows, "rows", error,
                [&](const auto& it) { return it.closures(actor, filter, page); });
}

crn_status crn_engine_history(const crn_engine* engine, const crn_actor* actor,
                              const crn_event_filter* filter, const crn_page* page, crn_rows** rows,
                              crn_error** error) {
  return asking(engine, rows, "rows", error,
                [&](const auto& it) { return it.history(actor, filter, page); });
}

crn_status crn_engine_refusals(const crn_engine* engine, const crn_actor* actor,
                               crn_departement departement, const crn_page* page, crn_rows** rows,
                               crn_error** error) {
  return asking(engine, rows, "rows", error,
                [&](const auto& it) { return it.refusals(actor, departement, page); });
}

crn_status crn_engine_entries(const crn_engine* engine, int32_t kind, const int64_t* ids,
                              size_t count, crn_rows** rows, crn_error** error) {
  return asking(engine, rows, "rows", error,
                [&](const auto& it) { return it.entries(kind, ids, count); });
}

crn_status crn_engine_rules(const crn_engine* engine, crn_rows** rows, crn_error** error) {
  return asking(engine, rows, "rows", error, [&](const auto& it) { return it.rules(); });
}

crn_status crn_engine_rules_on(const crn_engine* engine, int32_t date, crn_rules* rules,
                               crn_error** error) {
  return filling(rules, "rules", false, error, [&]() -> result<crn_rules> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    return it->rules_on(date);
  });
}

crn_status crn_engine_is_holiday(const crn_engine* engine, crn_departement departement,
                                 int32_t date, int32_t* holiday, crn_error** error) {
  if (holiday != nullptr) *holiday = 0;
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    if (holiday == nullptr) return facade::bad_argument("holiday");
    BOOST_OUTCOME_TRY(*holiday, it->is_holiday(departement, date));
    return success();
  });
}

crn_status crn_preset_rules(int32_t preset, int32_t from, crn_rows** rows, crn_error** error) {
  return giving(rows, "rows", error, [&] { return facade::preset_rules(preset, from); });
}

crn_status crn_engine_opening(const crn_engine* engine, crn_departement departement, int32_t date,
                              int64_t* opens_at, crn_error** error) {
  if (opens_at != nullptr) *opens_at = 0;
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    if (opens_at == nullptr) return facade::bad_argument("opens_at");
    BOOST_OUTCOME_TRY(*opens_at, it->opening(departement, date));
    return success();
  });
}

crn_status crn_check_rules(const crn_rule* rules, size_t count, size_t rule_size,
                           crn_error** error) {
  return guarded(error, [&] { return facade::check_rules({rules, rule_size, count, "rules"}); });
}

crn_status crn_engine_deadline(const crn_engine* engine, crn_departement departement,
                               int32_t exam_start, crn_deadline* deadline, crn_error** error) {
  return filling(deadline, "deadline", false, error, [&]() -> result<crn_deadline> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    return it->deadline(departement, exam_start);
  });
}

crn_status crn_engine_deadline_text(const crn_engine* engine, crn_departement departement,
                                    int32_t exam_start, int32_t language, crn_string** text,
                                    crn_error** error) {
  return giving_text(text, "text", error, [&]() -> result<std::string> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    return it->deadline_text(departement, exam_start, language);
  });
}

crn_status crn_engine_deadlines(const crn_engine* engine, crn_departement departement,
                                const int32_t* exam_starts, size_t count, int64_t* closes_at,
                                crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    return it->deadlines(departement, exam_starts, count, closes_at);
  });
}

crn_status crn_engine_explain(const crn_engine* engine, const crn_error* what,
                              crn_departement departement, int32_t language, crn_string** text,
                              crn_error** error) {
  return giving_text(text, "text", error, [&]() -> result<std::string> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    return it->explain(behind(what), departement, language);
  });
}

crn_status crn_engine_banner(const crn_engine* engine, const crn_event* receipt, int32_t language,
                             crn_string** text, crn_error** error) {
  return saying(engine, receipt, "receipt", text, error,
                [&](const auto& it, const Event& event) { return it.banner(event, language); });
}

crn_status crn_engine_question(const crn_engine* engine, const crn_event* preview, int32_t language,
                               crn_string** text, crn_error** error) {
  return saying(engine, preview, "preview", text, error,
                [&](const auto& it, const Event& event) { return it.question(event, language); });
}

crn_status crn_engine_listing(const crn_engine* engine, const crn_event* receipt, int32_t language,
                              crn_rows** lines, crn_error** error) {
  return asking(engine, lines, "lines", error,
                [&](const auto& it) -> result<std::unique_ptr<facade::Rows>> {
                  BOOST_OUTCOME_TRY(const auto* const event, given(receipt, "receipt"));
                  return it.listing(*event, language);
                });
}
