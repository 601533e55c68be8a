// What speaks against a command, by the domain's rules: each rule that is broken adds its code.

#include <algorithm>

#include "random/oracle.hpp"

namespace creneau::oracle {

namespace {

class Objections {
 public:
  Objections(const Oracle& oracle, const Call& call, Instant now)
      : oracle_(oracle), call_(call), now_(now), planning_(oracle.planning(call.departement)) {}

  [[nodiscard]] Codes take() { return std::move(codes_); }

  void operator()(const CreateSessions& command) {
    amount(command.sessions.size());
    std::vector<Busy> made;
    for (const auto& item : command.sessions) {
      const Hours hours = item.hours ? *item.hours : oracle_.half_day(item.half_day, item.date);
      text(item.external_ref);
      time(item.date, hours, false);
      posting(item.inspector, item.date);
      if (!command.override_calendar) calendar(item.inspector, {}, item.date, hours);
      made.push_back({item.inspector, item.date + hours.start, item.date + hours.end});
    }
    overlaps(made, {});
  }

  void operator()(const RemoveSessions& command) {
    named(command.sessions);
    text(command.note);
    for (const SessionId id : command.sessions)
      if (const Session* it = session(id)) {
        if (it->plan) object(ErrorCode::session_not_available);
        if (has_begun(it->start())) object(ErrorCode::past);
      }
  }

  void operator()(const PlanSessions& command) {
    named(command.sessions);
    for (const SessionId id : command.sessions) {
      const Session* it = session(id);
      if (it == nullptr) continue;
      if (it->plan) object(ErrorCode::session_not_available);
      if (has_begun(it->start())) object(ErrorCode::past);
      posting(it->inspector, it->date);
      category(it->inspector, command.centre, command.category);
      if (!command.override_calendar) calendar(it->inspector, command.centre, it->date, it->hours);
      const auto slots = it->hours.length() / slot_length(it->date);
      if (slots < 1 || slots > 64) object(ErrorCode::grid_does_not_fit);
    }
  }

  void operator()(const UnplanSessions& command) {
    named(command.sessions);
    text(command.note);
    std::set<ReservationId> held;
    for (const SessionId id : command.sessions) {
      const Session* it = planned(id);
      if (it == nullptr) continue;
      if (has_begun(it->start())) object(ErrorCode::past);
      for (const auto& [ordinal, slot] : it->plan->slots)
        if (slot.status == SlotStatus::reserved) held.insert(slot.holder);
    }
    if (!command.cascade) {
      if (!held.empty()) object(ErrorCode::session_has_reservations);
    } else if (held != std::set<ReservationId>(command.cascade->begin(), command.cascade->end())) {
      object(ErrorCode::reservations_changed);
    }
  }

  void operator()(const ChangeSession& command) {
    text(command.note);
    const Session* it = planned(command.session);
    if (it == nullptr) return;
    if (has_begun(it->start())) object(ErrorCode::past);
    const InspectorId inspector = command.inspector ? command.inspector : it->inspector;
    const CentreId centre = command.centre ? command.centre : it->plan->centre;
    const Date date = command.date.value_or(it->date);
    const Minutes start = command.start.value_or(it->hours.start);
    const Hours hours{start, start + it->hours.length()};
    if (inspector == it->inspector && centre == it->plan->centre && date == it->date &&
        hours == it->hours)
      object(ErrorCode::nothing_to_do);
    time(date, hours, false);
    posting(inspector, date);
    category(inspector, centre, it->plan->category);
    if (!command.override_calendar) calendar(inspector, centre, date, hours);
    overlaps({{inspector, date + hours.start, date + hours.end}}, command.session);
  }

  void operator()(const ReserveSlots& command) {
    named(command.slots);
    text(command.external_ref);
    for (const SlotId& id : command.slots) {
      const Slot* it = slot(id);
      if (it == nullptr) continue;
      const Session& session = planning_.sessions.at(id.session);
      school(command.school, session.plan->category);
      if (!oracle_.is_open(call_.departement, session.date, now_)) object(ErrorCode::not_yet_open);
      is_free(*it);
      const LocalTime start = session.start_of(id.ordinal);
      if (has_begun(start)) object(ErrorCode::past);
      if (oracle_.is_closed(call_.departement, session.inspector, session.plan->centre, start,
                            start + session.plan->slot_length()))
        object(ErrorCode::closed);
    }
  }

