#pragma once
/// \file
/// A week of two inspectors, in which there is one of everything, as a workbook's source.

#include <algorithm>
#include <vector>

#include "creneau/csv/planning_source.hpp"
#include "creneau/xlsx/workbook.hpp"
#include "support/departement_93.hpp"

namespace creneau::testing {

/// The directory of Seine-Saint-Denis with a school whose name is a formula.
inline MemoryDirectory directory_with_a_formula() {
  MemoryDirectory directory = memory_directory();
  directory.add(School{{9}, "=HYPERLINK(\"http://example.org\")", "+AE-9", {}, {}, true, {}});
  return directory;
}

inline Session session_of(std::int64_t id, InspectorId inspector, Date date, int start, int end) {
  Session session;
  session.id = {id};
  session.departement = k93;
  session.inspector = inspector;
  session.date = date;
  session.hours = {Minutes{start}, Minutes{end}};
  return session;
}

/// Monday morning: 93-01 is planned at Rosny for CE, off-road: 08:30 to 12:00 in seven slots and
/// ten minutes left over; the first slot is school 1's, the next two the formula's, the fourth is
/// lost to the weather. Monday afternoon it is available, proposed for Bobigny, until midnight.
/// Saturday morning: 93-02 is planned at Bobigny for C; nothing is reserved.
inline std::vector<SessionDetail> small_planning() {
  std::vector<SessionDetail> sessions(3);
  SessionDetail& morning = sessions[0];
  morning.state.session = session_of(1, {1}, kMonday, 510, 730);
  morning.state.session.plan = {1};
  morning.state.session.planning =
      Planning{{1}, Category::ce, ExamPart::off_road, Grid{30, 1, 7}, {1}};
  morning.state.reserved = SlotSet::of({0, 1, 2});
  morning.state.unavailable = SlotSet::of({3});
  Reservation first;
  first.id = {11};
  first.school = {1};
  first.session = {1};
  first.slots = SlotSet::of({0});
  Reservation second = first;
  second.id = {12};
  second.school = {9};
  second.slots = SlotSet::of({1, 2});
  second.external_ref = "-1";
  morning.reservations = {first, second};
  morning.blocks.push_back({{{1}, {1}, 3}, Reason::weather, "neige"});
  sessions[1].state.session = session_of(2, {1}, kMonday, 810, 1440);
  sessions[1].state.session.proposed_centre = {2};
  sessions[2].state.session = session_of(3, {2}, kMonday + std::chrono::days{5}, 510, 570);
  sessions[2].state.session.planning =
      Planning{{2}, Category::c, ExamPart::unstated, Grid{30, 2, 1}, {1}};
  return sessions;
}

/// Gives sessions in pages of `size`.
inline csv::PlanningSource pages_of(std::vector<SessionDetail> sessions, std::size_t size = 2) {
  return
      [sessions = std::move(sessions), size](const Cursor& after) -> result<Page<SessionDetail>> {
        const auto start = static_cast<std::size_t>(std::max<std::int64_t>(after.major, 0));
        const std::size_t end = std::min(start + size, sessions.size());
        Page<SessionDetail> page;
        for (std::size_t index = start; index < end; ++index) page.rows.push_back(sessions[index]);
        if (end < sessions.size()) page.next = Cursor{static_cast<std::int64_t>(end), 0};
        return page;
      };
}

inline xlsx::WorkbookOptions options_of_the_week() {
  xlsx::WorkbookOptions options;
  options.departement = k93;
  options.period = Week::of(kMonday).period();
  options.now = *parse_instant("2026-06-15T07:00:00Z");
  options.owner = "BER 93 & voisins";
  return options;
}

}  // namespace creneau::testing
