#include "facade/commands.hpp"
#include "facade/engine.hpp"
#include "facade/host_ports.hpp"

namespace creneau::facade {

namespace {

/// Empty rows with what a page was read with.
template <class Row>
[[nodiscard]] std::unique_ptr<Rows> rows_of(const Page<Row>& page) {
  auto rows = std::make_unique<Rows>();
  rows->next = page.next;
  rows->number = page.number;
  return rows;
}

}  // namespace

result<std::unique_ptr<Rows>> Engine::sessions(const crn_actor* actor,
                                               const crn_session_filter* filter,
                                               const crn_page* page) const {
  Actor who;
  BOOST_OUTCOME_TRY(take(who, actor));
  BOOST_OUTCOME_TRY(const SessionFilter which, filter_of(filter));
  BOOST_OUTCOME_TRY(const PageRequest part, page_of(page));
  BOOST_OUTCOME_TRY(auto found, queries_->sessions(who, which, part));
  auto rows = rows_of(found);
  rows->sessions = std::move(found.rows);
  return rows;
}

result<std::unique_ptr<Rows>> Engine::planning(const crn_actor* actor,
                                               const crn_session_filter* filter,
                                               const crn_page* page) const {
  Actor who;
  BOOST_OUTCOME_TRY(take(who, actor));
  BOOST_OUTCOME_TRY(const SessionFilter which, filter_of(filter));
  BOOST_OUTCOME_TRY(const PageRequest part, page_of(page));
  BOOST_OUTCOME_TRY(auto found, queries_->planning(who, which, part));
  auto rows = rows_of(found);
  for (SessionDetail& detail : found.rows) {
    rows->sessions.push_back(std::move(detail.state));
    std::move(detail.reservations.begin(), detail.reservations.end(),
              std::back_inserter(rows->reservations));
    std::move(detail.blocks.begin(), detail.blocks.end(), std::back_inserter(rows->blocks));
  }
  return rows;
}

result<std::size_t> Engine::week(const crn_actor* actor, const crn_week_query* query,
                                 const RowsOut<crn_units>& to, crn_units& total) const {
  Actor who;
  BOOST_OUTCOME_TRY(take(who, actor));
  StructIn<crn_week_query> which(query, "query");
  BOOST_OUTCOME_TRY(which.check());
  BOOST_OUTCOME_TRY(const Departement departement, departement_of(which->departement));
  BOOST_OUTCOME_TRY(const auto category, read_optional_code<Category>(which->category, "category"));
  BOOST_OUTCOME_TRY(to.check());
  const Date first = date_of(which->week);
  if (!in_range(first)) return Error{ErrorCode::bad_date, Subject{first}};
  if (which->week_count > kMostWeeks)
    return Error{ErrorCode::too_large}.with_limit(kMostWeeks, which->week_count);
  // Nothing is written before the last week was read.
  std::vector<InspectorUnits> rows;
  boost::container::small_vector<std::size_t, 1> ends;
  BOOST_OUTCOME_TRY(queries_->weeks(who, departement, Week::of(first),
                                    std::max(which->week_count, 1U), category, {which->inspector},
                                    rows, ends));
  std::size_t place = 0;
  Week week = Week::of(first);
  for (const std::size_t end : ends) {
    const auto convert = [monday = plain(week.monday())](const InspectorUnits& units) {
      crn_units row = plain(units);
      row.week = monday;
      return row;
    };
    const std::size_t last = std::min(end, to.size());
    if (place < last) to.put(place, &rows[place], last - place, convert);
    place = end;
    week = week.next();
  }
  UnitCount sum;
  for (const InspectorUnits& row : rows) sum += row.units;
  total = plain(sum);
  total.week = plain(Week::of(first).monday());
  return rows.size();
}

result<std::unique_ptr<Rows>> Engine::exams(const crn_actor* actor, const crn_exam_query* query,
                                            const crn_page* page) const {
  Actor who;
  BOOST_OUTCOME_TRY(take(who, actor));
  BOOST_OUTCOME_TRY(const ExamQuery which, query_of(query));
  BOOST_OUTCOME_TRY(const PageRequest part, page_of(page));
  BOOST_OUTCOME_TRY(auto found, queries_->exams(who, which, part));
  auto rows = rows_of(found);
  rows->reserved_sessions = std::move(found.rows);
  return rows;
}

result<std::unique_ptr<Rows>> Engine::find_schools(const crn_actor* actor,
                                                   crn_departement departement, crn_text text,
                                                   std::size_t limit) const {
  Actor who;
  BOOST_OUTCOME_TRY(take(who, actor));
  BOOST_OUTCOME_TRY(const Departement where, departement_of(departement));
  BOOST_OUTCOME_TRY(const auto view, text_of(text, "text"));
  const std::string typed{view};  // with a NUL, which a directory in C may look for
  constexpr std::size_t kUsual = 20;
  auto rows = std::make_unique<Rows>();
  BOOST_OUTCOME_TRY(rows->schools,
                    queries_->find_schools(who, where, typed, limit == 0 ? kUsual : limit));
  return rows;
}

result<std::unique_ptr<Rows>> Engine::school_named(const crn_actor* actor,
                                                   crn_departement departement,
                                                   crn_text text) const {
  Actor who;
  BOOST_OUTCOME_TRY(take(who, actor));
  BOOST_OUTCOME_TRY(const Departement where, departement_of(departement));
  BOOST_OUTCOME_TRY(const auto view, text_of(text, "text"));
  const std::string typed{view};  // with a NUL, which a directory in C may look for
  BOOST_OUTCOME_TRY(School school, queries_->school_named(who, where, typed));
  auto rows = std::make_unique<Rows>();
  rows->schools.push_back(std::move(school));
  return rows;
}

result<std::unique_ptr<Rows>> Engine::closures(const crn_actor* actor,
                                               const crn_closure_filter* filter,
                                               const crn_page* page) const {
  Actor who;
  BOOST_OUTCOME_TRY(take(who, actor));
  BOOST_OUTCOME_TRY(const ClosureFilter which, filter_of(filter));
  BOOST_OUTCOME_TRY(const PageRequest part, page_of(page));
  BOOST_OUTCOME_TRY(auto found, queries_->closures(who, which, part));
  auto rows = rows_of(found);
  rows->closures = std::move(found.rows);
  return rows;
}

result<std::unique_ptr<Rows>> Engine::history(const crn_actor* actor,
                                              const crn_event_filter* filter,
                                              const crn_page* page) const {
  Actor who;
  BOOST_OUTCOME_TRY(take(who, actor));
  BOOST_OUTCOME_TRY(const EventFilter which, filter_of(filter));
  BOOST_OUTCOME_TRY(const PageRequest part, page_of(page));
  BOOST_OUTCOME_TRY(auto found, queries_->history(who, which, part));
  auto rows = rows_of(found);
  rows->events = std::move(found.rows);
  return rows;
}

result<std::unique_ptr<Rows>> Engine::refusals(const crn_actor* actor, crn_departement departement,
                                               const crn_page* page) const {
  Actor who;
  BOOST_OUTCOME_TRY(take(who, actor));
  BOOST_OUTCOME_TRY(const Departement where, departement_of(departement));
  BOOST_OUTCOME_TRY(const PageRequest part, page_of(page));
  BOOST_OUTCOME_TRY(auto found, queries_->refusals(who, where, part));
  auto rows = rows_of(found);
  for (Refusal& refusal : found.rows) rows->refusals.emplace_back(std::move(refusal));
  return rows;
}

result<std::unique_ptr<Rows>> Engine::entries(std::int32_t kind, const std::int64_t* ids,
                                              std::size_t count) const {
  auto rows = std::make_unique<Rows>();
  const auto read = [&](auto wanted, auto&& look_up) -> result<void> {
    BOOST_OUTCOME_TRY(read_ids(ids, count, wanted, "ids"));
    return look_up(std::move(wanted));
  };
  const auto into = [](auto& to, auto&& found) -> result<void> {
    if (!found) return std::move(found.assume_error());
    for (auto& row : found.assume_value()) to.emplace_back(std::move(row));
    return success();
  };
  switch (kind) {
    case CRN_ROWS_OFFICES: {
      BOOST_OUTCOME_TRY(read(std::vector<OfficeId>{}, [&](std::vector<OfficeId> wanted) {
        return into(rows->offices, directory_->offices(std::move(wanted)));
      }));
      return rows;
    }
    case CRN_ROWS_SCHOOLS: {
      BOOST_OUTCOME_TRY(read(std::vector<SchoolId>{}, [&](std::vector<SchoolId> wanted) {
        return into(rows->schools, directory_->schools(std::move(wanted)));
      }));
      return rows;
    }
    case CRN_ROWS_INSPECTORS: {
      BOOST_OUTCOME_TRY(read(std::vector<InspectorId>{}, [&](std::vector<InspectorId> wanted) {
        return into(rows->inspectors, directory_->inspectors(std::move(wanted)));
      }));
      return rows;
    }
    case CRN_ROWS_CENTRES: {
      BOOST_OUTCOME_TRY(read(std::vector<CentreId>{}, [&](std::vector<CentreId> wanted) {
        return into(rows->centres, directory_->centres(std::move(wanted)));
      }));
      return rows;
    }
    default: return bad_argument("kind");
  }
}

}  // namespace creneau::facade
