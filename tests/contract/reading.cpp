#include <algorithm>

#include "contract/case.hpp"

namespace creneau::contract {

namespace {

// Reading

void departements_do_not_see_each_other(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  const ReservationId reservation = office.reserve(session, SlotSet::of({0}));
  Needs needs;
  needs.departement = k75;
  needs.sessions.push_back(session);
  needs.reservations.push_back(reservation);
  Snapshot snapshot;
  (void)subject.storage().load(needs, snapshot).value();
  findings.expect(snapshot.sessions.empty() && snapshot.reservations.empty(),
                  "a row of another département was loaded");
  SessionFilter filter;
  filter.departement = k75;
  findings.expect(subject.storage().sessions(filter, {}).value().rows.empty(),
                  "a session of another département was listed");
  ReservationFilter reserved;
  reserved.departement = k75;
  findings.expect(subject.storage().reservations(reserved, {}).value().rows.empty(),
                  "a reservation of another département was listed");
  // Nor may a change set of one touch rows of the other.
  ChangeSet foreign = decided(office, office.cancel_command(reservation));
  foreign.departement = k75;
  findings.expect(commit(subject, std::move(foreign)).outcome == Commit::Outcome::conflict,
                  "a change set touched a row of another département");
}

void candidates_that_start_together_come_together(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  for (const std::int64_t inspector : {1, 2, 3})
    for (int day = 0; day < 10; ++day)
      office.planned({inspector}, kMonday + std::chrono::days{7 * day});
  Needs needs;
  needs.departement = k93;
  Needs::Candidates candidates;
  candidates.filter.departement = k93;
  candidates.filter.status = SessionFilter::Status::planned;
  candidates.filter.with_free_slots = true;
  candidates.enough = 4;
  needs.candidates = candidates;
  Snapshot snapshot;
  (void)subject.storage().load(needs, snapshot).value();
  findings.expect(snapshot.sessions.size() >= 6 && snapshot.more_candidates,
                  "sessions that start together were cut apart");
  findings.expect(snapshot.sessions.size() % 3 == 0, "sessions that start together were cut apart");
  LocalTime last = LocalTime::min();
  for (const SessionState& state : snapshot.sessions) {
    findings.expect(state.session.start() >= last, "candidates are not ordered by their start");
    last = state.session.start();
  }
  needs.candidates->enough = 1000;
  Snapshot all;
  (void)subject.storage().load(needs, all).value();
  findings.expect(all.sessions.size() == 30 && !all.more_candidates,
                  "not every candidate was found");
}

void lists_are_filtered_and_paged(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  std::vector<SessionId> planned;
  for (const std::int64_t inspector : {1, 2, 3})
    for (const HalfDay half_day : {HalfDay::morning, HalfDay::afternoon})
      planned.push_back(office.planned({inspector}, kMonday, half_day));
  const SessionId available = office.create({4});
  office.reserve(planned[0], SlotSet::first(7));
  office.reserve(planned[1], SlotSet::of({1}), {2});
  office.reserve(planned[2], SlotSet::of({0}));
  using std::chrono::days;
  const auto count = [&](auto&& narrow) {
    SessionFilter filter;
    filter.departement = k93;
    narrow(filter);
    return subject.storage().sessions(filter, {}).value().rows.size();
  };
  using Filter = SessionFilter;
  findings.expect(count([](Filter&) {}) == 7, "an open filter does not list everything");
  findings.expect(count([](Filter& it) { it.status = Filter::Status::available; }) == 1,
                  "status available");
  findings.expect(count([](Filter& it) { it.status = Filter::Status::planned; }) == 6,
                  "status planned");
  findings.expect(count([](Filter& it) { it.with_free_slots = true; }) == 5, "with free slots");
  findings.expect(count([](Filter& it) { it.inspectors = {InspectorId{2}, InspectorId{4}}; }) == 3,
                  "inspectors");
  findings.expect(count([](Filter& it) { it.centre = {1}; }) == 6, "centre");
  findings.expect(count([](Filter& it) { it.centre = {2}; }) == 0, "another centre");
  findings.expect(count([](Filter& it) { it.category = Category::ce; }) == 6, "category");
  findings.expect(count([](Filter& it) { it.category = Category::d; }) == 0, "another category");
  findings.expect(count([](Filter& it) { it.part = ExamPart::off_road; }) == 0, "part");
  findings.expect(count([](Filter& it) { it.hours = {Minutes{720}, Minutes{1440}}; }) == 3,
                  "hours");
  findings.expect(count([](Filter& it) { it.period.first = kMonday + std::chrono::days{1}; }) == 0,
                  "first day");
  findings.expect(count([](Filter& it) { it.period.last = kMonday - std::chrono::days{1}; }) == 0,
                  "last day");

  SessionFilter filter;
  filter.departement = k93;
  std::vector<SessionId> listed;
  PageRequest page{{}, 2};
  while (true) {
    const auto found = subject.storage().sessions(filter, page).value();
    for (const SessionState& state : found.rows) listed.push_back(state.session.id);
    findings.expect(found.rows.size() <= 2, "a page is larger than asked for");
    if (!found.next) break;
    page.after = *found.next;
    if (!findings.expect(listed.size() < 20, "pages do not end")) break;
  }
  findings.expect(listed.size() == 7 && std::count(listed.begin(), listed.end(), available) == 1,
                  "pages leave out or repeat sessions");

  ReservationFilter reserved;
  reserved.departement = k93;
  const auto all = subject.storage().reservations(reserved, {}).value();
  findings.expect(all.rows.size() == 3, "not every reservation was listed");
  for (std::size_t index = 1; index < all.rows.size(); ++index)
    findings.expect(all.rows[index - 1].start() <= all.rows[index].start(),
                    "reservations are not ordered by the start of their first slot");
  const auto reservations = [&](auto&& narrow) {
    ReservationFilter it = reserved;
    narrow(it);
    return subject.storage().reservations(it, {}).value().rows.size();
  };
  using Reserved = ReservationFilter;
  for (const SchoolId school : {SchoolId{}, SchoolId{1}}) {
    reserved.school = school;
    findings.expect(reservations([](Reserved& it) { it.inspectors = {InspectorId{2}}; }) == 1,
                    "reservations of an inspector");
    findings.expect(reservations([](Reserved& it) { it.inspectors = {InspectorId{3}}; }) == 0,
                    "reservations of an inspector who has none");
    findings.expect(reservations([](Reserved& it) { it.centre = {2}; }) == 0,
                    "reservations at another centre");
    findings.expect(reservations([](Reserved& it) { it.period.first = kMonday + days{1}; }) == 0,
                    "reservations from a later day of the week on");
    findings.expect(reservations([](Reserved& it) { it.period.last = kMonday - days{1}; }) == 0,
                    "reservations up to an earlier day");
  }
  findings.expect(subject.storage().reservations(reserved, {}).value().rows.size() == 2,
                  "a school's reservations");
  reserved.departement.reset();
  findings.expect(subject.storage().reservations(reserved, {}).value().rows.size() == 2,
                  "a school's reservations in every département");
  reserved.category = Category::d;
  findings.expect(subject.storage().reservations(reserved, {}).value().rows.empty(),
                  "a school's reservations of a category");
  reserved.category.reset();
  std::size_t paged = 0;
  PageRequest one{{}, 1};
  while (true) {
    const auto found = subject.storage().reservations(reserved, one).value();
    paged += found.rows.size();
    if (!found.next || paged > 5) break;
    one.after = *found.next;
  }
  findings.expect(paged == 2, "pages leave out or repeat reservations");
}

void week_is_counted(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  const SessionId session = office.planned();
  office.planned({2}, kMonday + std::chrono::days{7});
  office.create({3});
  office.reserve(session, SlotSet::of({0, 1}));
  (void)office.engine.run(office.call, office.block_command(session, SlotSet::of({6}))).value();
  WeekFilter filter;
  filter.departement = k93;
  filter.week = Week::of(kMonday);
  filter.now = LocalTime{kMonday} + Minutes{9 * 60 + 30};
  std::vector<InspectorUnits> rows;
  (void)subject.storage().week_units(filter, rows).value();
  if (!findings.expect(rows.size() == 1 && rows.front().inspector == InspectorId{1},
                       "not a row for each inspector with a planned session"))
    return;
  const UnitCount& units = rows.front().units;
  findings.expect(units.planned.value == 7 && units.unavailable.value == 1 &&
                      units.assigned.value == 2 && units.unassigned().value == 4,
                  "the units of a week do not add up");
  // 08:30 to 10:00 have begun, 09:30 included; of 10:00 to 12:00 the last slot is unavailable.
  findings.expect(units.reservable.value == 3, "slots that have begun are counted as reservable");
  filter.category = Category::d;
  rows.clear();
  (void)subject.storage().week_units(filter, rows).value();
  findings.expect(rows.empty(), "units of another category were counted");
}

void week_units_come_behind_those_that_are_there(Subject& subject, Findings& findings) {
  OfficeAtWork office(subject.storage());
  office.planned({1});
  office.planned({2});
  WeekFilter filter;
  filter.departement = k93;
  filter.week = Week::of(kMonday);
  const UnitCount others{};
  std::vector<InspectorUnits> rows{{{3}, others}, {{2}, others}};
  (void)subject.storage().week_units(filter, rows).value();
  std::vector<InspectorId> order;
  for (const InspectorUnits& row : rows) order.push_back(row.inspector);
  if (!findings.expect(order == std::vector<InspectorId>{{3}, {2}, {1}, {2}},
                       "the rows of a week are not appended to those that are there"))
    return;
  findings.expect(rows[1].units.planned.value == 0, "a row that was there was counted on");
}

void refusals_are_kept(Subject& subject, Findings& findings) {
  Refusal refusal;
  refusal.departement = k93;
  refusal.actor = Actor::of_school({1}, "pseudonym");
  refusal.at = creneau::testing::kFirstOfJune;
  refusal.request = "r-9";
  refusal.limit = 5;
  refusal.actual = 7;
  refusal.slots.push_back({{300}, {1}, 4});
  findings.expect(bool(subject.storage().record(refusal)), "a refusal was not taken");
  const auto kept = subject.storage().refusals(k93, {}).value();
  findings.expect(kept.rows.size() == 1 && kept.rows.front() == refusal,
                  "a refusal is not as it was recorded");
  findings.expect(subject.storage().refusals(k75, {}).value().rows.empty(),
                  "a refusal shows in another département");
}

constexpr Case kReadingCases[] = {
    {"DepartementsDoNotSeeEachOther", departements_do_not_see_each_other},
    {"CandidatesThatStartTogetherComeTogether", candidates_that_start_together_come_together},
    {"ListsAreFilteredAndPaged", lists_are_filtered_and_paged},
    {"WeekIsCounted", week_is_counted},
    {"WeekUnitsComeBehindThoseThatAreThere", week_units_come_behind_those_that_are_there},
    {"RefusalsAreKept", refusals_are_kept},
};

}  // namespace

std::span<const Case> reading_cases() noexcept {
  return kReadingCases;
}

}  // namespace creneau::contract
