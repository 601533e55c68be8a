#include <rapidcheck.h>

#include <algorithm>
#include <boost/move/algo/adaptive_sort.hpp>

#include "csv/reading.hpp"

namespace creneau::testing {
namespace {

using Items = std::vector<ImportPlanning::Item>;

/// A world whose names are hard to write and to find again.
MemoryDirectory awkward_directory() {
  MemoryDirectory directory = memory_directory();
  Inspector inspector;
  inspector.id = {6};
  inspector.matricule = "=93-06";
  inspector.name = "IPCSR, \"93-06\"";
  directory.add(inspector);
  directory.add(Centre{{5}, "Meaux", {}, *Departement::from_code("77"), {}, {}});
  directory.add(Centre{{6}, "+Rosny; Nord", {}, k93, {}, {}});
  directory.add(Centre{{7}, "ROSNY", {}, k93, {}, {}});
  directory.add(School{{4}, "-Auto-école 93-001", "@AE", {}, {}, true, {}});
  directory.add(School{{5}, "Auto-école 93-001", {}, {}, {}, true, {}});
  directory.add(School{{6}, "L'auto-école sans Aurige", {}, {}, {}, true, {}});
  return directory;
}

/// Sessions of one inspector on one day, side by side or apart, as they may be in a storage.
class AnyPlanning {
 public:
  std::vector<SessionDetail> sessions;

  void add_days() {
    for (const std::int64_t inspector : {1, 2, 6})
      for (int days = *rc::gen::inRange(1, 4); days > 0; --days)
        add_day({inspector}, kMonday + std::chrono::days{days});
    boost::movelib::adaptive_sort(sessions.begin(), sessions.end(),
                                  [](const auto& a, const auto& b) {
                                    return a.state.session.start() < b.state.session.start();
                                  });
  }

 private:
  void add_day(InspectorId inspector, Date date) {
    Minutes start{*rc::gen::inRange(0, 600)};
    for (int count = *rc::gen::inRange(1, 4); count > 0; --count) {
      Session session;
      session.id = {++last_id_};
      session.departement = k93;
      session.inspector = inspector;
      session.date = date;
      const bool planned = *rc::gen::arbitrary<bool>();
      Grid grid;
      grid.unit_minutes = *rc::gen::element<std::uint16_t>(1, 20, 30, 45);
      grid.units_of_slot = *rc::gen::inRange<std::uint16_t>(1, 4);
      grid.slot_count = *rc::gen::inRange<std::uint16_t>(1, 5);
      const Minutes left_over{*rc::gen::element(0, 0, 10, 100)};
      session.hours = {start, start + grid.slot_count * grid.slot_length() + left_over};
      if (!session.hours.valid()) return;
      if (planned)
        session.planning = Planning{{*rc::gen::element<std::int64_t>(1, 2, 5, 6, 7)},
                                    *rc::gen::element(Category::c, Category::ce, Category::d),
                                    *rc::gen::element(ExamPart::unstated, ExamPart::off_road,
                                                      ExamPart::on_road, ExamPart::complete),
                                    grid,
                                    {1}};
      else
        session.proposed_centre = {*rc::gen::element<std::int64_t>(0, 1, 5, 6)};
      SessionDetail& detail = sessions.emplace_back();
      detail.state.session = session;
      if (planned) fill(detail, grid);
      start = session.hours.end + Minutes{*rc::gen::element(0, 0, 30)};
    }
  }

  /// Gives each slot to nobody, to one of three reservations, perhaps with gaps, or to no one.
  void fill(SessionDetail& detail, const Grid& grid) {
    std::array<SlotSet, 3> held;
    for (unsigned ordinal = 0; ordinal < grid.slot_count; ++ordinal) {
      const unsigned choice = *rc::gen::inRange(0U, 5U);
      if (choice < 3) held[choice].insert(ordinal);
      if (choice == 3) detail.state.unavailable.insert(ordinal);
    }
    for (const SlotSet slots : held) {
      if (slots.empty()) continue;
      Reservation reservation;
      reservation.id = {++last_id_};
      reservation.school = {*rc::gen::element<std::int64_t>(1, 2, 4, 6)};
      reservation.session = detail.state.session.id;
      reservation.slots = slots;
      reservation.external_ref =
          *rc::gen::element<std::string>("", "R/1", "#3 x", " =1 ", "a\nb", "'-");
      detail.state.reserved |= slots;
      detail.reservations.push_back(reservation);
    }
    std::sort(detail.reservations.begin(), detail.reservations.end(),
              [](const auto& a, const auto& b) { return a.slots.front() < b.slots.front(); });
  }

