#include "sim_frames.hpp"

#include <algorithm>
#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <utility>

#include "filler.hpp"

namespace creneau::python {

namespace {

using sim::Draws;
using sim::Figures;
using sim::Happening;

constexpr std::array<const char*, sim::kHappeningKinds> kKinds{"published",
                                                               "not_held",
                                                               "left_over",
                                                               "withdrawn",
                                                               "asked",
                                                               "refused",
                                                               "reserved",
                                                               "used_again",
                                                               "cancelled",
                                                               "cancelled_late",
                                                               "cancelled_by_office",
                                                               "given_up",
                                                               "examined",
                                                               "missed"};

/// The columns of a tally.
class TallyColumns {
 public:
  explicit TallyColumns(Frame& frame) {
    for (const char* const name : {"offered", "assigned", "unassigned", "lost"})
      derived_.push_back(&frame.add(name, ColumnType::number));
    for (const char* const name : kKinds) amounts_.push_back(&frame.add(name, ColumnType::number));
    for (const char* const name : kKinds)
      times_.push_back(&frame.add(std::string(name) + "_times", ColumnType::number));
  }
  void put(const sim::Tally& tally) {
    python::put(*derived_[0], tally.offered());
    python::put(*derived_[1], tally.assigned());
    python::put(*derived_[2], tally.unassigned());
    python::put(*derived_[3], tally.lost());
    for (std::size_t kind = 0; kind < sim::kHappeningKinds; ++kind) {
      python::put(*amounts_[kind], tally.amounts[kind]);
      python::put(*times_[kind], tally.times[kind]);
    }
  }

