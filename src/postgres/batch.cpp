#include "postgres/batch.hpp"

#include <algorithm>

#include "creneau/model/give_ids.hpp"
#include "creneau/port/outbox.hpp"
#include "json/notes.hpp"
#include "postgres/rows.hpp"

namespace creneau::postgres {

namespace {

using json::Array;
using json::Json;
using json::Object;

/// Whether nothing is needed but that slots are free: whatever the others of its kind do.
[[nodiscard]] bool only_takes_slots(const ChangeSet& changes) noexcept {
  return changes.sessions.empty() && changes.closures_changed.empty() && !changes.rules_changed &&
         std::all_of(changes.reservations.begin(), changes.reservations.end(),
                     [](const ReservationChange& it) { return it.slots_before.empty(); }) &&
         std::all_of(changes.blocks.begin(), changes.blocks.end(),
                     [](const BlockChange& it) { return it.blocked; });
}

/// Writes the sets of a batch, one after the other.
class Writer {
 public:
  void add(const ChangeSet& changes, std::int64_t token) {
    changes_ = &changes;
    add_expectations();
    for (const ReservationChange& it : changes.reservations) add(it);
    for (const BlockChange& it : changes.blocks) add(it);
    for (const SessionChange& it : changes.sessions) add(it);
    for (const ClosureChange& it : changes.closures_changed) add(it);
    if (changes.rules_changed) add(*changes.rules_changed);
    for (const Notice& it : changes.notices) add(it);
    add_set(token);
    const bool joins = only_takes_slots(changes) && runs_.size() != 0 && is_open_;
    if (joins)
      runs_.back().as_object()["last"] = place_;
    else
      runs_.push_back(Object{{"first", place_}, {"last", place_}});
    is_open_ = only_takes_slots(changes);
    ++place_;
  }

  [[nodiscard]] std::string finish(std::size_t index) {
    Object batch{{"index", index}, {"runs", std::move(runs_)}};
    for (auto& [name, rows] : lists_) batch[name] = std::move(rows);
    return serialize(batch);
  }

 private:
  /// A row of this set in the list of that name.
  void put(const char* list, Object row) {
    row["place"] = place_;
    for (auto& [name, rows] : lists_)
      if (name == list) {
        rows.push_back(std::move(row));
        return;
      }
    lists_.emplace_back(list, Array{std::move(row)});
  }

  void add_expectations() {
    for (const Session& it : changes_->relied_on)
      put("relied_on", {{"session", it.id.value}, {"plan", it.plan.value}});
  }

  void add(const ReservationChange& it) {
    const auto bits = [](SlotSet slots) { return static_cast<std::int64_t>(slots.bits()); };
    if (!it.slots_before.empty())
      put("reservations_were", {{"id", it.id.value},
                                {"revision", it.revision_before.value},
                                {"session", it.session.value},
                                {"plan", it.plan_before.value},
                                {"slots", bits(it.slots_before)}});
    for (const unsigned ordinal : it.leaves())
      put("slots_go", slot(it.session, it.plan_before, ordinal, it.id.value));
    for (const unsigned ordinal : it.enters()) {
      Object row = slot(it.session, it.plan_after, ordinal, it.id.value);
      row["reason"] = 0;
      row["note"] = "";
      put("slots_come", std::move(row));
    }
    if (it.slots_after.empty()) {
      put("reservations_go", {{"id", it.id.value}});
      return;
    }
    Object row{{"id", it.id.value},
               {"session", it.session.value},
               {"plan", it.plan_after.value},
               {"slots", bits(it.slots_after)},
               {"front", it.slots_after.front()}};
    if (!it.slots_before.empty()) {
      put("reservations_change", std::move(row));
      return;
    }
    row["school"] = it.school.value;
    row["external_ref"] = it.external_ref;
    put("reservations_come", std::move(row));
  }

  void add(const BlockChange& it) {
    for (const unsigned ordinal : it.slots) {
      Object row = slot(it.session, it.plan, ordinal, nullptr);
      if (it.blocked || changes_->takes_along(it)) {
        Object with_reason = row;
        with_reason["reason"] = stored_enum(it.reason);
        with_reason["note"] = it.note;
        put(it.blocked ? "slots_come" : "blocks_were", std::move(with_reason));
      }
      if (!it.blocked) put("slots_go", std::move(row));
    }
  }