  std::int64_t last_id_ = 0;
};

ImportPlanning::Item item_of(const SessionDetail& detail) {
  const Session& session = detail.state.session;
  ImportPlanning::Item item;
  item.inspector = session.inspector;
  item.date = session.date;
  item.hours = session.hours;
  item.centre = session.planning ? session.planning->centre : session.proposed_centre;
  if (session.planning) {
    item.category = session.planning->category;
    item.part = session.planning->part;
    item.grid = session.planning->grid;
  }
  item.unavailable = detail.state.unavailable;
  for (const Reservation& reservation : detail.reservations)
    item.reservations.push_back({reservation.school, reservation.slots, reservation.external_ref});
  return item;
}

bool same(const ImportPlanning::Item& a, const ImportPlanning::Item& b) {
  const auto same_held = [](const ImportPlanning::Held& x, const ImportPlanning::Held& y) {
    return x.school == y.school && x.slots == y.slots && x.external_ref == y.external_ref;
  };
  return a.inspector == b.inspector && a.date == b.date && a.hours == b.hours &&
         a.centre == b.centre && a.category == b.category && a.part == b.part && a.grid == b.grid &&
         a.unavailable == b.unavailable &&
         std::equal(a.reservations.begin(), a.reservations.end(), b.reservations.begin(),
                    b.reservations.end(), same_held);
}

/// Gives sessions in pages of `size`.
csv::PlanningSource in_pages(const std::vector<SessionDetail>& sessions, std::size_t size) {
  return [&sessions, size](const Cursor& after) -> result<Page<SessionDetail>> {
    const auto start = static_cast<std::size_t>(std::max<std::int64_t>(after.major, 0));
    Page<SessionDetail> page;
    const std::size_t end = std::min(start + size, sessions.size());
    for (std::size_t index = start; index < end; ++index) page.rows.push_back(sessions[index]);
    if (end < sessions.size()) page.next = Cursor{static_cast<std::int64_t>(end), 0};
    return page;
  };
}

TEST(ExportedPlanning, IsImportedAgainAsTheSameSessions) {
  const MemoryDirectory directory = awkward_directory();
  EXPECT_TRUE(rc::check([&] {
    AnyPlanning planning;
    planning.add_days();
    const csv::Style style{*rc::gen::element(',', ';', '\t'), *rc::gen::arbitrary<bool>()};
    const auto size = *rc::gen::inRange<std::size_t>(1, 5);
    const std::string file =
        csv::write_planning(in_pages(planning.sessions, size), directory, style).value();
    csv::Faults faults;
    const auto read = csv::read_planning(file, directory, RuleBook{}, {}, faults);
    if (!read)
      for (const csv::Fault& fault : faults) csv::PrintTo(fault, &std::cerr);
    RC_ASSERT(read.has_value());
    RC_ASSERT(read.assume_value().departement == k93);
    const Items& items = read.assume_value().command.sessions;
    RC_ASSERT(items.size() == planning.sessions.size());
    for (std::size_t index = 0; index < items.size(); ++index)
      RC_ASSERT(same(items[index], item_of(planning.sessions[index])));
  }));
}

/// The file of an office's whole planning, read as the command line does it.
std::string export_of(const OfficeAtWork& office) {
  const BasicQueries queries(office.engine);
  SessionFilter filter;
  filter.departement = k93;
  return csv::write_planning(
             [&](const Cursor& after) {
               return queries.planning(office.call.actor, filter, {after, 2});
             },
             office.directory)
      .value();
}

TEST(ExportedPlanning, ImportedIntoAnEmptyStorageIsExportedAsTheSameFile) {
  MemoryStorage storage;
  OfficeAtWork office(storage);
  const SessionId morning = office.planned();
  office.reserve(morning, SlotSet::of({0, 1}), {1});
  office.reserve(morning, SlotSet::of({4}), {2});
  (void)office.engine.run(office.call, office.block_command(morning, SlotSet::of({6}))).value();
  office.create({1}, kMonday, HalfDay::afternoon);
  office.planned({2}, kMonday + std::chrono::days{1});
  const std::string exported = export_of(office);

  MemoryStorage empty;
  OfficeAtWork other(empty);
  csv::Faults faults;
  csv::PlanningOptions options;
  options.office = {1};
  const auto file = csv::read_planning(exported, other.directory, RuleBook{}, options, faults);
  ASSERT_TRUE(file) << ::testing::PrintToString(faults);
  ASSERT_TRUE(other.engine.run({Actor::of_operator(), k93, {}}, file.assume_value().command));
  EXPECT_EQ(export_of(other), exported);
}

TEST(ExportedPlanning, LooksLikeThis) {
  MemoryStorage storage;
  OfficeAtWork office(storage);
  const SessionId morning = office.planned();
  office.reserve(morning, SlotSet::of({0}), {1});
  office.create({1}, kMonday, HalfDay::afternoon);
  const std::string file = export_of(office);
  EXPECT_THAT(file, ::testing::StartsWith(
                        "Date,Heure,Matricule,Nom,Centre,Departement,Catégorie,Épreuve,Début,Fin,"
                        "Unités,Statut,École,IdAurige,Réservation\r\n"
                        "15/06/26,08:30,93-01,IPCSR 93-01,Rosny,93,CE,,08:30,12:00,1,réservé,"
                        "Auto-école 93-001,AE-93-001,#"));
  EXPECT_THAT(file,
              ::testing::HasSubstr(
                  "15/06/26,09:00,93-01,IPCSR 93-01,Rosny,93,CE,,08:30,12:00,1,libre,,,\r\n"));
  EXPECT_THAT(file, ::testing::EndsWith(
                        "15/06/26,13:30,93-01,IPCSR 93-01,,93,,,13:30,17:00,,disponible,,,\r\n"));
}

TEST(ExportedPlanning, OfWhatTheDirectoryForgotShowsItsNumber) {
  AnyPlanning planning;
  SessionDetail& detail = planning.sessions.emplace_back();
  detail.state.session.id = {1};
  detail.state.session.departement = k93;
  detail.state.session.inspector = {99};
  detail.state.session.proposed_centre = {98};
  detail.state.session.date = kMonday;
  detail.state.session.hours = hours(8, 30, 12, 0);
  EXPECT_THAT(csv::write_planning(in_pages(planning.sessions, 10), memory_directory()).value(),
              ::testing::HasSubstr("15/06/26,08:30,#99,#99,#98,93,"));
}

/// A planning that is changed while it is read, so many times.
class RestlessPlanning {
 public:
  explicit RestlessPlanning(int changes) : changes_(changes) {}
  result<Page<SessionDetail>> operator()(const Cursor& after) {
    if (after == Cursor{}) ++readings;
    Page<SessionDetail> page;
    page.number = Revision{after == Cursor{} || changes_-- <= 0 ? 1 : 2};
    if (after == Cursor{}) page.next = Cursor{1, 0};
    return page;
  }
  int readings = 0;

