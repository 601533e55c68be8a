#include "random/oracle.hpp"

#include <algorithm>

#include "random/world.hpp"

namespace creneau::oracle {

using std::chrono::days;

std::set<unsigned> Planning::slots_of(ReservationId id) const {
  std::set<unsigned> held;
  for (const auto& [ordinal, slot] : sessions.at(reservations.at(id).session).plan->slots)
    if (slot.status == SlotStatus::reserved && slot.holder == id) held.insert(ordinal);
  return held;
}

Oracle::Oracle(const DirectoryRows& directory) : directory_(directory) {
  for (const Departement departement : testing::kPlannings) plannings_[departement];
}

Codes Oracle::denials(const Call& call, CommandKind kind) const {
  const Role wanted = kind == CommandKind::cancel_by_school ? Role::school
                      : kind == CommandKind::set_rules || kind == CommandKind::import_planning
                          ? Role::operator_
                          : Role::office;
  if (call.actor.role != wanted) return {ErrorCode::not_allowed};
  if (wanted == Role::school && school(call.actor.school()) == nullptr)
    return {ErrorCode::unknown_school};
  if (wanted != Role::office) return {};
  for (const Office& office : directory_.offices)
    if (office.id == call.actor.office())
      return office.departements.contains(call.departement) ? Codes{}
                                                            : Codes{ErrorCode::foreign_departement};
  return {ErrorCode::unknown_office};
}

const Request* Oracle::seen(const Call& call) const {
  const auto& requests = planning(call.departement).requests;
  const auto found = requests.find({call.actor.role, call.actor.who, call.request});
  return call.request.empty() || found == requests.end() ? nullptr : &found->second;
}

std::string Oracle::rule(const std::string& key, Date date, const std::string& otherwise) const {
  std::string value = otherwise;
  Date since{};
  for (const RuleEntry& entry : rules_)
    if (entry.key == key && entry.from <= date && entry.from >= since) {
      value = entry.value;
      since = entry.from;
    }
  return value;
}

int Oracle::number_rule(const std::string& key, Date date, int otherwise) const {
  return std::stoi(rule(key, date, std::to_string(otherwise)));
}

Hours Oracle::half_day(HalfDay half, Date date) const {
  const std::string text = half == HalfDay::morning
                               ? rule("half_day.morning", date, "08:30-12:00")
                               : rule("half_day.afternoon", date, "13:30-17:00");
  const auto minutes = [&](std::size_t place) {
    return Minutes{std::stoi(text.substr(place, 2)) * 60 + std::stoi(text.substr(place + 3, 2))};
  };
  return {minutes(0), minutes(6)};
}

int Oracle::units_of_exam(Category category, ExamPart part, Date date) const {
  const bool with_trailer = category == Category::c1e || category == Category::ce ||
                            category == Category::d1e || category == Category::de;
  const int off_road = with_trailer ? 2 : 1;
  const int on_road = category == Category::be ? 1 : 2;
  const int complete = category == Category::be ? 2 : off_road + on_road;
  const std::string key = "exam.units." + std::string(code_of(category)) + ".";
  switch (part) {
    case ExamPart::unstated: return 0;
    case ExamPart::off_road: return number_rule(key + "off_road", date, off_road);
    case ExamPart::on_road: return number_rule(key + "on_road", date, on_road);
    case ExamPart::complete: return number_rule(key + "complete", date, complete);
  }
  return 0;
}

bool Oracle::is_good(const RuleEntry& entry) {
  // A holiday lies in the time for which its entry counts.
  const std::string day = entry.key.substr(entry.key.rfind('.') + 1);
  if (entry.key.starts_with("holiday.") && day < creneau::to_text(entry.from)) return false;
  return std::any_of(testing::kGoodRules.begin(), testing::kGoodRules.end(), [&](const auto& good) {
    return entry.key == good.key && entry.value == good.value;
  });
}

bool Oracle::is_holiday(Departement departement, Date date) const {
  // 2026: Easter is 5 April.
  static const std::set<Date> by_law{
      make_date(2026, 1, 1),   make_date(2026, 4, 6),  make_date(2026, 5, 1),
      make_date(2026, 5, 8),   make_date(2026, 5, 14), make_date(2026, 5, 25),
      make_date(2026, 7, 14),  make_date(2026, 8, 15), make_date(2026, 11, 1),
      make_date(2026, 11, 11), make_date(2026, 12, 25)};
  const std::chrono::year_month_day civil{date};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(civil.year()),
                static_cast<unsigned>(civil.month()), static_cast<unsigned>(civil.day()));
  const std::string key = "holiday." + std::string(departement.code()) + "." + text;
  for (auto entry = rules_.rbegin(); entry != rules_.rend(); ++entry)
    if (entry->key == key) return entry->value == "on";
  if (departement == testing::k974 && date == make_date(2026, 12, 20)) return true;
  return by_law.contains(date);
}

Instant Oracle::instant(Departement departement, LocalTime local) {
  const LocalTime summer_begins = make_date(2026, 3, 29) + std::chrono::hours{2};
  const LocalTime summer_ends = make_date(2026, 10, 25) + std::chrono::hours{3};
  const bool summer = summer_begins <= local && local < summer_ends;
  const int hours = departement == testing::k974 ? 4 : summer ? 2 : 1;
  return Instant{local.time_since_epoch()} - std::chrono::hours{hours};
}

