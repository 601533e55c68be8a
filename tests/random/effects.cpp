// What an accepted command does, by the domain's life cycles.

#include <algorithm>

#include "random/oracle.hpp"

namespace creneau::oracle {

class Effects {
 public:
  Effects(Oracle& oracle, const Call& call, Instant now, const Receipt& receipt, bool chosen_now)
      : oracle_(oracle),
        call_(call),
        now_(now),
        changes_(receipt.changes),
        chosen_now_(chosen_now),
        planning_(oracle.plannings_.at(call.departement)) {
    ++planning_.number;
  }

  [[nodiscard]] Consequences take() { return std::move(consequences_); }

  void operator()(const CreateSessions& command) {
    for (std::size_t index = 0; index < command.sessions.size(); ++index) {
      const auto& item = command.sessions[index];
      Session it;
      it.inspector = item.inspector;
      it.date = item.date;
      it.hours = item.hours ? *item.hours : oracle_.half_day(item.half_day, item.date);
      it.external_ref = item.external_ref;
      add(index, it);
    }
  }

  void operator()(const RemoveSessions& command) {
    for (const SessionId id : command.sessions) planning_.sessions.erase(id);
  }

  void operator()(const PlanSessions& command) {
    for (const SessionId id : command.sessions) {
      Session& it = planning_.sessions.at(id);
      ++it.planned_times;
      it.written = planning_.number;
      it.proposed_centre = {};
      Plan plan = plan_of(it, command.centre, command.category, command.part);
      plan.planned_by = call_.actor.office();
      const int slots = static_cast<int>(plan.slots.size());
      const Minutes left = it.hours.length() - slots * plan.slot_length();
      if (left > Minutes{0}) remark(Remark::Kind::minutes_left_over, id, left.count());
      const int exam = oracle_.units_of_exam(command.category, command.part, it.date);
      if (exam > 0) {
        const int slots_of_exam = (exam + plan.units_of_slot - 1) / plan.units_of_slot;
        const int orphans = slots % slots_of_exam * plan.units_of_slot;
        if (orphans > 0) remark(Remark::Kind::orphan_units, id, orphans);
      }
      it.plan = std::move(plan);
    }
  }

  void operator()(const UnplanSessions& command) {
    for (const SessionId id : command.sessions) {
      Session& it = planning_.sessions.at(id);
      for (const ReservationId held : reservations_of(it)) {
        tell_school(NoticeKind::cancelled_by_office, held, planning_.slots_of(held), false);
        planning_.reservations.erase(held);
      }
      it.plan.reset();
      it.written = planning_.number;
    }
  }

  void operator()(const ChangeSession& command) {
    Session& it = planning_.sessions.at(command.session);
    const Minutes length = it.hours.length();
    if (command.inspector) it.inspector = command.inspector;
    if (command.centre) it.plan->centre = command.centre;
    if (command.date) it.date = *command.date;
    if (command.start) it.hours = {*command.start, *command.start + length};
    ++it.planned_times;
    it.written = planning_.number;
    for (const ReservationId held : reservations_of(it)) {
      planning_.reservations.at(held).written = planning_.number;
      tell_school(NoticeKind::changed, held, planning_.slots_of(held), true);
    }
  }

  void operator()(const ReserveSlots& command) {
    std::map<SessionId, std::set<unsigned>> wanted;
    for (const SlotId& slot : command.slots) wanted[slot.session].insert(slot.ordinal);
    std::set<std::pair<SessionId, std::vector<unsigned>>> runs;
    for (const auto& [session, ordinals] : wanted) {
      std::vector<unsigned> run;
      for (const unsigned ordinal : ordinals) {
        if (!run.empty() && run.back() + 1 != ordinal) {
          runs.insert({session, run});
          run.clear();
        }
        run.push_back(ordinal);
      }
      runs.insert({session, run});
    }
    std::set<std::pair<SessionId, std::vector<unsigned>>> made;
    for (const auto& change : changes_.reservations) {
      made.insert({change.session, {change.slots_after.begin(), change.slots_after.end()}});
      reserve(change.id, change.session, change.slots_after, command.school, command.external_ref);
    }
    expect(made == runs && made.size() == changes_.reservations.size(),
           "other slots were reserved than those named");
  }