 private:
  int changes_;
};

TEST(ExportedPlanning, IsOfOneMomentOrReadAgain) {
  RestlessPlanning planning(2);
  EXPECT_TRUE(csv::write_planning(std::ref(planning), memory_directory()));
  EXPECT_EQ(planning.readings, 3);
}

TEST(ExportedPlanning, ThatNeverStandsStillIsAConflict) {
  RestlessPlanning planning(1000);
  EXPECT_EQ(csv::write_planning(std::ref(planning), memory_directory()).error().code,
            ErrorCode::conflict);
  EXPECT_EQ(planning.readings, csv::kMaxReadings);
}

TEST(ExportedPlanning, FromASourceThatGoesInCirclesIsAnErrorOfTheHost) {
  const auto source = [](const Cursor&) -> result<Page<SessionDetail>> {
    Page<SessionDetail> page;
    page.next = Cursor{1, 0};
    return page;
  };
  EXPECT_EQ(csv::write_planning(source, memory_directory()).error().code, ErrorCode::host_error);
}

TEST(ExportedPlanning, OfASourceThatFailsIsItsError) {
  const auto source = [](const Cursor&) -> result<Page<SessionDetail>> {
    return Error{ErrorCode::storage_failed};
  };
  EXPECT_EQ(csv::write_planning(source, memory_directory()).error().code,
            ErrorCode::storage_failed);
}

}  // namespace
}  // namespace creneau::testing