  void add(const SessionChange& it) {
    if (!it.after) {
      put("sessions_go", {{"id", it.before->id.value}, {"revision", it.before->revision.value}});
      return;
    }
    const Session& after = *it.after;
    Object row{{"id", after.id.value},
               {"inspector", after.inspector.value},
               {"start_at", stored(after.start())},
               {"end_at", stored(after.end())},
               {"proposed_centre", after.proposed_centre.value},
               {"plan", after.plan.value},
               {"external_ref", after.external_ref}};
    if (const auto& planning = after.planning) {
      row["planned"] = after.plan.value;
      row["centre"] = planning->centre.value;
      row["category"] = stored_enum(planning->category);
      row["part"] = stored_enum(planning->part);
      row["unit_minutes"] = planning->grid.unit_minutes;
      row["units_of_slot"] = planning->grid.units_of_slot;
      row["slot_count"] = planning->grid.slot_count;
      row["planned_by"] = planning->planned_by.value;
    }
    if (it.before) {
      row["revision"] = it.before->revision.value;
      if (it.before->is_planned()) row["planned_before"] = it.before->plan.value;
    }
    put(it.before ? "sessions_change" : "sessions_come", std::move(row));
    if (!it.before) ++made_.sessions;
  }

  void add(const ClosureChange& it) {
    const Closure& closure = it.closure;
    if (!it.added) {
      put("closures_go", {{"id", closure.id.value}});
      return;
    }
    const auto fresh = ClosureId::fresh(static_cast<std::size_t>(made_.closures++));
    put("closures_come", {{"id", fresh.value},
                          {"scope", stored_enum(closure.scope)},
                          {"who", closure.who},
                          {"from_at", stored(closure.from)},
                          {"to_at", stored(closure.to)},
                          {"reason", stored_enum(closure.reason)},
                          {"note", closure.note}});
  }

  void add(const RulesChange& it) {
    Array entries;
    for (const RuleEntry& entry : it.after)
      entries.push_back(Object{{"place", entries.size()},
                               {"from_day", stored(entry.from)},
                               {"key", entry.key},
                               {"value", entry.value}});
    put("rules_come", {{"version", changes_->rules.value + 1}, {"entries", std::move(entries)}});
  }

  void add(const Notice& it) {
    Array lines;
    for (const NoticeLine& line : it.lines) lines.push_back(json::of(line));
    const auto status = it.address.empty() ? NoticeStatus::undeliverable : NoticeStatus::pending;
    const auto fresh = NoticeId::fresh(static_cast<std::size_t>(made_.notices++));
    put("notices", {{"id", fresh.value},
                    {"kind", stored_enum(it.kind)},
                    {"to_school", it.to_school.value},
                    {"to_office", it.to_office.value},
                    {"from_office", it.from_office.value},
                    {"at", stored(it.at)},
                    {"reason", stored_enum(it.reason)},
                    {"note", it.note},
                    {"lines", serialize(lines)},
                    {"address", it.address},
                    {"reply_to", it.reply_to},
                    {"subject", it.message.subject},
                    {"text", it.message.text},
                    {"html", it.message.html},
                    {"status", stored_enum(status)},
                    {"next_attempt", stored(changes_->at)}});
  }

  void add_set(std::int64_t token) {
    for (const ReservationChange& it : changes_->reservations)
      if (it.id.is_fresh()) ++made_.reservations;
    Object changes = json::changes_of(*changes_);
    std::string notes = json::take_notes(changes);
    Object row{{"at", stored(changes_->at)},
               {"command", stored_enum(changes_->command)},
               {"role", stored_enum(changes_->actor.role)},
               {"who", changes_->actor.who},
               {"subject", changes_->actor.subject},
               {"request", changes_->request},
               {"content", static_cast<std::int64_t>(changes_->content.value)},
               {"reason", stored_enum(changes_->reason)},
               {"note", changes_->note},
               {"changes", serialize(changes)},
               {"notes", std::move(notes)},
               {"rules", changes_->rules.value},
               {"sessions_before", before_.sessions},
               {"reservations_before", before_.reservations},
               {"closures_before", before_.closures},
               {"notices_before", before_.notices},
               {"sessions_made", made_.sessions},
               {"reservations_made", made_.reservations},
               {"closures_made", made_.closures},
               {"notices_made", made_.notices},
               {"token", token}};
    if (changes_->closures) row["closures"] = changes_->closures->value;
    put("sets", std::move(row));
    before_.sessions += made_.sessions;
    before_.reservations += made_.reservations;
    before_.closures += made_.closures;
    before_.notices += made_.notices;
    made_ = IdCounters{};
  }

  [[nodiscard]] static Object slot(SessionId session, PlanNumber plan, unsigned ordinal,
                                   Json reservation) {
    return {{"session", session.value},
            {"plan", plan.value},
            {"ordinal", ordinal},
            {"reservation", std::move(reservation)}};
  }

  const ChangeSet* changes_ = nullptr;
  std::int64_t place_ = 0;
  bool is_open_ = false;
  Array runs_;
  std::vector<std::pair<std::string_view, Array>> lists_;
  IdCounters before_;  ///< made by the sets before this one
  IdCounters made_;    ///< made by this one
};

}  // namespace

std::string batch_of(std::span<const ChangeSet> sets, std::span<const std::int64_t> tokens) {
  Writer writer;
  for (std::size_t place = 0; place < sets.size(); ++place) writer.add(sets[place], tokens[place]);
  return writer.finish(sets.front().departement.index());
}

}  // namespace creneau::postgres
