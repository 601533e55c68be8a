#pragma once
/// \file
/// How a département in memory is read.

#include "creneau/memory/partition.hpp"

namespace creneau::memory {

inline void Partition::unpack(Row row, Session& session) const {
  const PackedSession& packed = sessions_[row];
  const Pattern& pattern = patterns_[packed.pattern];
  session.id = id_of<SessionId>(departement_, row);
  session.departement = departement_;
  session.inspector = inspectors_[packed.inspector];
  session.date = date_of(packed);
  session.hours = pattern.hours;
  session.proposed_centre = pattern.proposed_centre;
  session.plan = {packed.plan};
  session.revision = {packed.revision};
  session.planning = pattern.planning;
  if (!session_refs_.empty())
    if (const auto ref = session_refs_.find(row); ref != session_refs_.end())
      session.external_ref = ref->second;
}

inline void Partition::unpack(Row row, SessionState& state) const {
  unpack(row, state.session);
  state.reserved = sessions_[row].reserved;
  state.unavailable = sessions_[row].unavailable;
}

inline void Partition::unpack(Row row, Reservation& reservation) const {
  const PackedReservation& packed = reservations_[row];
  reservation.id = id_of<ReservationId>(departement_, row);
  reservation.school = schools_[packed.school];
  reservation.session = id_of<SessionId>(departement_, packed.session);
  reservation.plan = {sessions_[packed.session].plan};
  reservation.slots = slots_of(row);
  reservation.revision = {packed.revision};
  if (!reservation_refs_.empty())
    if (const auto ref = reservation_refs_.find(row); ref != reservation_refs_.end())
      reservation.external_ref = ref->second;
}

inline bool Partition::matches(const SessionFilter& filter, const PackedSession& session) const {
  const Pattern& pattern = patterns_[session.pattern];
  const auto& planning = pattern.planning;
  if (!filter.period.contains(date_of(session))) return false;
  if (filter.status != SessionFilter::Status::any &&
      (filter.status == SessionFilter::Status::planned) != planning.has_value())
    return false;
  if (filter.centre && (!planning || planning->centre != filter.centre)) return false;
  if (filter.category && (!planning || planning->category != *filter.category)) return false;
  if (filter.part && (!planning || planning->part != *filter.part)) return false;
  if (filter.with_free_slots &&
      (!planning || planning->grid.slots() == (session.reserved | session.unavailable)))
    return false;
  return filter.hours.start <= pattern.hours.start && pattern.hours.end <= filter.hours.end;
}

template <class Visitor>
void Partition::for_each_session(std::uint16_t inspector, Week week, Visitor&& visit) const {
  const WeekRows* rows = weeks_.find(week);
  if (rows == nullptr || inspector >= rows->first_session.size()) return;
  for (Row row = rows->first_session[inspector]; row != kNoRow; row = sessions_[row].next)
    visit(row);
}

template <class Visitor>
void Partition::for_each_week(const Period& period, Visitor&& visit) const {
  if (weeks_.empty() || period.first > period.last) return;
  const Week last = std::min(weeks_.last(), Week::of(period.last));
  for (Week week = std::max(weeks_.first(), Week::of(period.first)); week <= last;
       week = week.next())
    if (!visit(week)) return;
}

inline void Partition::load_reservations(Row session, Snapshot& snapshot) const {
  for_each_reservation(session,
                       [&](Row row) { unpack(row, snapshot.reservations.emplace_back()); });
}

inline void Partition::load_blocks(Row session, Snapshot& snapshot) const {
  const PackedSession& packed = sessions_[session];
  for (const unsigned ordinal : packed.unavailable) {
    BlockedSlot blocked{
        {id_of<SessionId>(departement_, session), PlanNumber{packed.plan}, ordinal}, {}, {}};
    if (const auto note = block_notes_.find(note_key(session, ordinal));
        note != block_notes_.end()) {
      blocked.reason = note->second.reason;
      blocked.note = note->second.text;
    }
    snapshot.blocks.push_back(std::move(blocked));
  }
}

inline std::vector<std::pair<LocalTime, Row>> Partition::session_rows(const SessionFilter& filter,
                                                                      Week week) const {
  std::vector<std::pair<LocalTime, Row>> rows;
  const WeekRows& of_week = *weeks_.find(week);
  const auto visit_inspector = [&](std::uint16_t inspector) {
    if (filter.with_free_slots && inspector < of_week.units.size() &&
        of_week.units[inspector].units.unassigned().value == 0)
      return;
    for_each_session(inspector, week, [&](Row row) {
      if (matches(filter, sessions_[row])) rows.emplace_back(start_of(sessions_[row]), row);
    });
  };
  if (filter.inspectors.empty())
    for (std::size_t number = 0; number < of_week.first_session.size(); ++number)
      visit_inspector(static_cast<std::uint16_t>(number));
  for (const InspectorId id : filter.inspectors)
    if (const auto number = inspectors_.find(id)) visit_inspector(*number);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

inline void Partition::load_candidates(const Needs::Candidates& candidates,
                                       Snapshot& snapshot) const {
  const std::size_t before = snapshot.sessions.size();
  for_each_week(candidates.filter.period, [&](Week week) {
    if (snapshot.sessions.size() - before >= candidates.enough) {
      snapshot.more_candidates = true;
      return false;
    }
    std::vector<std::pair<LocalTime, Row>> rows;
    if (candidates.least.value == 0)
      rows = session_rows(candidates.filter, week);
    else
      snapshot.more_candidates |= candidate_rows(candidates, week, rows);
    for (const auto& [start, row] : rows) unpack(row, snapshot.sessions.emplace_back());
    return !snapshot.more_candidates;
  });
}

inline bool Partition::candidate_rows(const Needs::Candidates& candidates, Week week,
                                      std::vector<std::pair<LocalTime, Row>>& rows) const {
  const SessionFilter& filter = candidates.filter;
  const auto category = static_cast<std::size_t>(*filter.category);
  const WeekRows& of_week = *weeks_.find(week);
  const auto least = static_cast<unsigned>(candidates.least.value);
  // Of which days any session may do.
  unsigned open = 0;
  for (unsigned day = 0; day < 7; ++day)
    if (of_week.most_free[day][category] >= least &&
        filter.period.contains(week.monday() + std::chrono::days{day}))
      open |= 1U << day;
  if (open == 0) return false;
  // Of the first session that serves all. Nobody's sessions behind it are looked at.
  LocalTime last = LocalTime::max();
  const std::uint16_t monday = day_of(week.monday());
  unsigned found = 0;
  const auto visit = [&](std::size_t inspector) {
    for (Row row = of_week.first_session[inspector]; row != kNoRow; row = sessions_[row].next) {
      const PackedSession& session = sessions_[row];
      const unsigned day = 1U << (session.day - monday);
      if ((open & day) == 0) continue;
      const Pattern& pattern = patterns_[session.pattern];
      const auto& planning = pattern.planning;
      if (!planning || planning->category != *filter.category) continue;
      const SlotSet free = planning->grid.slots() - session.reserved - session.unavailable;
      const auto slots_of = [&](unsigned units) {
        return (units + planning->grid.units_of_slot - 1U) / planning->grid.units_of_slot;
      };
      if (!free.has_run(slots_of(least))) continue;
      found |= day;
      if (!matches(filter, session)) continue;
      const LocalTime start = date_of(session) + pattern.hours.start;
      if (start > last) return;
      if (candidates.whole.value > 0 &&
          free.has_run(slots_of(static_cast<unsigned>(candidates.whole.value))))
        last = start;
      rows.emplace_back(start, row);
    }
  };
  if (filter.inspectors.empty()) {
    for (std::size_t number = 0; number < of_week.first_session.size(); ++number)
      if (of_week.units[number].units.unassigned() >= candidates.least) visit(number);
    // Of the days before the last one every session was looked at, but of those who have too few.
    for (unsigned day = 0; day < 7; ++day)
      if (((open & ~found) >> day & 1U) != 0 &&
          LocalTime{week.monday() + std::chrono::days{day}} < last)
        of_week.most_free[day][category] = static_cast<std::uint8_t>(least - 1);
  } else {
    for (const InspectorId id : filter.inspectors)
      if (const auto number = inspectors_.find(id);
          number && *number < of_week.first_session.size())
        visit(*number);
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  rows.erase(
      std::find_if(rows.begin(), rows.end(), [&](const auto& it) { return it.first > last; }),
      rows.end());
  return last != LocalTime::max();
}

inline std::optional<Event> Partition::seen(const RequestKey& key) const {
  if (requests_.empty()) return std::nullopt;
  const auto found = requests_.find(request_key(key.role, key.who, key.request));
  if (found == requests_.end()) return std::nullopt;
  return events_[found->second];
}

inline void Partition::load(const Needs& needs, Snapshot& snapshot) const {
  snapshot.number = number_;
  snapshot.closures_revision = closures_revision_;
  if (needs.request) {
    snapshot.seen = seen(*needs.request);
    if (snapshot.seen) return;
  }
  const auto add_session = [&](Row row) {
    const auto id = id_of<SessionId>(departement_, row);
    for (const SessionState& known : snapshot.sessions)
      if (known.session.id == id) return;
    unpack(row, snapshot.sessions.emplace_back());
  };
  for (const SessionId id : needs.sessions)
    if (const auto row = find(id)) add_session(*row);
  if (needs.reservations_of_sessions || needs.blocks_of_sessions)
    for (const SessionState& state : snapshot.sessions) {
      const Row row = *find(state.session.id);
      if (needs.reservations_of_sessions) load_reservations(row, snapshot);
      if (needs.blocks_of_sessions) load_blocks(row, snapshot);
    }
  for (const ReservationId id : needs.reservations) {
    const auto row = find(id);
    if (!row) continue;
    const bool known =
        std::any_of(snapshot.reservations.begin(), snapshot.reservations.end(),
                    [&](const Reservation& reservation) { return reservation.id == id; });
    if (!known) unpack(*row, snapshot.reservations.emplace_back());
    add_session(reservations_[*row].session);
  }
  if (needs.inspector_days) {
    SmallVector<std::pair<InspectorId, Period>, 2> wanted;
    const auto& days = *needs.inspector_days;
    const auto for_inspector = [&](InspectorId inspector) {
      if (days.period) {
        wanted.push_back({inspector, *days.period});
        return;
      }
      for (const SessionState& state : snapshot.sessions)
        wanted.push_back({inspector, {state.session.date, state.session.date}});
    };
    for (const InspectorId inspector : days.inspectors) for_inspector(inspector);
    if (days.inspectors.empty())
      for (const SessionState& state : snapshot.sessions) for_inspector(state.session.inspector);
    // Only the sessions asked for by id can come twice.
    const std::size_t asked = snapshot.sessions.size();
    for (const auto& [inspector, period] : wanted) {
      const auto number = inspectors_.find(inspector);
      if (!number) continue;
      for_each_week(period, [&](Week week) {
        for_each_session(*number, week, [&](Row row) {
          if (!period.contains(date_of(sessions_[row]))) return;
          const auto id = id_of<SessionId>(departement_, row);
          for (std::size_t index = 0; index < asked; ++index)
            if (snapshot.sessions[index].session.id == id) return;
          unpack(row, snapshot.sessions.emplace_back());
        });
        return true;
      });
    }
  }
  if (needs.candidates) load_candidates(*needs.candidates, snapshot);
  for (const Closure& closure : closures_)
    if (wants(needs, snapshot, closure)) snapshot.closures.push_back(closure);
}

inline Page<SessionState> Partition::sessions(const SessionFilter& filter,
                                              const PageRequest& page) const {
  Page<SessionState> found;
  found.number = number_;
  SessionFilter from = filter;
  if (page.after.major != INT64_MIN)
    from.period.first =
        std::max(filter.period.first,
                 std::chrono::floor<std::chrono::days>(LocalTime{Minutes{page.after.major}}));
  for_each_week(from.period, [&](Week week) {
    for (const auto& [start, row] : session_rows(from, week)) {
      const Cursor place{start.time_since_epoch().count(),
                         id_of<SessionId>(departement_, row).value};
      if (place <= page.after) continue;
      if (found.rows.size() == page.limit) {
        const Session& last = found.rows.back().session;
        found.next = Cursor{last.start().time_since_epoch().count(), last.id.value};
        return false;
      }
      unpack(row, found.rows.emplace_back());
    }
    return true;
  });
  return found;
}

inline Page<ReservedSession> Partition::reservations(const ReservationFilter& filter,
                                                     const PageRequest& page) const {
  Page<ReservedSession> found;
  found.number = number_;
  const auto matches_filter = [&](Row row) {
    const PackedSession& session = sessions_[reservations_[row].session];
    const Planning& planning = *patterns_[session.pattern].planning;
    if (!filter.period.contains(date_of(session))) return false;
    if (filter.category && planning.category != *filter.category) return false;
    if (filter.centre && planning.centre != filter.centre) return false;
    return filter.inspectors.empty() ||
           std::find(filter.inspectors.begin(), filter.inspectors.end(),
                     inspectors_[session.inspector]) != filter.inspectors.end();
  };
  // False: the page is full.
  const auto add = [&](LocalTime start, Row row) {
    const auto id = id_of<ReservationId>(departement_, row);
    const Cursor place{start.time_since_epoch().count(), id.value};
    if (place <= page.after) return true;
    if (found.rows.size() == page.limit) {
      const ReservedSession& last = found.rows.back();
      found.next = Cursor{last.start().time_since_epoch().count(), last.reservation.id.value};
      return false;
    }
    ReservedSession& it = found.rows.emplace_back();
    unpack(row, it.reservation);
    unpack(reservations_[row].session, it.session);
    return true;
  };
  if (filter.school) {
    const auto school = schools_.find(filter.school);
    if (!school) return found;
    const auto rows = school_reservations_[*school].between(day_of(filter.period.first),
                                                            day_of(filter.period.last));
    found.rows.reserve(std::min(rows.size(), page.limit));
    // By day already; within a day by the start of the first slot.
    SmallVector<std::pair<LocalTime, Row>, 8> of_day;
    for (auto it = rows.begin(); it != rows.end();) {
      const std::uint16_t day = it->day();
      of_day.clear();
      for (; it != rows.end() && it->day() == day; ++it)
        if (matches_filter(it->row()))
          of_day.push_back({start_of_reservation(it->row()), it->row()});
      if (of_day.size() > 1) std::sort(of_day.begin(), of_day.end());
      for (const auto& [start, row] : of_day)
        if (!add(start, row)) return found;
    }
    return found;
  }
  SessionFilter planned;
  planned.departement = departement_;
  planned.period = filter.period;
  planned.status = SessionFilter::Status::planned;
  for_each_week(filter.period, [&](Week week) {
    std::vector<std::pair<LocalTime, Row>> rows;
    for (const auto& [start, session] : session_rows(planned, week))
      for_each_reservation(session, [&](Row row) {
        if (matches_filter(row)) rows.emplace_back(start_of_reservation(row), row);
      });
    std::sort(rows.begin(), rows.end());
    for (const auto& [start, row] : rows)
      if (!add(start, row)) return false;
    return true;
  });
  return found;
}

inline Page<Closure> Partition::closures(const ClosureFilter& filter,
                                         const PageRequest& page) const {
  Page<Closure> found;
  found.number = number_;
  std::vector<const Closure*> sorted;
  for (const Closure& closure : closures_)
    if (closure.from < filter.period.last + std::chrono::days{1} &&
        filter.period.first < closure.to)
      sorted.push_back(&closure);
  const auto place_of = [](const Closure& closure) {
    return Cursor{closure.from.time_since_epoch().count(), closure.id.value};
  };
  std::sort(sorted.begin(), sorted.end(),
            [&](const Closure* a, const Closure* b) { return place_of(*a) < place_of(*b); });
  for (const Closure* closure : sorted) {
    if (place_of(*closure) <= page.after) continue;
    if (found.rows.size() == page.limit) {
      found.next = place_of(found.rows.back());
      break;
    }
    found.rows.push_back(*closure);
  }
  return found;
}

inline Page<Event> Partition::events(const EventFilter& filter, const PageRequest& page) const {
  Page<Event> found;
  found.number = number_;
  const Revision after{std::max(filter.after.value, page.after.major)};
  for (std::size_t place = events_.first_after(after); place < events_.size(); ++place) {
    Event event = events_[place];
    if (!filter.tells_of(event.changes)) continue;
    if (found.rows.size() == page.limit) {
      found.next = Cursor{found.rows.back().number.value, 0};
      break;
    }
    found.rows.push_back(std::move(event));
  }
  return found;
}

inline UnitCount Partition::units_of(InspectorId inspector, Week week) const noexcept {
  const auto number = inspectors_.find(inspector);
  const WeekRows* rows = weeks_.find(week);
  if (!number || rows == nullptr || *number >= rows->units.size()) return {};
  return rows->units[*number].units;
}

inline void Partition::week_units(const WeekFilter& filter,
                                  std::vector<InspectorUnits>& rows) const {
  const WeekRows* of_week = weeks_.find(filter.week);
  if (of_week == nullptr) return;
  const bool begun = filter.now >= LocalTime{filter.week.monday()};
  const std::size_t before = rows.size();
  if (!filter.inspector && !filter.category && !begun && of_week->busy == of_week->units.size()) {
    rows.insert(rows.end(), of_week->units.begin(), of_week->units.end());
  } else {
    const auto add = [&](std::size_t number) {
      if (of_week->sessions[number] == 0) return;
      InspectorUnits row = of_week->units[number];
      if (filter.category || begun) {
        row.units = {};
        bool any = false;
        for_each_session(static_cast<std::uint16_t>(number), filter.week, [&](Row session_row) {
          const PackedSession& session = sessions_[session_row];
          const auto& planning = patterns_[session.pattern].planning;
          if (!planning || (filter.category && planning->category != *filter.category)) return;
          any = true;
          row.units += count_units(planning->grid, start_of(session), session.reserved,
                                   session.unavailable, filter.now);
        });
        if (!any) return;
      }
      rows.push_back(row);
    };
    if (filter.inspector) {
      const auto number = inspectors_.find(filter.inspector);
      if (number && *number < of_week->units.size()) add(*number);
      return;
    }
    rows.reserve(before + of_week->units.size());
    for (std::size_t number = 0; number < of_week->units.size(); ++number) add(number);
  }
  const auto by_id = [](const InspectorUnits& a, const InspectorUnits& b) {
    return a.inspector < b.inspector;
  };
  const auto first = rows.begin() + static_cast<std::ptrdiff_t>(before);
  if (!std::is_sorted(first, rows.end(), by_id)) std::sort(first, rows.end(), by_id);
}

}  // namespace creneau::memory