  void operator()(const ReserveWish& command) {
    check_choice(command);
    for (const auto& change : changes_.reservations)
      reserve(change.id, change.session, change.slots_after, command.school, command.external_ref);
  }

  void operator()(const CancelByOffice& command) {
    for (const auto& [id, slots] : cancelled(command)) {
      const bool all = slots == planning_.slots_of(id);
      const std::set<unsigned> ahead = still_ahead(id, slots);
      if (!ahead.empty()) tell_school(NoticeKind::cancelled_by_office, id, ahead, !all);
      const Date date = session_of(id).date;
      give_up(id, slots, oracle_.rule("cancellation.office_leaves", date, "unavailable"),
              command.reason, command.note);
    }
  }

  void operator()(const CancelBySchool& command) {
    for (const auto& [id, slots] : cancelled(command)) {
      const bool all = slots == planning_.slots_of(id);
      tell_school(NoticeKind::cancellation_confirmed, id, slots, !all);
      tell({NoticeKind::cancelled_by_school, {}, session_of(id).plan->planned_by}, id, slots, !all);
      const Date date = session_of(id).date;
      give_up(id, slots, oracle_.rule("cancellation.school_leaves", date, "free"), Reason::unstated,
              command.note);
    }
  }

  void operator()(const BlockSlots& command) {
    for (const SlotId& id : command.slots)
      slot(id) = {SlotStatus::unavailable, {}, command.reason, command.note};
  }

  void operator()(const UnblockSlots& command) {
    for (const SlotId& id : command.slots) slot(id) = Slot{};
  }

  void operator()(const AddClosure& command) {
    Closure it = command.closure;
    it.departement = call_.departement;
    if (!expect(changes_.closures_changed.size() == 1, "not one closure was added")) return;
    it.id = new_id(changes_.closures_changed.front().closure.id);
    planning_.closures[it.id] = it;
    for (const auto& [id, session] : planning_.sessions) {
      if (!session.plan) continue;
      const bool concerned =
          it.scope == ClosureScope::office ||
          (it.scope == ClosureScope::inspector && it.who == session.inspector.value) ||
          (it.scope == ClosureScope::centre && it.who == session.plan->centre.value);
      if (!concerned || session.end() <= it.from || it.to <= session.start()) continue;
      int reserved = 0;
      for (const auto& [ordinal, slot] : session.plan->slots)
        if (slot.status == SlotStatus::reserved) reserved += session.plan->units_of_slot;
      remark(Remark::Kind::session_in_closure, id, reserved);
    }
  }

  void operator()(const RemoveClosures& command) {
    for (const ClosureId id : command.closures) planning_.closures.erase(id);
  }

  void operator()(const SetRules& command) {
    oracle_.rules_ = command.entries;
    ++oracle_.rules_version_;
  }

  void operator()(const ImportPlanning& command) {
    std::size_t place = 0;
    for (std::size_t index = 0; index < command.sessions.size(); ++index) {
      const auto& item = command.sessions[index];
      Session it;
      it.inspector = item.inspector;
      it.date = item.date;
      it.hours = item.hours;
      it.external_ref = item.external_ref;
      if (item.category) {
        it.planned_times = 1;
        it.plan = plan_of(it, item.centre, *item.category, item.part);
        it.plan->planned_by = command.office;
        if (item.grid) {
          it.plan->unit_minutes = item.grid->unit_minutes;
          it.plan->units_of_slot = item.grid->units_of_slot;
          it.plan->slots.clear();
          for (unsigned ordinal = 0; ordinal < item.grid->slot_count; ++ordinal)
            it.plan->slots[ordinal];
        }
        for (const unsigned ordinal : item.unavailable)
          it.plan->slots.at(ordinal).status = SlotStatus::unavailable;
      } else {
        it.proposed_centre = item.centre;
      }
      const SessionId id = add(index, it);
      for (const auto& held : item.reservations) {
        if (!expect(place < changes_.reservations.size(), "a reservation was not imported")) return;
        const auto& change = changes_.reservations[place++];
        expect(change.session == id && change.slots_after == held.slots,
               "a reservation was imported as another");
        reserve(change.id, id, held.slots, held.school, held.external_ref, command.notify);
      }
    }
  }

