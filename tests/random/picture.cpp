#include "random/picture.hpp"

#include <algorithm>

#include "creneau/json/json.hpp"
#include "random/world.hpp"

namespace creneau::testing {

namespace {

std::vector<Week> weeks() {
  std::vector<Week> all;
  for (const Date date : kDates) all.push_back(Week::of(date));
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

template <class Row>
std::string text_of(const Row& row) {
  if constexpr (requires { json::of(row); })
    return serialize(json::of(row));
  else if constexpr (std::is_same_v<Row, InspectorUnits>)
    return std::to_string(row.inspector.value) + " " + serialize(json::of(row.units));
  else
    return std::to_string(std::get<0>(row).session.value) + "/" +
           std::to_string(std::get<0>(row).ordinal) + " " + std::get<2>(row);
}

template <class Row>
std::string difference(const char* what, const std::vector<Row>& seen,
                       const std::vector<Row>& expected) {
  if (seen == expected) return {};
  const auto [it, other] =
      std::mismatch(seen.begin(), seen.end(), expected.begin(), expected.end());
  return std::string(what) +
         " is not as expected\n  seen:     " + (it == seen.end() ? "nothing more" : text_of(*it)) +
         "\n  expected: " + (other == expected.end() ? "nothing more" : text_of(*other));
}

}  // namespace

std::vector<InspectorUnits> units_of(const oracle::Planning& planning, Departement departement,
                                     Week week, std::optional<Category> category, Instant now) {
  std::map<InspectorId, UnitCount> rows;
  for (const auto& [id, session] : planning.sessions) {
    if (!session.plan || Week::of(session.date) != week) continue;
    if (category && session.plan->category != *category) continue;
    UnitCount& row = rows[session.inspector];
    const Units units{session.plan->units_of_slot};
    for (const auto& [ordinal, slot] : session.plan->slots) {
      row.planned += units;
      if (slot.status == SlotStatus::unavailable) row.unavailable += units;
      if (slot.status == SlotStatus::reserved) row.assigned += units;
      if (slot.status == SlotStatus::free &&
          now < oracle::Oracle::instant(departement, session.start_of(ordinal)))
        row.reservable += units;
    }
  }
  std::vector<InspectorUnits> all;
  for (const auto& [inspector, units] : rows) all.push_back({inspector, units});
  return all;
}

SessionState state_of(Departement departement, SessionId id, const oracle::Session& session) {
  SessionState state;
  Session& it = state.session;
  it.id = id;
  it.departement = departement;
  it.inspector = session.inspector;
  it.date = session.date;
  it.hours = session.hours;
  it.proposed_centre = session.proposed_centre;
  it.plan = {session.planned_times};
  it.revision = {session.written};
  it.external_ref = session.external_ref;
  if (!session.plan) return state;
  const oracle::Plan& plan = *session.plan;
  const Grid grid{static_cast<std::uint16_t>(plan.unit_minutes),
                  static_cast<std::uint16_t>(plan.units_of_slot),
                  static_cast<std::uint16_t>(plan.slots.size())};
  it.planning = Planning{plan.centre, plan.category, plan.part, grid, plan.planned_by};
  for (const auto& [ordinal, slot] : plan.slots) {
    if (slot.status == SlotStatus::reserved) state.reserved.insert(ordinal);
    if (slot.status == SlotStatus::unavailable) state.unavailable.insert(ordinal);
  }
  return state;
}

Reservation reservation_of(const oracle::Planning& planning, ReservationId id) {
  const oracle::Reservation& it = planning.reservations.at(id);
  SlotSet slots;
  for (const unsigned ordinal : planning.slots_of(id)) slots.insert(ordinal);
  return {id,    it.school,    it.session,     {planning.sessions.at(it.session).planned_times},
          slots, {it.written}, it.external_ref};
}

Picture picture_of(const Storage& storage, Departement departement, LocalTime now,
                   std::optional<Category> category, std::size_t page) {
  Picture picture;
  SessionFilter sessions;
  sessions.departement = departement;
  picture.sessions = all_pages(
      page, [&](const PageRequest& request) { return storage.sessions(sessions, request); });
  Needs needs;
  needs.departement = departement;
  needs.reservations_of_sessions = true;
  needs.blocks_of_sessions = true;
  for (const SessionState& state : picture.sessions) needs.sessions.push_back(state.session.id);
  Snapshot snapshot;
  (void)storage.load(needs, snapshot).value();
  picture.number = snapshot.number.value;
  picture.reservations.assign(snapshot.reservations.begin(), snapshot.reservations.end());
  std::sort(picture.reservations.begin(), picture.reservations.end(),
            [](const Reservation& a, const Reservation& b) {
              return std::tuple(a.session, a.slots.front()) <
                     std::tuple(b.session, b.slots.front());
            });
  for (const BlockedSlot& block : snapshot.blocks)
    picture.blocks.emplace_back(block.slot, block.reason, block.note);
  std::sort(picture.blocks.begin(), picture.blocks.end());
  ReservationFilter reserved;
  reserved.departement = departement;
  picture.reserved = all_pages(
      page, [&](const PageRequest& request) { return storage.reservations(reserved, request); });
  picture.closures = all_pages(page, [&](const PageRequest& request) {
    return storage.closures({departement, {}}, request);
  });
  for (const Week week : weeks())
    (void)storage.week_units({departement, week, category, {}, now}, picture.weeks.emplace_back())
        .value();
  const auto rules = storage.rules().value();
  picture.rules = rules.entries;
  picture.rules_version = rules.version.value;
  return picture;
}

Picture picture_of(const oracle::Oracle& oracle, Departement departement, Instant now,
                   std::optional<Category> category) {
  const oracle::Planning& planning = oracle.planning(departement);
  Picture picture;
  picture.number = planning.number;
  for (const auto& [id, session] : planning.sessions) {
    picture.sessions.push_back(state_of(departement, id, session));
    if (!session.plan) continue;
    for (const auto& [ordinal, slot] : session.plan->slots)
      if (slot.status == SlotStatus::unavailable)
        picture.blocks.emplace_back(SlotId{id, {session.planned_times}, ordinal}, slot.reason,
                                    slot.note);
  }
  for (const auto& [id, reservation] : planning.reservations) {
    const Reservation& row = picture.reservations.emplace_back(reservation_of(planning, id));
    const auto& session = planning.sessions.at(reservation.session);
    picture.reserved.push_back({row, state_of(departement, row.session, session).session});
  }
  for (const auto& [id, closure] : planning.closures) picture.closures.push_back(closure);
  for (const Week week : weeks())
    picture.weeks.push_back(units_of(planning, departement, week, category, now));
  picture.rules = oracle.rules();
  picture.rules_version = oracle.rules_version();

  std::sort(picture.sessions.begin(), picture.sessions.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.session.start(), a.session.id) <
           std::tuple(b.session.start(), b.session.id);
  });
  std::sort(picture.reservations.begin(), picture.reservations.end(),
            [](const Reservation& a, const Reservation& b) {
              return std::tuple(a.session, a.slots.front()) <
                     std::tuple(b.session, b.slots.front());
            });
  std::sort(picture.reserved.begin(), picture.reserved.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.start(), a.reservation.id) < std::tuple(b.start(), b.reservation.id);
  });
  std::sort(picture.closures.begin(), picture.closures.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.from, a.id) < std::tuple(b.from, b.id);
  });
  std::sort(picture.blocks.begin(), picture.blocks.end());
  return picture;
}

std::string difference(const Picture& seen, const Picture& expected) {
  if (seen.number != expected.number)
    return "the commit number is " + std::to_string(seen.number) + ", not " +
           std::to_string(expected.number);
  if (seen.rules_version != expected.rules_version) return "the rules have another version";
  std::string found = difference("a session", seen.sessions, expected.sessions);
  if (found.empty()) found = difference("a reservation", seen.reservations, expected.reservations);
  if (found.empty()) found = difference("a listed reservation", seen.reserved, expected.reserved);
  if (found.empty()) found = difference("an unavailable slot", seen.blocks, expected.blocks);
  if (found.empty()) found = difference("a closure", seen.closures, expected.closures);
  if (found.empty()) found = difference("the rules document", seen.rules, expected.rules);
  for (std::size_t week = 0; found.empty() && week < seen.weeks.size(); ++week)
    found = difference("a week", seen.weeks[week], expected.weeks[week]);
  return found;
}

}  // namespace creneau::testing
