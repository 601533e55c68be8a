#include "postgres/batch.hpp"

#include <algorithm>

#include "creneau/model/give_ids.hpp"
#include "creneau/port/outbox.hpp"
#include "json/notes.hpp"
#include "postgres/row_array.hpp"
#include "postgres/rows.hpp"

namespace creneau::postgres {

namespace {

using Number = std::optional<std::int64_t>;

/// Whether nothing is needed but that slots are free: whatever the others of its kind do.
[[nodiscard]] bool only_takes_slots(const ChangeSet& changes) noexcept {
  return changes.sessions.empty() && changes.closures_changed.empty() && !changes.rules_changed &&
         std::all_of(changes.reservations.begin(), changes.reservations.end(),
                     [](const ReservationChange& it) { return it.slots_before.empty(); }) &&
         std::all_of(changes.blocks.begin(), changes.blocks.end(),
                     [](const BlockChange& it) { return it.blocked; });
}

[[nodiscard]] std::int64_t bits(SlotSet slots) noexcept {
  return static_cast<std::int64_t>(slots.bits());
}

/// Writes the sets of a batch, one after the other.
class Writer {
 public:
  void add(const ChangeSet& changes, std::int64_t token) {
    changes_ = &changes;
    for (const Session& it : changes.relied_on) relied_on_.add(place_, it.id.value, it.plan.value);
    for (const ReservationChange& it : changes.reservations) add(it);
    for (const BlockChange& it : changes.blocks) add(it);
    for (const SessionChange& it : changes.sessions) add(it);
    for (const ClosureChange& it : changes.closures_changed) add(it);
    if (changes.rules_changed) add(*changes.rules_changed);
    for (const Notice& it : changes.notices) add(it);
    add_set(token);
    const bool joins = only_takes_slots(changes);
    if (!joins || !is_open_run_) end_run();
    is_open_run_ = joins;
    ++place_;
  }

  [[nodiscard]] Query finish(Revision known, std::string_view leaf) {
    end_run();
    Query query(
        "SELECT * FROM creneau.commit{d}($1::bigint, $2::bigint, $3, $4, $5, $6, $7, $8, $9, $10, "
        "$11,"
        " $12, $13, $14, $15, $16, $17, $18, $19)",
        leaf);
    query.bind(static_cast<std::int64_t>(changes_->departement.index())).bind(known.value);
    // In the order of the function.
    for (RowArray* it : {&runs_, &sets_, &relied_on_, &reservations_were_, &blocks_were_,
                         &slots_go_, &sessions_go_, &sessions_change_, &sessions_come_,
                         &reservations_go_, &reservations_change_, &reservations_come_,
                         &slots_come_, &closures_go_, &closures_come_, &rules_come_, &notices_}) {
      if (it->empty())
        query.bind_null();
      else
        query.bind(std::move(*it).take());
    }
    return query;
  }

 private:
  /// The sets since the last run are one.
  void end_run() {
    if (place_ > run_) runs_.add(run_, place_ - 1);
    run_ = place_;
  }

  void add(const ReservationChange& it) {
    const auto row = [&](RowArray& to, PlanNumber plan, SlotSet slots) {
      to.add(place_, it.id.value, it.revision_before.value, it.school.value, it.session.value,
             plan.value, bits(slots), slots.front(), it.external_ref);
    };
    if (!it.slots_before.empty()) row(reservations_were_, it.plan_before, it.slots_before);
    for (const unsigned ordinal : it.leaves())
      slot(slots_go_, it.session, it.plan_before, ordinal, it.id.value);
    for (const unsigned ordinal : it.enters())
      slot(slots_come_, it.session, it.plan_after, ordinal, it.id.value);
    if (it.slots_after.empty())
      reservations_go_.add(place_, it.id.value, Number{});
    else
      row(it.slots_before.empty() ? reservations_come_ : reservations_change_, it.plan_after,
          it.slots_after);
  }

  void add(const BlockChange& it) {
    for (const unsigned ordinal : it.slots) {
      const auto put = [&](RowArray& to) {
        slot(to, it.session, it.plan, ordinal, Number{}, it.reason, it.note);
      };
      if (it.blocked) {
        put(slots_come_);
        continue;
      }
      if (changes_->takes_along(it)) put(blocks_were_);
      put(slots_go_);
    }
  }

  void slot(RowArray& to, SessionId session, PlanNumber plan, unsigned ordinal, Number reservation,
            Reason reason = Reason::unstated, std::string_view note = {}) {
    to.add(place_, session.value, plan.value, ordinal, reservation, stored_enum(reason), note);
  }

