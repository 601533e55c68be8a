// A consumer: a reservation in memory and in a file.
#include <creneau/creneau.hpp>
#include <creneau/sqlite/sqlite.hpp>
#include <cstdio>
#include <filesystem>

using namespace creneau;

namespace {

DirectoryRows directory() {
  DirectoryRows rows;
  const Departement here = *Departement::from_code("93");
  rows.offices.resize(1);
  rows.offices[0].id = {1};
  rows.offices[0].name = "BER 93";
  rows.offices[0].departements.insert(here);
  rows.inspectors.resize(1);
  rows.inspectors[0].id = {1};
  rows.inspectors[0].matricule = "93-07";
  rows.inspectors[0].postings.push_back({here, Period{}});
  rows.centres.resize(1);
  rows.centres[0].id = {1};
  rows.centres[0].name = "Rosny";
  rows.centres[0].departement = here;
  rows.schools.resize(1);
  rows.schools[0].id = {1};
  rows.schools[0].name = "Auto-école 93-012";
  rows.schools[0].aurige_id = "AE93012";
  return rows;
}

/// Creates, plans and reserves; the units that are left.
result<Units> work(Storage& storage, const Directory& people) {
  const ManualClock clock(*parse_instant("2026-06-01T08:00:00Z"));
  Engine engine(storage, people, clock);
  const Call call{Actor::of_office({1}), *Departement::from_code("93"), {}};
  CreateSessions create;
  create.sessions.push_back({{1}, make_date(2026, 6, 15), HalfDay::morning, {}, {}});
  BOOST_OUTCOME_TRY(const Receipt created, engine.run(call, create));
  PlanSessions plan;
  plan.sessions.push_back(created.changes.sessions.front().after->id);
  plan.centre = {1};
  plan.category = Category::ce;
  BOOST_OUTCOME_TRY(engine.run(call, plan));
  ReserveWish wish;
  wish.school = {1};
  wish.category = Category::ce;
  wish.units = {3};
  BOOST_OUTCOME_TRY(engine.run(call, wish));
  BOOST_OUTCOME_TRY(const WeekSummary week, Queries(engine).week(call.actor, call.departement,
                                                                 Week::of(make_date(2026, 6, 15))));
  return week.total.unassigned();
}

}  // namespace

int main() {
  MemoryDirectory people;
  const DirectoryRows rows = directory();
  for (const Office& it : rows.offices) people.add(it);
  for (const Inspector& it : rows.inspectors) people.add(it);
  for (const Centre& it : rows.centres) people.add(it);
  for (const School& it : rows.schools) people.add(it);
  MemoryStorage memory;
  const auto in_memory = work(memory, people);

  std::string folder = (std::filesystem::temp_directory_path() / "creneau-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 1;
  const auto database = SqliteDatabase::open(folder + "/planning.db", {.create = true}).value();
  const bool taken = database->put(rows).has_value();
  const auto in_file = work(*database, *database);
  std::filesystem::remove_all(folder);
  if (!taken || !in_memory || !in_file) return 1;
  std::printf("%d %d\n", in_memory.value().value, in_file.value().value);
  return in_memory.value() == Units{4} && in_file.value() == Units{4} ? 0 : 1;
}
