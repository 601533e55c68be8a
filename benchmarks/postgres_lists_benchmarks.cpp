#include <sstream>

#include "benchmark_grid.hpp"
#include "benchmarks.hpp"
#include "pairs.hpp"
#include "postgres_bench.hpp"
#include "support/postgres_plans.hpp"

namespace creneau::bench {

namespace {

/// The first département's planning, over again in another one: ids are made of the département's number
/// and a count.
std::string copied_to(Departement to) {
  const std::string code = "'" + std::string(to.code()) + "'";
  const std::string ids = std::to_string(to.index());
  const std::string people = std::to_string(to.index() * 2000);
  const std::string from = " FROM creneau.";
  const std::string where = " WHERE departement = (SELECT min(code) FROM creneau.departement)";
  return "SELECT creneau.open_departement(" + code + ");" + "INSERT INTO creneau.session SELECT " +
         code + ", id + " + ids + ", inspector + " + people +
         ", start_at, end_at, proposed_centre, plan, revision, external_ref, planned, centre + " +
         ids + ", category, part, unit_minutes, units_of_slot, slot_count, planned_by" + from +
         "session" + where + ";" + "INSERT INTO creneau.reservation SELECT " + code + ", id + " +
         ids + ", school, session + " + ids + ", plan, slots, start_at, revision, external_ref" +
         from + "reservation" + where + ";" + "INSERT INTO creneau.slot SELECT " + code +
         ", session + " + ids + ", plan, ordinal, reservation + " + ids +
         ", reason, note, slot_count" + from + "slot" + where;
}

/// The grid in as many départements as the scale says, with fifty reservations of each school.
struct GridOnAServer {
  GridOnAServer() {
    (void)expect(database->put(grid_directory(departements(), size)));
    const auto sessions = plan_grid(engine, first, size);
    for (std::int64_t school = 1; school <= size.schools; ++school) {
      ReserveSlots reserve;
      reserve.school = {school};
      for (std::int64_t place = 0; place < 50; ++place)
        reserve.slots.push_back(
            {sessions[static_cast<std::size_t>(place * size.schools + school) % sessions.size()],
             {1},
             static_cast<std::uint32_t>(place % size.slots)});
      (void)expect(engine.run({Actor::of_office({1}), first, {}}, reserve));
    }
    for (const Departement it : departements())
      if (it != first) bench_server().run(copied_to(it), name);
    bench_server().run("VACUUM ANALYZE", name);
  }
  [[nodiscard]] static std::vector<Departement> departements() {
    std::vector<Departement> all;
    const std::size_t count = scale() == Scale::full ? 100 : scale() == Scale::usual ? 10 : 2;
    for (std::size_t index = 0; index < count; ++index)
      all.push_back(Departement::from_index(index));
    return all;
  }
  [[nodiscard]] Week week(int place) const noexcept { return Week::of(day_of_grid(5 * place)); }