  void operator()(const ReserveWish& command) {
    text(command.external_ref);
    const int asked = std::max(command.exams, command.units.value);
    if (command.exams < 0 || command.units.value < 0 ||
        (command.exams > 0) == (command.units.value > 0))
      return object(ErrorCode::nothing_to_do);
    if (asked > 1000) object(ErrorCode::too_large);
    if (command.exams > 0 && command.part == ExamPart::unstated)
      return object(ErrorCode::bad_argument);
    school(command.school, command.category);
    int possible = 0;
    for (const SessionId id : oracle_.candidates(call_.departement, command, now_)) {
      const Session& session = planning_.sessions.at(id);
      for (const auto& run : oracle_.usable_runs(call_.departement, session, now_)) {
        const int slots = static_cast<int>(run.size());
        possible += command.exams > 0 ? slots / oracle_.slots_wanted(command, session, 1)
                                      : slots * session.plan->units_of_slot;
      }
    }
    if (possible < asked) object(ErrorCode::not_enough_slots);
  }

  void operator()(const CancelByOffice& command) {
    text(command.note);
    if (command.correction && command.reason == Reason::unstated)
      object(ErrorCode::reason_required);
    for (const auto& [id, slots] : cancelled(command))
      if (!command.correction && has_begun(start_of(id, *slots.begin()))) object(ErrorCode::past);
  }

  void operator()(const CancelBySchool& command) {
    text(command.note);
    for (const auto& [id, slots] : cancelled(command)) {
      if (planning_.reservations.at(id).school != call_.actor.school())
        object(ErrorCode::foreign_reservation);
      if (now_ >= oracle_.closes_at(call_.departement, start_of(id, *slots.begin())))
        object(ErrorCode::too_late);
    }
  }

  void operator()(const BlockSlots& command) {
    named(command.slots);
    text(command.note);
    for (const SlotId& id : command.slots)
      if (const Slot* it = slot(id)) {
        is_free(*it);
        ahead(id);
      }
  }

  void operator()(const UnblockSlots& command) {
    named(command.slots);
    text(command.note);
    for (const SlotId& id : command.slots)
      if (const Slot* it = slot(id)) {
        if (it->status != SlotStatus::unavailable) object(ErrorCode::slot_not_blocked);
        ahead(id);
      }
  }

  void operator()(const AddClosure& command) {
    const Closure& it = command.closure;
    text(it.note);
    for (const LocalTime end : {it.from, it.to})
      if (!in_range(std::chrono::floor<std::chrono::days>(end))) object(ErrorCode::bad_date);
    if (it.from >= it.to) object(ErrorCode::bad_time);
    if (it.scope == ClosureScope::inspector && !oracle_.inspector({it.who}))
      object(ErrorCode::unknown_inspector);
    if (it.scope == ClosureScope::centre && !oracle_.centre({it.who}))
      object(ErrorCode::unknown_centre);
    if (it.scope == ClosureScope::office && it.who != call_.actor.who)
      object(ErrorCode::not_allowed);
  }

  void operator()(const RemoveClosures& command) {
    named(command.closures);
    for (const ClosureId id : command.closures)
      if (!planning_.closures.contains(id)) object(ErrorCode::unknown_closure);
  }

  void operator()(const SetRules& command) {
    text(command.note);
    if (command.entries.size() > 1000) object(ErrorCode::too_large);
    if (command.entries == oracle_.rules()) object(ErrorCode::nothing_to_do);
    for (const RuleEntry& entry : command.entries)
      if (!in_range(entry.from) || !oracle_.is_good(entry)) object(ErrorCode::bad_rule);
  }