 private:
  std::vector<Column*> derived_, amounts_, times_;
};

}  // namespace

std::shared_ptr<Frame> totals_frame(const std::vector<Figures>& all, const sim::Scenario& scenario,
                                    std::uint32_t first) {
  auto frame = std::make_shared<Frame>();
  Column& replication = frame->add("replication", ColumnType::number);
  TallyColumns tallies(*frame);
  std::vector<std::pair<Column*, double>> waits, used;
  for (const auto& [name, share] : {std::pair{"50", 0.5}, {"90", 0.9}, {"95", 0.95}}) {
    waits.emplace_back(&frame->add(std::string("waited_hours_") + name, ColumnType::number), share);
    used.emplace_back(&frame->add(std::string("used_again_hours_") + name, ColumnType::number),
                      share);
  }
  Column& gini = frame->add("gini", ColumnType::real);
  Column& jain = frame->add("jain", ColumnType::real);
  boost::unordered_flat_map<std::int64_t, double> entitled;
  for (const sim::Demand& demand : scenario.demands)
    entitled[demand.school.value] += demand.right();
  for (const Figures& it : all) {
    put(replication, first++);
    tallies.put(it.total);
    for (const auto& [column, share] : waits) put(*column, sim::quantile(it.waited, share));
    for (const auto& [column, share] : used) put(*column, sim::quantile(it.used_again, share));
    auto missing = entitled;
    std::vector<double> shares;
    for (const sim::TallyRow& row : it.schools)
      if (const auto found = missing.find(row.of); found != missing.end() && found->second > 0) {
        shares.push_back(static_cast<double>(row.tally.assigned()) / found->second);
        missing.erase(found);
      }
    for (const auto& [school, right] : missing)
      if (right > 0) shares.push_back(0);
    put_value(gini, sim::gini(shares));
    put_value(jain, sim::jain(shares));
  }
  return frame;
}

std::shared_ptr<Frame> table_frame(const std::vector<Figures>& all, const std::string& by,
                                   std::uint32_t first) {
  auto frame = std::make_shared<Frame>();
  Column& replication = frame->add("replication", ColumnType::number);
  Column& of = frame->add(by, by == "week"       ? ColumnType::date
                              : by == "category" ? ColumnType::text
                                                 : ColumnType::number);
  TallyColumns tallies(*frame);
  for (const Figures& it : all) {
    const auto& rows = by == "week"        ? it.weeks
                       : by == "inspector" ? it.inspectors
                       : by == "school"    ? it.schools
                                           : it.categories;
    for (const sim::TallyRow& row : rows) {
      put(replication, first);
      if (by == "category")
        put_text(of, creneau::code_of(static_cast<Category>(row.of)));
      else
        put(of, row.of);
      tallies.put(row.tally);
    }
    ++first;
  }
  return frame;
}

std::shared_ptr<Frame> sim_refusals_frame(const std::vector<Figures>& all, std::uint32_t first) {
  auto frame = std::make_shared<Frame>();
  Column& replication = frame->add("replication", ColumnType::number);
  Column& code = frame->add("code", ColumnType::text);
  Column& times = frame->add("times", ColumnType::number);
  for (const Figures& it : all) {
    for (const auto& [refusal, count] : it.refusals) {
      put(replication, first);
      put_text(code, creneau::name_of(refusal));
      put(times, count);
    }
    ++first;
  }
  return frame;
}

std::shared_ptr<Frame> log_frame(const sim::Log& log) {
  auto frame = std::make_shared<Frame>();
  Column& at = frame->add("at", ColumnType::instant);
  Column& kind = frame->add("kind", ColumnType::text);
  Column& amount = frame->add("amount", ColumnType::number);
  Column& date = frame->add("date", ColumnType::date);
  Column& departement = frame->add("departement", ColumnType::text);
  Column& category = frame->add("category", ColumnType::text);
  Column& school = frame->add("school", ColumnType::number);
  Column& inspector = frame->add("inspector", ColumnType::number);
  Column& session = frame->add("session", ColumnType::number);
  Column& request = frame->add("request", ColumnType::number);
  Column& waited = frame->add("waited_minutes", ColumnType::number);
  Column& code = frame->add("code", ColumnType::text);
  const auto put_id = [](Column& column, std::int64_t id) {
    if (id == 0)
      put_missing(column);
    else
      put(column, id);
  };
  for (const Happening& it : log) {
    put(at, it.at.time_since_epoch().count());
    put_text(kind, kKinds[static_cast<std::size_t>(it.kind)]);
    put(amount, it.amount);
    put(date, it.date.time_since_epoch().count());
    put_text(departement, it.departement.code());
    put_text(category, creneau::code_of(it.category));
    put_id(school, it.school.value);
    put_id(inspector, it.inspector.value);
    put_id(session, it.session.value);
    put_id(request, it.request);
    put(waited, it.waited.count());
    put_text(code, it.code == ErrorCode{} ? std::string_view{} : creneau::name_of(it.code));
  }
  return frame;
}
std::shared_ptr<Frame> requests_frame(const sim::Scenario& scenario,
                                      std::vector<sim::Request> requests) {
  std::stable_sort(requests.begin(), requests.end(),
                   [](const sim::Request& a, const sim::Request& b) { return a.at < b.at; });
  const auto demand = [&](const sim::Request& row) -> const sim::Demand& {
    return scenario.demands[row.demand];
  };
  // What will become of the first thing that a request gets, drawn as the simulator draws it.
  struct Fate {
    std::int64_t cancels, days_before, asks_office, comes;
  };
  std::vector<Fate> fates;
  for (const sim::Request& it : requests) {
    Draws habits = it.habits;
    const bool cancels = habits.happens(scenario.habits.cancels);
    const std::int64_t before = scenario.habits.cancels_before.draw(habits);
    const bool asks = habits.happens(scenario.habits.asks_office);
    fates.push_back({cancels, before, asks, !habits.happens(scenario.habits.no_show)});
  }
  using Row = sim::Request;
  const auto fate = [&](const Row& row) -> const Fate& {
    return fates[static_cast<std::size_t>(&row - requests.data())];
  };
  return Filler<Row>(requests)
      .column("at", ColumnType::instant, [](const Row& row) { return row.at; })
      .column("until", ColumnType::instant, [](const Row& row) { return row.until; })
      .column("departement", ColumnType::text,
              [&](const Row& row) { return demand(row).departement.code(); })
      .column("school", ColumnType::number, [&](const Row& row) { return demand(row).school; })
      .column("category", ColumnType::text,
              [&](const Row& row) { return creneau::code_of(demand(row).category); })
      .column("part", ColumnType::text, [&](const Row& row) { return part_name(demand(row).part); })
      .column("exams", ColumnType::number, [](const Row& row) { return row.exams; })
      .column("first", ColumnType::date, [](const Row& row) { return row.wished.first; })
      .column("last", ColumnType::date, [](const Row& row) { return row.wished.last; })
      .column("cancels", ColumnType::flag, [&](const Row& row) { return fate(row).cancels; })
      .column("days_before", ColumnType::number,
              [&](const Row& row) { return fate(row).days_before; })
      .column("asks_office", ColumnType::flag,
              [&](const Row& row) { return fate(row).asks_office; })
      .column("comes", ColumnType::flag, [&](const Row& row) { return fate(row).comes; })
      .done();
}

std::shared_ptr<Frame> judgements_frame(const std::vector<sim::Judgement>& rows) {
  using Row = sim::Judgement;
  const auto code = [](ErrorCode it) -> std::optional<std::string_view> {
    if (it == ErrorCode{}) return std::nullopt;
    return creneau::name_of(it);
  };
  return Filler<Row>(rows)
      .column("of", ColumnType::text,
              [](const Row& row) -> std::string_view {
                return row.of == sim::Judgement::Of::command ? "command" : "refusal";
              })
      .column("number", ColumnType::number,
              [](const Row& row) -> std::optional<std::int64_t> {
                if (row.number == Revision{}) return std::nullopt;
                return row.number.value;
              })
      .column("at", ColumnType::instant, [](const Row& row) { return row.at; })
      .column("command", ColumnType::text,
              [](const Row& row) { return creneau::code_of(row.command); })
      .column("role", ColumnType::text,
              [](const Row& row) { return creneau::code_of(row.actor.role); })
      .column("who", ColumnType::number, [](const Row& row) { return row.actor.who; })
      .column("then", ColumnType::text, [&](const Row& row) { return code(row.then); })
      .column("a", ColumnType::text, [&](const Row& row) { return code(row.a); })
      .column("b", ColumnType::text, [&](const Row& row) { return code(row.b); })
      .column("limit", ColumnType::number, [](const Row& row) { return row.limit; })
      .column("actual", ColumnType::number, [](const Row& row) { return row.actual; })
      .done();
}

}  // namespace creneau::python
