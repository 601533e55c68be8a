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
    begin_set();
    for (const Session& it : changes.relied_on)
      if (!is_seen_with_a_reservation(it)) relied_on_.add(place_, it.id.value, it.plan.value);
    for (const ReservationChange& it : changes.reservations) add(it);
    for (const BlockChange& it : changes.blocks) add(it);
    for (const SessionChange& it : changes.sessions) add(it);
    for (const ClosureChange& it : changes.closures_changed) add(it);
    if (changes.rules_changed) add(*changes.rules_changed);
    for (const Notice& it : changes.notices) add(it);
    add_set(token);
    end_set();
  }

  [[nodiscard]] Query finish(Revision known, std::string_view leaf) {
    end_part();
    std::string sql = "SELECT * FROM creneau.commit{d}(";
    constexpr int kParameters = 23;
    for (int place = 1; place <= kParameters; ++place)
      sql += (place == 1 ? "$" : ", $") + std::to_string(place);
    Query query(sql + ")", leaf);
    query.bind(known.value);
    const auto bind = [&](RowArray& rows) {
      if (rows.empty())
        query.bind_null();
      else
        query.bind(std::move(rows).take());
    };
    // In the order of the function.
    bind(parts_);
    for (std::string* it :
         {&nth_, &sessions_before_, &reservations_before_, &closures_before_, &notices_before_})
      query.bind(*it + "}");
    for (RowArray* it : {&sets_, &relied_on_, &reservations_were_, &blocks_were_, &slots_go_,
                         &sessions_go_, &sessions_change_, &sessions_come_, &reservations_go_,
                         &reservations_change_, &reservations_come_, &slots_come_, &closures_go_,
                         &closures_come_, &rules_come_, &notices_})
      bind(*it);
    return query;
  }

 private:
  /// Sets that are applied at once.
  struct Part {
    std::int64_t first = 0;
    std::int64_t commits = 0;
    IdCounters made;
    bool takes_more = false;  ///< whether a set that only takes slots may follow
    RulesVersion rules;
    std::optional<Revision> closures;
    bool closes = false;
  };

  /// Begins a part of its own, unless the set and those before it only take slots that are free.
  void begin_set() {
    const bool joins = only_takes_slots(*changes_);
    if (!joins || !part_.takes_more || part_.rules != changes_->rules ||
        part_.closures != changes_->closures)
      end_part();
    if (part_.commits == 0)
      part_ = {place_,
               0,
               {},
               joins,
               changes_->rules,
               changes_->closures,
               !changes_->closures_changed.empty()};
    const auto put = [&](std::string& to, std::int64_t count) {
      to += to.empty() ? '{' : ',';
      to += std::to_string(count);
    };
    put(nth_, part_.commits);
    put(sessions_before_, part_.made.sessions);
    put(reservations_before_, part_.made.reservations);
    put(closures_before_, part_.made.closures);
    put(notices_before_, part_.made.notices);
  }
  void end_set() {
    ++part_.commits;
    part_.made.sessions += made_.sessions;
    part_.made.reservations += made_.reservations;
    part_.made.closures += made_.closures;
    part_.made.notices += made_.notices;
    made_ = IdCounters{};
    ++place_;
  }
  void end_part() {
    const Part& it = part_;
    if (it.commits == 0) return;
    parts_.add(it.first, place_ - 1, it.commits, it.made.sessions, it.made.reservations,
               it.made.closures, it.made.notices, it.rules.value,
               it.closures ? Number{it.closures->value} : Number{}, it.closes ? "t" : "f");
    part_ = Part{};
  }

  /// A reservation that comes or changes shows whether its session is at that plan.
  [[nodiscard]] bool is_seen_with_a_reservation(const Session& session) const noexcept {
    return std::any_of(changes_->reservations.begin(), changes_->reservations.end(),
                       [&](const ReservationChange& it) {
                         return !it.slots_after.empty() && it.session == session.id &&
                                it.plan_after == session.plan;
                       });
  }

  void add(const ReservationChange& it) {
    const auto row = [&](RowArray& to, PlanNumber plan, SlotSet slots) {
      to.add(place_, it.id.value, it.revision_before.value, it.school.value, it.session.value,
             plan.value, bits(slots), slots.front(), it.external_ref);
    };
    if (!it.slots_before.empty()) row(reservations_were_, it.plan_before, it.slots_before);
    for (const unsigned ordinal : it.leaves())
      slot(slots_go_, it.session, it.plan_before, ordinal, it.id.value);
    // The slots of a new one follow from it.
    if (!it.slots_before.empty())
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
    const ClosureId id =
        it.added ? ClosureId::fresh(static_cast<std::size_t>(made_.closures++)) : closure.id;
    (it.added ? closures_come_ : closures_go_)
        .add(place_, id.value, stored_enum(closure.scope), closure.who, stored(closure.from),
             stored(closure.to), stored_enum(closure.reason), closure.note);
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
              notes, token, made_.reservations, made_.notices);
  }

  const ChangeSet* changes_ = nullptr;
  std::int64_t place_ = 0;
  Part part_;
  IdCounters made_;  ///< by this set
  // By set: what its part has before it.
  std::string nth_, sessions_before_, reservations_before_, closures_before_, notices_before_;
  RowArray parts_, sets_, relied_on_, reservations_were_, blocks_were_, slots_go_, sessions_go_,
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