 private:
  bool expect(bool holds, const char* fault) {
    if (!holds) consequences_.faults.push_back(fault);
    return holds;
  }

  template <class EntityId>
  EntityId new_id(EntityId id) {
    expect(id.value > 0 && oracle_.ids_.insert(id.value * 8 + kind_of(id)).second,
           "a new id was used before");
    return id;
  }
  static int kind_of(SessionId) { return 0; }
  static int kind_of(ReservationId) { return 1; }
  static int kind_of(ClosureId) { return 2; }

  SessionId add(std::size_t index, Session it) {
    it.written = planning_.number;
    if (!expect(index < changes_.sessions.size() && changes_.sessions[index].after,
                "a session was not made"))
      return {};
    const SessionId id = new_id(changes_.sessions[index].after->id);
    planning_.sessions[id] = std::move(it);
    return id;
  }

  [[nodiscard]] Plan plan_of(const Session& session, CentreId centre, Category category,
                             ExamPart part) const {
    Plan plan;
    plan.centre = centre;
    plan.category = category;
    plan.part = part;
    plan.unit_minutes = oracle_.number_rule("unit.minutes", session.date, 30);
    plan.units_of_slot = oracle_.number_rule("slot.units", session.date, 1);
    for (unsigned ordinal = 0;
         static_cast<int>(ordinal + 1) * plan.slot_length() <= session.hours.length(); ++ordinal)
      plan.slots[ordinal];
    return plan;
  }

  Slot& slot(const SlotId& id) {
    return planning_.sessions.at(id.session).plan->slots.at(id.ordinal);
  }
  [[nodiscard]] Session& session_of(ReservationId id) {
    return planning_.sessions.at(planning_.reservations.at(id).session);
  }
  [[nodiscard]] static std::set<ReservationId> reservations_of(const Session& session) {
    std::set<ReservationId> held;
    for (const auto& [ordinal, slot] : session.plan->slots)
      if (slot.status == SlotStatus::reserved) held.insert(slot.holder);
    return held;
  }

  template <class Cancel>
  [[nodiscard]] std::map<ReservationId, std::set<unsigned>> cancelled(const Cancel& command) {
    std::map<ReservationId, std::set<unsigned>> slots;
    for (const ReservationId id : command.reservations) slots[id] = planning_.slots_of(id);
    for (const SlotId& id : command.slots) slots[slot(id).holder].insert(id.ordinal);
    return slots;
  }

  /// Those of a reservation's slots that have not begun.
  [[nodiscard]] std::set<unsigned> still_ahead(ReservationId id, std::set<unsigned> slots) {
    std::erase_if(slots, [&](unsigned ordinal) {
      return Oracle::instant(call_.departement, session_of(id).start_of(ordinal)) <= now_;
    });
    return slots;
  }

  void reserve(ReservationId id, SessionId session, SlotSet slots, SchoolId school,
               const std::string& external_ref, bool tells = true) {
    new_id(id);
    Session& it = planning_.sessions.at(session);
    for (const unsigned ordinal : slots) {
      const auto found = it.plan->slots.find(ordinal);
      if (!expect(found != it.plan->slots.end() && found->second.status == SlotStatus::free,
                  "a slot that was not free was reserved"))
        return;
      found->second = {SlotStatus::reserved, id, {}, {}};
    }
    planning_.reservations[id] = {school, session, external_ref, planning_.number};
    if (tells) tell_school(NoticeKind::reserved, id, planning_.slots_of(id), true);
  }