  void add(const SessionChange& it) {
    if (!it.after) {
      sessions_go_.add(place_, it.before->id.value, it.before->revision.value);
      return;
    }
    const Session& after = *it.after;
    const auto& planning = after.planning;
    const auto planned = [&](auto&& figure) {
      return planning ? Number{static_cast<std::int64_t>(figure(*planning))} : Number{};
    };
    Number revision;
    Number planned_before;
    if (it.before) {
      revision = it.before->revision.value;
      if (it.before->is_planned()) planned_before = it.before->plan.value;
    } else {
      ++made_.sessions;
    }
    RowArray& to = it.before ? sessions_change_ : sessions_come_;
    to.add(place_, after.id.value, revision, planned_before, after.inspector.value,
           stored(after.start()), stored(after.end()), after.proposed_centre.value,
           after.plan.value, after.external_ref,
           planned([&](const Planning&) { return after.plan.value; }),
           planned([](const Planning& p) { return p.centre.value; }),
           planned([](const Planning& p) { return stored_enum(p.category); }),
           planned([](const Planning& p) { return stored_enum(p.part); }),
           planned([](const Planning& p) { return p.grid.unit_minutes; }),
           planned([](const Planning& p) { return p.grid.units_of_slot; }),
           planned([](const Planning& p) { return p.grid.slot_count; }),
           planned([](const Planning& p) { return p.planned_by.value; }));
  }

  void add(const ClosureChange& it) {
    const Closure& closure = it.closure;
    if (!it.added) {
      closures_go_.add(place_, closure.id.value, Number{});
      return;
    }
    const auto fresh = ClosureId::fresh(static_cast<std::size_t>(made_.closures++));
    closures_come_.add(place_, fresh.value, stored_enum(closure.scope), closure.who,
                       stored(closure.from), stored(closure.to), stored_enum(closure.reason),
                       closure.note);
  }

  void add(const RulesChange& it) {
    const std::int64_t version = changes_->rules.value + 1;
    // Also a document without entries has a version.
    rules_come_.add(place_, version, Number{}, Number{}, std::string_view{}, std::string_view{});
    std::int64_t entry = 0;
    for (const RuleEntry& row : it.after)
      rules_come_.add(place_, version, entry++, stored(row.from), row.key, row.value);
  }

  void add(const Notice& it) {
    json::Array lines;
    for (const NoticeLine& line : it.lines) lines.push_back(json::of(line));
    const auto status = it.address.empty() ? NoticeStatus::undeliverable : NoticeStatus::pending;
    const auto fresh = NoticeId::fresh(static_cast<std::size_t>(made_.notices++));
    notices_.add(place_, fresh.value, stored_enum(it.kind), it.to_school.value, it.to_office.value,
                 it.from_office.value, stored(it.at), stored_enum(it.reason), it.note,
                 std::string_view(serialize(lines)), it.address, it.reply_to, it.message.subject,
                 it.message.text, it.message.html, stored_enum(status), stored(changes_->at));
  }

  void add_set(std::int64_t token) {
    for (const ReservationChange& it : changes_->reservations)
      if (it.id.is_fresh()) ++made_.reservations;
    json::Object changes = json::changes_of(*changes_);
    const std::string notes = json::take_notes(changes);
    sets_.add(place_, stored(changes_->at), stored_enum(changes_->command),
              stored_enum(changes_->actor.role), changes_->actor.who, changes_->actor.subject,
              changes_->request, static_cast<std::int64_t>(changes_->content.value),
              stored_enum(changes_->reason), changes_->note, std::string_view(serialize(changes)),
              notes, token, changes_->rules.value,
              changes_->closures ? Number{changes_->closures->value} : Number{}, made_.sessions,
              made_.reservations, made_.closures, made_.notices);
    made_ = IdCounters{};
  }

  const ChangeSet* changes_ = nullptr;
  std::int64_t place_ = 0;
  std::int64_t run_ = 0;  ///< where the present run begins
  bool is_open_run_ = false;
  IdCounters made_;  ///< by this set
  RowArray runs_, sets_, relied_on_, reservations_were_, blocks_were_, slots_go_, sessions_go_,
      sessions_change_, sessions_come_, reservations_go_, reservations_change_, reservations_come_,
      slots_come_, closures_go_, closures_come_, rules_come_, notices_;
};

}  // namespace

Query commit_query(std::span<const ChangeSet> sets, std::span<const std::int64_t> tokens,
                   Revision known, std::string_view leaf) {
  Writer writer;
  for (std::size_t place = 0; place < sets.size(); ++place) writer.add(sets[place], tokens[place]);
  return writer.finish(known, leaf);
}

}  // namespace creneau::postgres
