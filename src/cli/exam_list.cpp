#include "cli/exam_list.hpp"

#include <algorithm>
#include <map>

#include "creneau/text/names.hpp"

namespace creneau::cli {

namespace {

using HeldUnits = std::map<LocalTime, Units>;

/// The units that a school holds at each start of a page, whether the page shows all of them or
/// not: of its first and its last day some may stand on another one.
result<HeldUnits> held_units(const Context& context, const Actor& actor, ExamQuery query,
                             const std::vector<ReservedSession>& rows) {
  HeldUnits held;
  if (rows.empty()) return held;
  const Date first = rows.front().session.date;
  const Date last = rows.back().session.date;
  for (const ReservedSession& it : rows)
    if (it.session.date != first && it.session.date != last) held[it.start()] += it.units();
  query.when = ExamQuery::When::all;
  for (const Date day : {first, last}) {
    query.period = {day, day};
    for (PageRequest request;;) {
      BOOST_OUTCOME_TRY(const auto page, context.queries().exams(actor, query, request));
      for (const ReservedSession& it : page.rows) held[it.start()] += it.units();
      if (!page.next) break;
      request.after = *page.next;
    }
    if (first == last) break;
  }
  return held;
}

}  // namespace

result<ExamList> exam_list(Context& context, const Output& output, const Actor& actor,
                           const ExamQuery& query, const Page<ReservedSession>& page) {
  BOOST_OUTCOME_TRY(HeldUnits held, held_units(context, actor, query, page.rows));
  const text::Language language = context.language();
  text::Names names(language, context.database());
  ExamList list{output.columns({{"n°", "no."},
                                {"date", "date"},
                                {"heures", "hours"},
                                {"unités", "units"},
                                {"cat.", "cat."},
                                {"épreuve", "part"},
                                {"centre", "centre"}}),
                {}};
  for (const ReservedSession& it : page.rows) {
    // A reservation may have been cancelled since its page was read.
    const Units at_start = std::max(held[it.start()], it.units());
    json::Object row = json::of(it);
    row["units_at_start"] = at_start.value;
    list.rows.push_back(std::move(row));
    std::string units = std::to_string(it.units().value);
    if (at_start != it.units()) units += "/" + std::to_string(at_start.value);
    const Centre* centre = names.find(it.session.planning->centre);
    list.table.add(
        {std::to_string(it.reservation.id.value), text::in_words(language, it.session.date),
         text::in_words(language, Hours{it.start() - it.session.date, it.end() - it.session.date}),
         std::move(units), std::string(code_of(it.session.planning->category)),
         std::string(text::in_words(language, it.session.planning->part)),
         centre != nullptr ? centre->name : std::string{}});
  }
  return list;
}

}  // namespace creneau::cli