  void give_up(ReservationId id, const std::set<unsigned>& slots, const std::string& leaves,
               Reason reason, const std::string& note) {
    for (const unsigned ordinal : slots)
      session_of(id).plan->slots.at(ordinal) =
          leaves == "free" ? Slot{} : Slot{SlotStatus::unavailable, {}, reason, note};
    planning_.reservations.at(id).written = planning_.number;
    if (planning_.slots_of(id).empty()) planning_.reservations.erase(id);
  }

  void remark(Remark::Kind kind, SessionId session, std::int64_t amount) {
    consequences_.remarks.insert({kind, session.value, amount});
  }
  void tell_school(NoticeKind kind, ReservationId id, const std::set<unsigned>& slots, bool held) {
    tell({kind, planning_.reservations.at(id).school, {}}, id, slots, held);
  }
  void tell(const Recipient& recipient, ReservationId id, const std::set<unsigned>& slots,
            bool held) {
    const int units = static_cast<int>(slots.size()) * session_of(id).plan->units_of_slot;
    consequences_.told[recipient][id] = {units, held};
  }

  /// What the engine chose fulfils the wish, in the best place.
  void check_choice(const ReserveWish& command) {
    const int asked = std::max(command.exams, command.units.value);
    const auto in_order = oracle_.candidates(call_.departement, command, now_);
    int given = 0;
    int largest_slot = 1;
    for (const auto& change : changes_.reservations) {
      const bool is_candidate =
          std::find(in_order.begin(), in_order.end(), change.session) != in_order.end();
      if (!expect(is_candidate && !change.slots_after.empty(),
                  "slots were chosen of a session that does not fit"))
        return;
      const Session& session = planning_.sessions.at(change.session);
      const SlotSet slots = change.slots_after;
      expect(slots == SlotSet::run(slots.front(), slots.size()), "slots chosen are not adjacent");
      for (const unsigned ordinal : slots)
        expect(session.plan->slots.contains(ordinal) &&
                   oracle_.is_usable(call_.departement, session, ordinal, now_),
               "a slot was chosen that cannot be reserved");
      const int size = static_cast<int>(slots.size());
      const int of_exam = command.exams > 0 ? oracle_.slots_wanted(command, session, 1) : 1;
      expect(size % of_exam == 0, "an exam was cut apart");
      given += command.exams > 0 ? size / of_exam : size * session.plan->units_of_slot;
      largest_slot = std::max(largest_slot, session.plan->units_of_slot);
    }
    const int most = command.exams > 0 ? asked : asked + largest_slot - 1;
    expect(asked <= given && given <= most, "more or less was chosen than asked for");
    if (!chosen_now_) return;
    for (const SessionId id : in_order) {
      const Session& session = planning_.sessions.at(id);
      const auto needed = static_cast<unsigned>(oracle_.slots_wanted(command, session, asked));
      for (const auto& run : oracle_.usable_runs(call_.departement, session, now_)) {
        if (run.size() < needed) continue;
        expect(changes_.reservations.size() == 1 && changes_.reservations.front().session == id &&
                   changes_.reservations.front().slots_after == SlotSet::run(run.front(), needed),
               "slots were not chosen in the first place where all are adjacent");
        return;
      }
    }
  }

  Oracle& oracle_;
  const Call& call_;
  Instant now_;
  const ChangeSet& changes_;
  bool chosen_now_;
  Planning& planning_;
  Consequences consequences_;
};

Consequences Oracle::accept(const Call& call, const AnyCommand& command, Instant now,
                            const Receipt& receipt, bool chosen_now) {
  Effects effects(*this, call, now, receipt, chosen_now);
  std::visit(effects, command);
  if (!call.request.empty())
    plannings_.at(call.departement).requests[{call.actor.role, call.actor.who, call.request}] = {
        testing::description_of(command), receipt};
  return effects.take();
}

}  // namespace creneau::oracle