  GridSize size{.weeks = scale() == Scale::smoke ? 6 : 45};
  Departement first = Departement::from_index(0);
  std::string name = bench_server().make_database();
  std::string uri = bench_server().uri(name);
  std::unique_ptr<PostgresDatabase> database =
      expect(PostgresDatabase::open(uri, {.create = true}));
  ManualClock clock{kNow};
  BasicEngine<PostgresDatabase, PostgresDatabase> engine{*database, *database, clock};
};

/// One grid for all rows that only read it.
GridOnAServer& grid() {
  static GridOnAServer grid;
  return grid;
}

std::uint64_t digest_of(std::int64_t rows, std::int64_t planned, std::int64_t assigned) {
  return static_cast<std::uint64_t>(rows + 100 * planned + 1'000'000 * assigned);
}

Sides week_summaries() {
  Side ours = [](Stopwatch& watch) {
    GridOnAServer& it = grid();
    const BasicQueries queries(it.engine);
    std::uint64_t sum = 0;
    watch.start();
    for (int place = 0; place < it.size.weeks; ++place) {
      const auto week = expect(queries.week(Actor::of_office({1}), it.first, it.week(place)));
      sum += digest_of(static_cast<std::int64_t>(week.inspectors.size()), week.total.planned.value,
                       week.total.assigned.value);
    }
    watch.stop();
    return sum;
  };
  auto bare = std::make_shared<BareServer>(grid().uri);
  bare->prepare("week",
                "SELECT s.inspector, sum(s.slot_count * s.units_of_slot),"
                " sum(t.assigned * s.units_of_slot), sum(t.unavailable * s.units_of_slot)"
                " FROM creneau.session_01 s CROSS JOIN LATERAL ("
                "  SELECT count(*) FILTER (WHERE reservation IS NOT NULL) AS assigned,"
                "   count(*) FILTER (WHERE reservation IS NULL) AS unavailable"
                "  FROM creneau.slot_01 t WHERE t.departement = $1 AND t.session = s.id"
                "   AND t.plan = s.planned) t"
                " WHERE s.departement = $1 AND s.start_at >= $2::bigint"
                "  AND s.start_at < $2::bigint + 10080 AND s.planned IS NOT NULL"
                " GROUP BY s.inspector ORDER BY s.inspector");
  Side other = [bare](Stopwatch& watch) {
    GridOnAServer& it = grid();
    std::uint64_t sum = 0;
    watch.start();
    for (int place = 0; place < it.size.weeks; ++place) {
      const std::int64_t monday =
          std::int64_t{1440} * it.week(place).monday().time_since_epoch().count();
      const auto rows = bare->rows("week", {std::string(it.first.code()), std::to_string(monday)});
      std::int64_t planned = 0;
      std::int64_t assigned = 0;
      for (const auto& row : rows) {
        planned += std::stoll(row[1]);
        assigned += std::stoll(row[2]);
      }
      sum += digest_of(static_cast<std::int64_t>(rows.size()), planned, assigned);
    }
    watch.stop();
    return sum;
  };
  return {ours, other};
}

/// How the server reads both, as it says itself.
std::string plans() {
  const std::string logged = testing::plans_of(bench_server(), grid().name, [] {
    const auto database = expect(PostgresDatabase::open(grid().uri));
    ManualClock clock{kNow};
    BasicEngine<PostgresDatabase, PostgresDatabase> engine{*database, *database, clock};
    const BasicQueries queries(engine);
    (void)expect(queries.week(Actor::of_office({1}), grid().first, grid().week(1)));
    ExamQuery query;
    query.school = {1};
    query.departement = grid().first;
    (void)expect(queries.exams(Actor::of_school({1}), query, PageRequest{}));
  });
  std::string scans;
  std::istringstream lines(logged);
  for (std::string line; std::getline(lines, line);)
    if (line.find(" on session_01") != std::string::npos ||
        line.find(" on reservation_01") != std::string::npos ||
        line.find(" on slot_01") != std::string::npos)
      scans += "\n  " + line.substr(line.find_first_not_of(" \t->"));
  return scans;
}

Sides exams_of_schools() {
  Side ours = [](Stopwatch& watch) {
    GridOnAServer& it = grid();
    const BasicQueries queries(it.engine);
    std::uint64_t sum = 0;
    watch.start();
    for (std::int64_t school = 1; school <= it.size.schools; ++school) {
      ExamQuery query;
      query.school = {school};
      query.departement = it.first;
      const auto page = expect(queries.exams(Actor::of_school({school}), query, PageRequest{}));
      sum += static_cast<std::uint64_t>(page.rows.size()) +
             static_cast<std::uint64_t>(page.rows.front().reservation.id.value) +
             static_cast<std::uint64_t>(page.rows.back().session.inspector.value);
    }
    watch.stop();
    return sum;
  };
  auto bare = std::make_shared<BareServer>(grid().uri);
  // Joined plainly, the planner reads every session of the département, which takes four times as long.
  bare->prepare("exams",
                "SELECT r.*, s.* FROM creneau.reservation_01 r CROSS JOIN LATERAL ("
                "  SELECT * FROM creneau.session_01 s WHERE s.departement = r.departement"
                "   AND s.id = r.session AND s.planned = r.plan OFFSET 0) s"
                " WHERE r.departement = $1 AND r.school = $2::bigint"
                " ORDER BY r.start_at, r.id LIMIT 1001");
  Side other = [bare](Stopwatch& watch) {
    GridOnAServer& it = grid();
    std::uint64_t sum = 0;
    watch.start();
    for (std::int64_t school = 1; school <= it.size.schools; ++school) {
      const auto rows = bare->rows("exams", {std::string(it.first.code()), std::to_string(school)});
      // The reservation's id is its second column, the inspector the third of the session's.
      sum += rows.size() + std::stoull(rows.front()[1]) + std::stoull(rows.back()[9 + 2]);
    }
    watch.stop();
    return sum;
  };
  add_remark("PostgreSQL reads a week, and then a school's exams, by" + plans());
  return {ours, other};
}

}  // namespace

void add_postgres_list_benchmarks() {
  const auto add = [](const char* what, std::size_t items, Sides (*make)()) {
    add_pair(
        {std::string("PostgreSQL: ") + what + " / by hand over bare libpq", Goal::at_least, 0.9},
        {items, 21}, make);
  };
  add("a week's summary", 45, week_summaries);
  add("a school's exams (50)", 60, exams_of_schools);
}

}  // namespace creneau::bench