  void operator()(const ImportPlanning& command) {
    if (command.sessions.empty()) object(ErrorCode::nothing_to_do);
    std::vector<Busy> made;
    for (const auto& item : command.sessions) {
      text(item.external_ref);
      time(item.date, item.hours, true);
      posting(item.inspector, item.date);
      made.push_back({item.inspector, item.date + item.hours.start, item.date + item.hours.end});
      unsigned slots = 0;
      if (item.category) {
        category(item.inspector, item.centre, *item.category);
        slots = imported_slots(item);
        if (slots == 0 || slots > 64) object(ErrorCode::grid_does_not_fit);
      } else if (item.centre && !oracle_.centre(item.centre)) {
        object(ErrorCode::unknown_centre);
      }
      std::set<unsigned> taken(item.unavailable.begin(), item.unavailable.end());
      for (const auto& held : item.reservations) {
        text(held.external_ref);
        if (held.slots.empty()) object(ErrorCode::slot_taken);
        for (const unsigned ordinal : held.slots)
          if (!taken.insert(ordinal).second) object(ErrorCode::slot_taken);
      }
      if (!taken.empty() && *taken.rbegin() >= slots) object(ErrorCode::unknown_slot);
    }
    overlaps(made, {});
  }

 private:
  struct Busy {
    InspectorId inspector;
    LocalTime start;
    LocalTime end;
  };

  void object(ErrorCode code) { codes_.insert(code); }

  [[nodiscard]] bool has_begun(LocalTime start) const {
    return Oracle::instant(call_.departement, start) <= now_;
  }
  [[nodiscard]] Minutes slot_length(Date date) const {
    return Minutes{oracle_.number_rule("unit.minutes", date, 30) *
                   oracle_.number_rule("slot.units", date, 1)};
  }
  /// The slots of a planned session that is imported; none where its grid does not fit.
  [[nodiscard]] unsigned imported_slots(const ImportPlanning::Item& item) const {
    if (!item.grid) return static_cast<unsigned>(item.hours.length() / slot_length(item.date));
    const Grid& grid = *item.grid;
    const bool makes_sense = grid.unit_minutes >= 1 && grid.unit_minutes <= 240 &&
                             grid.units_of_slot >= 1 && grid.units_of_slot <= 16;
    const bool fits = grid.slot_count * grid.slot_length() <= item.hours.length();
    return makes_sense && fits ? grid.slot_count : 0;
  }

  void amount(std::size_t count) {
    if (count == 0) object(ErrorCode::nothing_to_do);
    if (count > 1000) object(ErrorCode::too_large);
  }
  template <class Ids>
  void named(const Ids& ids) {
    amount(ids.size());
    twice(ids);
  }
  template <class Ids>
  void twice(const Ids& ids) {
    const std::set<typename Ids::value_type> once(ids.begin(), ids.end());
    if (once.size() != ids.size()) object(ErrorCode::named_twice);
  }
  void text(const std::string& note) {
    const bool has_control = std::any_of(note.begin(), note.end(), [](char letter) {
      return letter != '\n' && static_cast<unsigned char>(letter) < 0x20;
    });
    if (note.size() > 2000 || has_control) object(ErrorCode::bad_text);
  }
  void time(Date date, Hours hours, bool may_be_past) {
    if (!in_range(date)) object(ErrorCode::bad_date);
    const bool is_time =
        Minutes{0} <= hours.start && hours.start < hours.end && hours.end <= Minutes{24 * 60};
    if (!is_time) object(ErrorCode::bad_time);
    if (!may_be_past && has_begun(date + hours.start)) object(ErrorCode::past);
  }
  void posting(InspectorId id, Date date) {
    const Inspector* it = oracle_.inspector(id);
    if (it == nullptr) return object(ErrorCode::unknown_inspector);
    for (const Posting& posting : it->postings)
      if (posting.period.first <= date && date <= posting.period.last) {
        if (posting.departement != call_.departement) object(ErrorCode::posted_elsewhere);
        return;
      }
    object(ErrorCode::no_posting);
  }
  void category(InspectorId inspector_id, CentreId centre_id, Category category) {
    const Inspector* inspector = oracle_.inspector(inspector_id);
    if (inspector == nullptr)
      object(ErrorCode::unknown_inspector);
    else if (!inspector->categories.empty() && !inspector->categories.contains(category))
      object(ErrorCode::category_not_examined);
    const Centre* centre = oracle_.centre(centre_id);
    if (centre == nullptr) return object(ErrorCode::unknown_centre);
    const bool overseas = centre->departement.code() == "974";
    if (overseas != (call_.departement.code() == "974")) object(ErrorCode::zone_mismatch);
    if (!centre->categories.empty() && !centre->categories.contains(category))
      object(ErrorCode::category_not_at_centre);
  }
  void calendar(InspectorId inspector, CentreId centre, Date date, Hours hours) {
    if (oracle_.is_holiday(call_.departement, date)) object(ErrorCode::holiday);
    if (oracle_.is_closed(call_.departement, inspector, centre, date + hours.start,
                          date + hours.end))
      object(ErrorCode::closed);
  }
  void school(SchoolId id, Category category) {
    const School* it = oracle_.school(id);
    if (it == nullptr) return object(ErrorCode::unknown_school);
    if (!it->active) object(ErrorCode::inactive_school);
    if (!it->categories.empty() && !it->categories.contains(category))
      object(ErrorCode::category_not_taught);
  }
  /// No two sessions of one inspector at one time, new ones among each other included.
  void overlaps(const std::vector<Busy>& made, SessionId moved) {
    std::vector<Busy> busy = made;
    for (const auto& [id, it] : planning_.sessions)
      if (id != moved) busy.push_back({it.inspector, it.start(), it.end()});
    for (std::size_t one = 0; one < made.size(); ++one)
      for (std::size_t other = one + 1; other < busy.size(); ++other)
        if (busy[one].inspector == busy[other].inspector && busy[one].start < busy[other].end &&
            busy[other].start < busy[one].end)
          object(ErrorCode::session_overlap);
  }

