#include <pybind11/stl.h>

#include <iterator>
#include <optional>
#include <vector>

#include "caller.hpp"
#include "frames.hpp"

namespace creneau::python {

namespace {

using Ids = std::vector<std::int64_t>;
using FrameKept = std::shared_ptr<Frame>;

/// Appends the rows of one kind.
template <class Row>
void move_to(std::vector<Row>& all, std::vector<Row>& part) {
  std::move(part.begin(), part.end(), std::back_inserter(all));
}

/// All pages of a list: `ask(page)` gives one, `take(rows)` keeps it.
template <class Ask, class Take>
void each_page(Ask&& ask, Take&& take) {
  CRN_NEW(crn_page, page);
  for (;;) {
    auto rows = need(without_gil([&] { return ask(&page); }));
    take(*rows);
    if (!rows->next) return;
    page.after = facade::plain(*rows->next);
    // Between two pages Python may be interrupted.
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  }
}

/// Which sessions, as Python says it.
struct Which {
  std::string departement;
  PlainDate first, last;
  Ids inspectors;
  std::int64_t centre = 0;
  std::string category;
  std::optional<std::string> part;
  bool planned = false;
  bool available = false;
  bool with_free_slots = false;
};

[[nodiscard]] crn_session_filter filter_of(const Which& which) {
  CRN_NEW(crn_session_filter, filter);
  filter.departement = departement_of(which.departement);
  filter.period = {which.first.days, which.last.days};
  filter.inspectors = which.inspectors.data();
  filter.inspector_count = which.inspectors.size();
  filter.centre = which.centre;
  filter.category = code_of(CRN_CODES_CATEGORY, which.category);
  filter.has_part = which.part.has_value();
  filter.part = code_of(CRN_CODES_PART, which.part.value_or(""));
  filter.planned = which.planned;
  filter.available = which.available;
  filter.with_free_slots = which.with_free_slots;
  return filter;
}

[[nodiscard]] FrameKept sessions(const Caller& caller, const Which& which) {
  const crn_actor actor = caller.actor();
  const crn_session_filter filter = filter_of(which);
  std::vector<SessionState> all;
  each_page([&](const crn_page* page) { return caller.engine().sessions(&actor, &filter, page); },
            [&](facade::Rows& rows) { move_to(all, rows.sessions); });
  return sessions_frame(all);
}

[[nodiscard]] FrameKept slots(const Caller& caller, const Which& which) {
  const crn_actor actor = caller.actor();
  const crn_session_filter filter = filter_of(which);
  facade::Rows all;
  each_page([&](const crn_page* page) { return caller.engine().planning(&actor, &filter, page); },
            [&](facade::Rows& rows) {
              move_to(all.sessions, rows.sessions);
              move_to(all.reservations, rows.reservations);
              move_to(all.blocks, rows.blocks);
            });
  return slots_frame(all);
}

/// The rows of weeks and their sum.
[[nodiscard]] std::pair<FrameKept, FrameKept> weeks(const Caller& caller,
                                                    const std::string& departement, PlainDate week,
                                                    std::uint32_t count,
                                                    const std::string& category,
                                                    std::int64_t inspector) {
  const crn_actor actor = caller.actor();
  CRN_NEW(crn_week_query, query);
  query.departement = departement_of(departement);
  query.week = week.days;
  query.week_count = count;
  query.category = code_of(CRN_CODES_CATEGORY, category);
  query.inspector = inspector;
  std::vector<crn_units> rows(16);
  crn_units total{};
  for (;;) {
    const std::size_t found = need(without_gil([&] {
      return caller.engine().week(&actor, &query, {rows.data(), sizeof(crn_units), rows.size()},
                                  total);
    }));
    const bool all = found <= rows.size();
    rows.resize(found);
    if (all) break;
  }
  return {units_frame(rows), units_frame({total})};
}

[[nodiscard]] FrameKept exams(const Caller& caller, const std::string& departement,
                              std::int64_t school, const std::string& category, std::int32_t when,
                              PlainDate first, PlainDate last) {
  const crn_actor actor = caller.actor();
  CRN_NEW(crn_exam_query, query);
  query.departement = departement_of(departement);
  query.school = school;
  query.category = code_of(CRN_CODES_CATEGORY, category);
  query.when = when;
  query.period = {first.days, last.days};
  std::vector<ReservedSession> all;
  each_page([&](const crn_page* page) { return caller.engine().exams(&actor, &query, page); },
            [&](facade::Rows& rows) { move_to(all, rows.reserved_sessions); });
  return exams_frame(all);
}

[[nodiscard]] FrameKept find_schools(const Caller& caller, const std::string& departement,
                                     const std::string& text, std::size_t limit) {
  const crn_actor actor = caller.actor();
  const auto rows = need(without_gil([&] {
    return caller.engine().find_schools(&actor, departement_of(departement), text_of(text), limit);
  }));
  return schools_frame(rows->schools);
}

[[nodiscard]] FrameKept school_named(const Caller& caller, const std::string& departement,
                                     const std::string& text) {
  const crn_actor actor = caller.actor();
  const auto rows = need(without_gil([&] {
    return caller.engine().school_named(&actor, departement_of(departement), text_of(text));
  }));
  return schools_frame(rows->schools);
}

[[nodiscard]] FrameKept closures(const Caller& caller, const std::string& departement,
                                 PlainDate first, PlainDate last) {
  const crn_actor actor = caller.actor();
  CRN_NEW(crn_closure_filter, filter);
  filter.departement = departement_of(departement);
  filter.period = {first.days, last.days};
  std::vector<Closure> all;
  each_page([&](const crn_page* page) { return caller.engine().closures(&actor, &filter, page); },
            [&](facade::Rows& rows) { move_to(all, rows.closures); });
  return closures_frame(all);
}

}  // namespace

std::vector<Event> Caller::events(const std::string& departement, std::int64_t after,
                                  std::int64_t session, std::int64_t reservation,
                                  std::int64_t school) const {
  const crn_actor who = actor();
  CRN_NEW(crn_event_filter, filter);
  filter.departement = departement_of(departement);
  filter.after = after;
  filter.session = session;
  filter.reservation = reservation;
  filter.school = school;
  std::vector<Event> all;
  each_page([&](const crn_page* page) { return engine().history(&who, &filter, page); },
            [&](facade::Rows& rows) { move_to(all, rows.events); });
  return all;
}

std::vector<facade::RefusalRow> Caller::refusals(const std::string& departement) const {
  const crn_actor who = actor();
  std::vector<facade::RefusalRow> all;
  each_page(
      [&](const crn_page* page) {
        return engine().refusals(&who, departement_of(departement), page);
      },
      [&](facade::Rows& rows) { move_to(all, rows.refusals); });
  return all;
}

namespace {

/// A part of a history, as tables and event by event.
struct History {
  std::vector<Event> events;
};

[[nodiscard]] History history(const Caller& caller, const std::string& departement,
                              std::int64_t after, std::int64_t session, std::int64_t reservation,
                              std::int64_t school) {
  return {caller.events(departement, after, session, reservation, school)};
}

[[nodiscard]] FrameKept refusals(const Caller& caller, const std::string& departement) {
  return refusals_frame(caller.refusals(departement));
}

[[nodiscard]] FrameKept entries(const Caller& caller, std::int32_t kind, const Ids& ids) {
  const auto rows =
      need(without_gil([&] { return caller.engine().entries(kind, ids.data(), ids.size()); }));
  switch (kind) {
    case CRN_ROWS_OFFICES: return offices_frame(rows->offices);
    case CRN_ROWS_SCHOOLS: return schools_frame(rows->schools);
    case CRN_ROWS_INSPECTORS: return inspectors_frame(rows->inspectors);
    default: return centres_frame(rows->centres);
  }
}

[[nodiscard]] FrameKept rules(const Caller& caller) {
  const auto rows = need(without_gil([&] { return caller.engine().rules(); }));
  return rules_frame(rows->rules);
}

/// The rules of a date, by the names of crn_rules; codes as their names.
[[nodiscard]] py::dict rules_on(const Caller& caller, PlainDate date) {
  const crn_rules it = need(without_gil([&] { return caller.engine().rules_on(date.days); }));
  py::dict units;
  for (std::size_t category = 0; category < kCategoryCount; ++category)
    for (const ExamPart part : {ExamPart::off_road, ExamPart::on_road, ExamPart::complete})
      units[py::make_tuple(std::string(creneau::code_of(static_cast<Category>(category))),
                           std::string(creneau::code_of(part)))] =
          it.exam_units[category + CRN_CATEGORY_AM][static_cast<std::size_t>(part)];
  const auto hours = [](const crn_hours& of) { return py::make_tuple(of.start, of.end); };
  py::dict rules;
  rules["version"] = it.version;
  rules["morning"] = hours(it.morning);
  rules["afternoon"] = hours(it.afternoon);
  rules["unit_minutes"] = it.unit_minutes;
  rules["units_of_slot"] = it.units_of_slot;
  rules["cancellation_days"] = it.cancellation_days;
  rules["counting"] = std::string(
      creneau::code_of(facade::value_of<Counting>(it.counting).value_or(Counting::calendar)));
  rules["back_to_working_day"] = it.back_to_working_day != 0;
  rules["school_leaves"] = it.school_leaves;
  rules["office_leaves"] = it.office_leaves;
  rules["days_ahead"] = it.days_ahead;
  rules["opens_at"] = it.opens_at;
  rules["journal"] = it.journal;
  rules["exam_units"] = units;
  return rules;
}

// ---- Deadlines

/// closes_at, the last day, the zone, days, counting, the days that were skipped.
[[nodiscard]] py::tuple deadline(const Caller& caller, const std::string& departement,
                                 std::int32_t exam_start) {
  const crn_deadline it = need(without_gil(
      [&] { return caller.engine().deadline(departement_of(departement), exam_start); }));
  py::list skipped;
  for (std::uint32_t place = 0; place < it.skipped_count && place < std::size(it.skipped); ++place)
    skipped.append(date_of(it.skipped[place]));
  return py::make_tuple(instant_of(it.closes_at), date_of(it.last_day), str_of(it.zone), it.days,
                        str_of(facade::plain(creneau::code_of(
                            facade::value_of<Counting>(it.counting).value_or(Counting::calendar)))),
                        skipped);
}

/// From when on a date can be reserved; nothing: at any time.
[[nodiscard]] std::optional<PlainInstant> opening(const Caller& caller,
                                                  const std::string& departement, PlainDate date) {
  const std::int64_t opens = need(
      without_gil([&] { return caller.engine().opening(departement_of(departement), date.days); }));
  return opens == 0 ? std::nullopt : std::optional(PlainInstant{opens});
}

[[nodiscard]] std::string deadline_text(const Caller& caller, const std::string& departement,
                                        std::int32_t exam_start, std::int32_t language) {
  return need(without_gil([&] {
    return caller.engine().deadline_text(departement_of(departement), exam_start, language);
  }));
}

[[nodiscard]] bool is_holiday(const Caller& caller, const std::string& departement,
                              PlainDate date) {
  return need(without_gil(
      [&] { return caller.engine().is_holiday(departement_of(departement), date.days); }));
}

// ---- Words

[[nodiscard]] std::string banner(const Caller& caller, const ReceiptKept& receipt,
                                 std::int32_t language) {
  return need(without_gil([&] { return caller.engine().banner(*receipt, language); }));
}

[[nodiscard]] std::string question(const Caller& caller, const ReceiptKept& preview,
                                   std::int32_t language) {
  return need(without_gil([&] { return caller.engine().question(*preview, language); }));
}

[[nodiscard]] FrameKept listing(const Caller& caller, const ReceiptKept& receipt,
                                std::int32_t language) {
  const auto rows = need(without_gil([&] { return caller.engine().listing(*receipt, language); }));
  return listing_frame(rows->listing_lines);
}

// ---- Files

void write_workbook(const Caller& caller, const Which& which, const std::string& path,
                    const std::string& owner, std::int32_t language) {
  const crn_actor actor = caller.actor();
  const crn_session_filter filter = filter_of(which);
  CRN_NEW(crn_workbook, workbook);
  workbook.language = language;
  workbook.path = text_of(path);
  workbook.owner = text_of(owner);
  workbook.filter = &filter;
  need(without_gil([&] { return caller.engine().write_workbook(&actor, &workbook); }));
}

[[nodiscard]] py::bytes write_csv(const Caller& caller, const Which& which, bool utf8_mark,
                                  char separator) {
  const crn_actor actor = caller.actor();
  const crn_session_filter filter = filter_of(which);
  CRN_NEW(crn_csv_style, style);
  style.utf8_mark = utf8_mark;
  style.separator = separator;
  return need(without_gil([&] { return caller.engine().write_csv(&actor, &filter, &style); }));
}

/// Imports a planning of CSV.
[[nodiscard]] ReceiptKept import_planning(const Caller& caller, const Envelope& envelope,
                                          const std::string& bytes, std::int32_t encoding,
                                          const std::string& category, const std::string& part,
                                          std::int64_t office, bool notify) {
  CRN_NEW(crn_planning_options, options);
  options.category = code_of(CRN_CODES_CATEGORY, category);
  options.part = code_of(CRN_CODES_PART, part);
  options.office = office;
  options.notify = notify;
  options.encoding = encoding;
  facade::Rows faults;
  const auto planning = need_of_file(
      without_gil([&] { return caller.engine().read_planning(text_of(bytes), &options, faults); }),
      faults);
  return give(
      caller, envelope,
      [&](const crn_call* call, Event& receipt) {
        return caller.engine().import(call, *planning, receipt, faults);
      },
      &faults);
}

}  // namespace

void bind_queries(py::module_& module, py::class_<Caller>& caller) {
  py::class_<History>(module, "History")
      .def("events", [](const History& it) { return events_frame(it.events); })
      .def("sessions", [](const History& it) { return session_changes_frame(it.events); })
      .def("reservations", [](const History& it) { return reservation_changes_frame(it.events); })
      .def("receipts", [](const History& it) {
        std::vector<ReceiptKept> receipts;
        for (const Event& event : it.events) receipts.push_back(std::make_shared<Event>(event));
        return receipts;
      });
  py::class_<Which>(module, "Which")
      .def(py::init([](std::string departement, PlainDate first, PlainDate last, Ids inspectors,
                       std::int64_t centre, std::string category, std::optional<std::string> part,
                       bool planned, bool available, bool with_free_slots) {
        return Which{std::move(departement), first,   last,
                     std::move(inspectors),  centre,  std::move(category),
                     std::move(part),        planned, available,
                     with_free_slots};
      }));
  caller.def("sessions", &sessions)
      .def("slots", &slots)
      .def("weeks", &weeks)
      .def("exams", &exams)
      .def("find_schools", &find_schools)
      .def("school_named", &school_named)
      .def("closures", &closures)
      .def("history", &history)
      .def("refusals", &refusals)
      .def("entries", &entries)
      .def("rules", &rules)
      .def("rules_on", &rules_on)
      .def("deadline", &deadline)
      .def("deadline_text", &deadline_text)
      .def("opening", &opening)
      .def("is_holiday", &is_holiday)
      .def("banner", &banner)
      .def("question", &question)
      .def("listing", &listing)
      .def("write_workbook", &write_workbook)
      .def("write_csv", &write_csv)
      .def("import_planning", &import_planning);
}

}  // namespace creneau::python