Instant Oracle::closes_at(Departement departement, LocalTime exam) const {
  const Date date = std::chrono::floor<days>(exam);
  const int count = number_rule("cancellation.days", date, 6);
  const std::string counting = rule("cancellation.counting", date, "calendar");
  const auto counts = [&](Date day) {
    if (weekday_of(day) == std::chrono::Sunday || is_holiday(departement, day)) return false;
    return counting != "mon_fri" || weekday_of(day) != std::chrono::Saturday;
  };
  Date last = date - days{count};
  if (counting == "clear_days") last -= days{1};
  if (counting == "mon_sat" || counting == "mon_fri") {
    last = date;
    for (int found = 0; found < count;) {
      last -= days{1};
      if (counts(last)) ++found;
    }
  }
  const bool moved_back = rule("cancellation.back_to_working_day", date, "off") == "on";
  while (moved_back && !counts(last)) last -= days{1};
  const Instant midnight = instant(departement, LocalTime{last + days{1}});
  if (counting != "elapsed_hours") return midnight;
  const Instant by_the_hour =
      instant(departement, exam) - std::chrono::hours{24 * count} + std::chrono::microseconds{1};
  return moved_back ? std::min(midnight, by_the_hour) : by_the_hour;
}

namespace {

template <class Row, class RowId>
const Row* find(const std::vector<Row>& rows, RowId id) {
  for (const Row& row : rows)
    if (row.id == id) return &row;
  return nullptr;
}

}  // namespace

const Inspector* Oracle::inspector(InspectorId id) const {
  return find(directory_.inspectors, id);
}
const Centre* Oracle::centre(CentreId id) const {
  return find(directory_.centres, id);
}
const School* Oracle::school(SchoolId id) const {
  return find(directory_.schools, id);
}

bool Oracle::is_closed(Departement departement, InspectorId inspector, CentreId centre,
                       LocalTime start, LocalTime end) const {
  for (const auto& [id, closure] : planning(departement).closures) {
    const bool concerned =
        closure.scope == ClosureScope::office ||
        (closure.scope == ClosureScope::inspector && closure.who == inspector.value) ||
        (closure.scope == ClosureScope::centre && closure.who == centre.value);
    if (concerned && closure.from < end && start < closure.to) return true;
  }
  return false;
}

bool Oracle::is_usable(Departement departement, const Session& session, unsigned ordinal,
                       Instant now) const {
  const LocalTime start = session.start_of(ordinal);
  return session.plan->slots.at(ordinal).status == SlotStatus::free &&
         now < instant(departement, start) &&
         !is_closed(departement, session.inspector, session.plan->centre, start,
                    start + session.plan->slot_length());
}

bool Oracle::is_open(Departement departement, Date date, Instant now) const {
  const std::string ahead = rule("reservation.days_ahead", date, "off");
  if (ahead == "off") return true;
  const std::string hour = rule("reservation.opens_at", date, "00:00");
  const LocalTime opens = date - days{std::stoi(ahead)} + std::chrono::hours{std::stoi(hour)};
  return now >= instant(departement, opens);
}

std::vector<SessionId> Oracle::candidates(Departement departement, const ReserveWish& wish,
                                          Instant now) const {
  const auto fits = [&](const Session& session) {
    if (!session.plan || session.plan->category != wish.category) return false;
    if (wish.part != ExamPart::unstated && session.plan->part != ExamPart::unstated &&
        session.plan->part != wish.part)
      return false;
    if (!wish.inspectors.empty() && std::find(wish.inspectors.begin(), wish.inspectors.end(),
                                              session.inspector) == wish.inspectors.end())
      return false;
    if (wish.centre && session.plan->centre != wish.centre) return false;
    if (session.date < wish.period.first || wish.period.last < session.date) return false;
    const bool is_morning = session.hours.start < Minutes{12 * 60};
    if (wish.half_day && is_morning != (*wish.half_day == HalfDay::morning)) return false;
    return is_open(departement, session.date, now);
  };
  std::vector<std::tuple<LocalTime, std::string, SessionId>> in_order;
  for (const auto& [id, session] : planning(departement).sessions)
    if (fits(session))
      in_order.emplace_back(session.start(), inspector(session.inspector)->matricule, id);
  std::sort(in_order.begin(), in_order.end());
  std::vector<SessionId> ids;
  for (const auto& [start, matricule, id] : in_order) ids.push_back(id);
  return ids;
}

int Oracle::slots_wanted(const ReserveWish& wish, const Session& session, int count) const {
  const auto slots_for = [&](int units) {
    return (units + session.plan->units_of_slot - 1) / session.plan->units_of_slot;
  };
  if (wish.exams == 0) return slots_for(count);
  return slots_for(units_of_exam(wish.category, wish.part, session.date)) * count;
}

std::vector<std::vector<unsigned>> Oracle::usable_runs(Departement departement,
                                                       const Session& session, Instant now) const {
  std::vector<std::vector<unsigned>> runs;
  for (const auto& [ordinal, slot] : session.plan->slots) {
    if (!is_usable(departement, session, ordinal, now)) continue;
    if (runs.empty() || runs.back().back() + 1 != ordinal) runs.emplace_back();
    runs.back().push_back(ordinal);
  }
  return runs;
}

}  // namespace creneau::oracle
