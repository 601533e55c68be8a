#include "creneau/policy/opening.hpp"
#include "creneau/text/text.hpp"
#include "facade/commands.hpp"
#include "facade/engine.hpp"

namespace creneau::facade {

namespace {

[[nodiscard]] result<void> check_date(Date date) {
  if (in_range(date)) return success();
  return Error{ErrorCode::bad_date, Subject{date}};
}

[[nodiscard]] Date date_of(LocalTime time) noexcept {
  return std::chrono::floor<std::chrono::days>(time);
}

}  // namespace

result<std::unique_ptr<Rows>> Engine::rules() const {
  BOOST_OUTCOME_TRY(auto document, engine_->storage().rules());
  auto rows = std::make_unique<Rows>();
  rows->rules = std::move(document.entries);
  rows->rules_version = document.version;
  return rows;
}

result<crn_rules> Engine::rules_on(std::int32_t date) const {
  const Date day = facade::date_of(date);
  BOOST_OUTCOME_TRY(check_date(day));
  BOOST_OUTCOME_TRY(const RuleBook* const book, engine_->rules());
  const Rules& rules = book->on(day);
  crn_rules it{};
  it.struct_size = sizeof it;
  it.unit_minutes = rules.unit_minutes;
  it.version = book->version().value;
  it.morning = plain(rules.morning);
  it.afternoon = plain(rules.afternoon);
  it.units_of_slot = rules.units_of_slot;
  it.cancellation_days = rules.cancellation.days;
  it.counting = number_of(rules.cancellation.counting);
  it.back_to_working_day = rules.cancellation.back_to_working_day;
  it.school_leaves = number_of(rules.school_leaves);
  it.office_leaves = number_of(rules.office_leaves);
  it.days_ahead = rules.opening.days_ahead.value_or(0);
  it.opens_at = plain(rules.opening.opens_at);
  it.journal = number_of(rules.journal);
  for (std::size_t category = 0; category < kCategoryCount; ++category)
    for (std::size_t part = 0; part < kExamPartCount; ++part)
      it.exam_units[category + CRN_CATEGORY_AM][part] = rules.exam_units[category][part];
  return it;
}

result<bool> Engine::is_holiday(crn_departement departement, std::int32_t date) const {
  BOOST_OUTCOME_TRY(const Departement where, departement_of(departement));
  const Date day = facade::date_of(date);
  BOOST_OUTCOME_TRY(check_date(day));
  BOOST_OUTCOME_TRY(const RuleBook* const book, engine_->rules());
  return book->is_holiday(where, day);
}

result<std::int64_t> Engine::opening(crn_departement departement, std::int32_t date) const {
  BOOST_OUTCOME_TRY(const Departement where, departement_of(departement));
  const Date day = facade::date_of(date);
  BOOST_OUTCOME_TRY(check_date(day));
  BOOST_OUTCOME_TRY(const RuleBook* const book, engine_->rules());
  return plain(reservation_opens_at(where, day, *book));
}

result<Deadline> Engine::deadline_of(crn_departement departement, std::int32_t exam_start) const {
  BOOST_OUTCOME_TRY(const Departement where, departement_of(departement));
  const LocalTime start = local_time_of(exam_start);
  BOOST_OUTCOME_TRY(check_date(date_of(start)));
  BOOST_OUTCOME_TRY(const RuleBook* const book, engine_->rules());
  return cancellation_deadline(where, start, *book);
}

result<crn_deadline> Engine::deadline(crn_departement departement, std::int32_t exam_start) const {
  BOOST_OUTCOME_TRY(const Deadline deadline, deadline_of(departement, exam_start));
  return plain(deadline);
}

result<std::string> Engine::deadline_text(crn_departement departement, std::int32_t exam_start,
                                          std::int32_t language) const {
  BOOST_OUTCOME_TRY(const text::Language in, language_of(language));
  BOOST_OUTCOME_TRY(const Deadline deadline, deadline_of(departement, exam_start));
  return text::in_words(in, deadline);
}

result<void> Engine::deadlines(crn_departement departement, const std::int32_t* exam_starts,
                               std::size_t count, std::int64_t* closes_at) const {
  BOOST_OUTCOME_TRY(const Departement where, departement_of(departement));
  if (count > 0 && exam_starts == nullptr) return bad_argument("exam_starts");
  if (count > 0 && closes_at == nullptr) return bad_argument("closes_at");
  for (std::size_t place = 0; place < count; ++place) {
    BOOST_OUTCOME_TRY(check_date(date_of(local_time_of(exam_starts[place]))));
  }
  BOOST_OUTCOME_TRY(const RuleBook* const book, engine_->rules());
  for (std::size_t place = 0; place < count; ++place)
    closes_at[place] =
        plain(cancellation_closes_at(where, local_time_of(exam_starts[place]), *book));
  return success();
}

result<std::unique_ptr<Rows>> preset_rules(std::int32_t preset, std::int32_t from) {
  const Date day = facade::date_of(from);
  BOOST_OUTCOME_TRY(check_date(day));
  auto rows = std::make_unique<Rows>();
  switch (preset) {
    case CRN_PRESET_OFF_ROAD_ONE_UNIT: rows->rules = preset_off_road_one_unit(day); break;
    case CRN_PRESET_TWENTY_MINUTE_UNITS: rows->rules = preset_twenty_minute_units(day); break;
    default: return bad_argument("preset");
  }
  return rows;
}

result<void> check_rules(const RowsIn<crn_rule>& rules) {
  BOOST_OUTCOME_TRY(const auto entries, rules_of(rules));
  BOOST_OUTCOME_TRY(RuleBook::build({}, entries));
  return success();
}

}  // namespace creneau::facade