  const Session* session(SessionId id) {
    const auto found = planning_.sessions.find(id);
    if (found != planning_.sessions.end()) return &found->second;
    object(ErrorCode::unknown_session);
    return nullptr;
  }
  const Session* planned(SessionId id) {
    const Session* it = session(id);
    if (it == nullptr || it->plan) return it;
    object(ErrorCode::session_not_planned);
    return nullptr;
  }
  const Slot* slot(const SlotId& id) {
    const Session* it = planned(id.session);
    if (it == nullptr) return nullptr;
    if (it->planned_times != id.plan.value) object(ErrorCode::slot_outdated);
    const auto found = it->plan->slots.find(id.ordinal);
    if (found == it->plan->slots.end()) object(ErrorCode::unknown_slot);
    if (it->planned_times != id.plan.value || found == it->plan->slots.end()) return nullptr;
    return &found->second;
  }
  void is_free(const Slot& slot) {
    if (slot.status == SlotStatus::reserved) object(ErrorCode::slot_taken);
    if (slot.status == SlotStatus::unavailable) object(ErrorCode::slot_unavailable);
  }
  [[nodiscard]] LocalTime start_of(ReservationId id, unsigned ordinal) const {
    return planning_.sessions.at(planning_.reservations.at(id).session).start_of(ordinal);
  }
  void ahead(const SlotId& id) {
    if (has_begun(planning_.sessions.at(id.session).start_of(id.ordinal))) object(ErrorCode::past);
  }
  /// The slots to be cancelled, by reservation.
  template <class Cancel>
  std::map<ReservationId, std::set<unsigned>> cancelled(const Cancel& command) {
    std::map<ReservationId, std::set<unsigned>> slots;
    if (command.reservations.empty() && command.slots.empty()) object(ErrorCode::nothing_to_do);
    if (command.reservations.size() > 1000 || command.slots.size() > 1000)
      object(ErrorCode::too_large);
    twice(command.reservations);
    twice(command.slots);
    for (const ReservationId id : command.reservations) {
      if (planning_.reservations.contains(id))
        slots[id] = planning_.slots_of(id);
      else
        object(ErrorCode::unknown_reservation);
    }
    for (const SlotId& id : command.slots) {
      const Slot* it = slot(id);
      if (it == nullptr) continue;
      if (it->status != SlotStatus::reserved)
        object(ErrorCode::slot_not_reserved);
      else if (!slots[it->holder].insert(id.ordinal).second)
        object(ErrorCode::named_twice);
    }
    return slots;
  }

  const Oracle& oracle_;
  const Call& call_;
  Instant now_;
  const Planning& planning_;
  Codes codes_;
};

}  // namespace

Codes Oracle::objections(const Call& call, const AnyCommand& command, Instant now) const {
  Objections objections(*this, call, now);
  std::visit(objections, command);
  return objections.take();
}

}  // namespace creneau::oracle
