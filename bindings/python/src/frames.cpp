#include "frames.hpp"

#include <algorithm>
#include <optional>

#include "creneau/model/directory.hpp"
#include "filler.hpp"

namespace creneau::python {

namespace {

template <class Row, class Get>
void add_session_columns(Filler<Row>& filler, Get&& session) {
  const auto departement = [&](const Row& row) { return session(row).departement; };
  const auto planned = [&](const Row& row) -> const Planning* {
    return session(row).planning ? &*session(row).planning : nullptr;
  };
  filler
      .column("departement", ColumnType::text,
              [&](const Row& row) { return session(row).departement.code(); })
      .column("inspector", ColumnType::number,
              [&](const Row& row) { return session(row).inspector; })
      .column(
          "centre", ColumnType::number,
          [&](const Row& row) {
            const Planning* const planning = planned(row);
            return optional(planning == nullptr ? session(row).proposed_centre : planning->centre);
          })
      .column("category", ColumnType::text,
              [&](const Row& row) -> std::optional<std::string_view> {
                const Planning* const planning = planned(row);
                if (planning == nullptr) return std::nullopt;
                return code_of(planning->category);
              })
      .column("part", ColumnType::text,
              [&](const Row& row) -> std::optional<std::string_view> {
                const Planning* const planning = planned(row);
                return planning == nullptr ? std::nullopt : part_name(planning->part);
              })
      .zone(departement);
}

[[nodiscard]] std::string names_of(CategorySet categories) {
  std::string names;
  for (std::size_t number = 0; number < kCategoryCount; ++number)
    if (categories.contains(static_cast<Category>(number)))
      (names += names.empty() ? "" : " ") += code_of(static_cast<Category>(number));
  return names;
}

}  // namespace

std::shared_ptr<Frame> sessions_frame(const std::vector<SessionState>& rows) {
  Filler<SessionState> filler(rows);
  const auto session = [](const SessionState& row) -> const Session& { return row.session; };
  const auto departement = [](const SessionState& row) { return row.session.departement; };
  const auto grid = [](const SessionState& row) {
    return row.session.planning ? row.session.planning->grid : Grid{0, 0, 0};
  };
  filler.column("id", ColumnType::number, [](const SessionState& row) { return row.session.id; })
      .time("start", departement, [](const SessionState& row) { return row.session.start(); })
      .time("end", departement, [](const SessionState& row) { return row.session.end(); });
  add_session_columns(filler, session);
  return filler
      .column("planned", ColumnType::flag,
              [](const SessionState& row) { return std::int64_t{row.session.is_planned()}; })
      .column("plan", ColumnType::number,
              [](const SessionState& row) { return row.session.plan.value; })
      .column("revision", ColumnType::number,
              [](const SessionState& row) { return row.session.revision.value; })
      .column("unit_minutes", ColumnType::number,
              [&](const SessionState& row) { return std::int64_t{grid(row).unit_minutes}; })
      .column("units_of_slot", ColumnType::number,
              [&](const SessionState& row) { return std::int64_t{grid(row).units_of_slot}; })
      .column("slot_count", ColumnType::number,
              [&](const SessionState& row) { return std::int64_t{grid(row).slot_count}; })
      .column("reserved", ColumnType::number,
              [](const SessionState& row) { return std::int64_t{row.reserved.size()}; })
      .column("unavailable", ColumnType::number,
              [](const SessionState& row) { return std::int64_t{row.unavailable.size()}; })
      .column("external_ref", ColumnType::text,
              [](const SessionState& row) -> std::string_view { return row.session.external_ref; })
      .done();
}

namespace {

/// One slot of a planning.
struct SlotRow {
  const Session* session;
  unsigned ordinal;
  SlotStatus status;
  const Reservation* reservation;
  const BlockedSlot* block;
};

[[nodiscard]] std::vector<SlotRow> slots_of(const facade::Rows& planning) {
  std::vector<const Reservation*> reservations;
  for (const Reservation& it : planning.reservations) reservations.push_back(&it);
  std::vector<const BlockedSlot*> blocks;
  for (const BlockedSlot& it : planning.blocks) blocks.push_back(&it);
  const auto by_session = [](const Reservation* a, const Reservation* b) {
    return a->session < b->session;
  };
  const auto by_slot = [](const BlockedSlot* a, const BlockedSlot* b) { return a->slot < b->slot; };
  std::sort(reservations.begin(), reservations.end(), by_session);
  std::sort(blocks.begin(), blocks.end(), by_slot);
  std::vector<SlotRow> slots;
  for (const SessionState& state : planning.sessions) {
    if (!state.session.is_planned()) continue;
    Reservation of_session;
    of_session.session = state.session.id;
    const auto held =
        std::equal_range(reservations.begin(), reservations.end(), &of_session, by_session);
    for (const unsigned ordinal : state.session.planning->grid.slots()) {
      SlotRow slot{&state.session, ordinal, SlotStatus::free, nullptr, nullptr};
      for (auto it = held.first; it != held.second; ++it)
        if ((*it)->slots.contains(ordinal)) slot.reservation = *it;
      if (state.reserved.contains(ordinal)) slot.status = SlotStatus::reserved;
      if (state.unavailable.contains(ordinal)) slot.status = SlotStatus::unavailable;
      const BlockedSlot wanted{{state.session.id, state.session.plan, ordinal}, {}, {}};
      const auto block = std::lower_bound(blocks.begin(), blocks.end(), &wanted, by_slot);
      if (block != blocks.end() && (*block)->slot == wanted.slot) slot.block = *block;
      slots.push_back(slot);
    }
  }
  return slots;
}

[[nodiscard]] constexpr std::string_view status_name(SlotStatus status) noexcept {
  switch (status) {
    case SlotStatus::free: return "free";
    case SlotStatus::reserved: return "reserved";
    case SlotStatus::unavailable: return "unavailable";
  }
  return "";
}

}  // namespace

std::shared_ptr<Frame> slots_frame(const facade::Rows& planning) {
  const std::vector<SlotRow> rows = slots_of(planning);
  Filler<SlotRow> filler(rows);
  const auto departement = [](const SlotRow& row) { return row.session->departement; };
  filler.column("session", ColumnType::number, [](const SlotRow& row) { return row.session->id; })
      .column("plan", ColumnType::number,
              [](const SlotRow& row) { return row.session->plan.value; })
      .column("ordinal", ColumnType::number,
              [](const SlotRow& row) { return std::int64_t{row.ordinal}; })
      .time("start", departement,
            [](const SlotRow& row) { return row.session->start_of(row.ordinal); })
      .time("end", departement,
            [](const SlotRow& row) { return row.session->end_of(row.ordinal); });
  add_session_columns(filler, [](const SlotRow& row) -> const Session& { return *row.session; });
  return filler
      .column("units", ColumnType::number,
              [](const SlotRow& row) {
                return std::int64_t{row.session->planning->grid.units_of_slot};
              })
      .column("status", ColumnType::text,
              [](const SlotRow& row) { return status_name(row.status); })
      .column("reservation", ColumnType::number,
              [](const SlotRow& row) -> std::optional<std::int64_t> {
                if (row.reservation == nullptr) return std::nullopt;
                return row.reservation->id.value;
              })
      .column("school", ColumnType::number,
              [](const SlotRow& row) -> std::optional<std::int64_t> {
                if (row.reservation == nullptr) return std::nullopt;
                return row.reservation->school.value;
              })
      .column("reason", ColumnType::text,
              [](const SlotRow& row) -> std::optional<std::string_view> {
                if (row.block == nullptr) return std::nullopt;
                return code_of(row.block->reason);
              })
      .column("note", ColumnType::text,
              [](const SlotRow& row) -> std::string_view {
                return row.block == nullptr ? std::string_view{} : row.block->note;
              })
      .done();
}

std::shared_ptr<Frame> exams_frame(const std::vector<ReservedSession>& rows) {
  Filler<ReservedSession> filler(rows);
  const auto departement = [](const ReservedSession& row) { return row.session.departement; };
  filler
      .column("reservation", ColumnType::number,
              [](const ReservedSession& row) { return row.reservation.id; })
      .column("school", ColumnType::number,
              [](const ReservedSession& row) { return row.reservation.school; })
      .column("session", ColumnType::number,
              [](const ReservedSession& row) { return row.reservation.session; })
      .column("plan", ColumnType::number,
              [](const ReservedSession& row) { return row.reservation.plan.value; })
      .column("slots", ColumnType::number,
              [](const ReservedSession& row) {
                return static_cast<std::int64_t>(row.reservation.slots.bits());
              })
      .time("start", departement, [](const ReservedSession& row) { return row.start(); })
      .time("end", departement, [](const ReservedSession& row) { return row.end(); });
  add_session_columns(filler,
                      [](const ReservedSession& row) -> const Session& { return row.session; });
  return filler
      .column("units", ColumnType::number,
              [](const ReservedSession& row) { return row.units().value; })
      .column("revision", ColumnType::number,
              [](const ReservedSession& row) { return row.reservation.revision.value; })
      .column("external_ref", ColumnType::text,
              [](const ReservedSession& row) -> std::string_view {
                return row.reservation.external_ref;
              })
      .done();
}

std::shared_ptr<Frame> closures_frame(const std::vector<Closure>& rows) {
  const auto departement = [](const Closure& row) { return row.departement; };
  return Filler<Closure>(rows)
      .column("id", ColumnType::number, [](const Closure& row) { return row.id; })
      .column("departement", ColumnType::text,
              [](const Closure& row) { return row.departement.code(); })
      .column("scope", ColumnType::text,
              [](const Closure& row) -> std::string_view {
                switch (row.scope) {
                  case ClosureScope::inspector: return "inspector";
                  case ClosureScope::centre: return "centre";
                  case ClosureScope::office: return "office";
                }
                return "";
              })
      .column("who", ColumnType::number, [](const Closure& row) { return row.who; })
      .time("start", departement, [](const Closure& row) { return row.from; })
      .time("end", departement, [](const Closure& row) { return row.to; })
      .zone(departement)
      .column("reason", ColumnType::text, [](const Closure& row) { return code_of(row.reason); })
      .column("note", ColumnType::text,
              [](const Closure& row) -> std::string_view { return row.note; })
      .done();
}

std::shared_ptr<Frame> refusals_frame(const std::vector<facade::RefusalRow>& rows) {
  using Row = facade::RefusalRow;
  return Filler<Row>(rows)
      .column("at", ColumnType::instant, [](const Row& row) { return row.it.at; })
      .column("departement", ColumnType::text,
              [](const Row& row) { return row.it.departement.code(); })
      .column("command", ColumnType::text, [](const Row& row) { return code_of(row.it.command); })
      .column("code", ColumnType::text,
              [](const Row& row) { return creneau::name_of(row.it.code); })
      .column("role", ColumnType::text, [](const Row& row) { return code_of(row.it.actor.role); })
      .column("who", ColumnType::number, [](const Row& row) { return row.it.actor.who; })
      .column("subject", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.it.actor.subject; })
      .column("request", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.it.request; })
      .column("limit", ColumnType::number, [](const Row& row) { return row.it.limit; })
      .column("actual", ColumnType::number, [](const Row& row) { return row.it.actual; })
      .column("slots", ColumnType::number,
              [](const Row& row) { return static_cast<std::int64_t>(row.it.slots.size()); })
      .column("session", ColumnType::number,
              [](const Row& row) -> std::optional<std::int64_t> {
                if (row.it.slots.empty()) return std::nullopt;
                return row.it.slots.front().session.value;
              })
      .column("ordinal", ColumnType::number,
              [](const Row& row) -> std::optional<std::int64_t> {
                if (row.it.slots.empty()) return std::nullopt;
                return row.it.slots.front().ordinal;
              })
      .done();
}

std::shared_ptr<Frame> rules_frame(const std::vector<RuleEntry>& rows) {
  return Filler<RuleEntry>(rows)
      .column("from_date", ColumnType::date, [](const RuleEntry& row) { return row.from; })
      .column("key", ColumnType::text,
              [](const RuleEntry& row) -> std::string_view { return row.key; })
      .column("value", ColumnType::text,
              [](const RuleEntry& row) -> std::string_view { return row.value; })
      .done();
}

std::shared_ptr<Frame> notices_frame(const std::vector<OutboxEntry>& rows) {
  using Row = OutboxEntry;
  return Filler<Row>(rows)
      .column("id", ColumnType::number, [](const Row& row) { return row.notice.id; })
      .column("departement", ColumnType::text,
              [](const Row& row) { return row.notice.departement.code(); })
      .column("kind", ColumnType::text, [](const Row& row) { return code_of(row.notice.kind); })
      .column("to_school", ColumnType::number,
              [](const Row& row) { return optional(row.notice.to_school); })
      .column("to_office", ColumnType::number,
              [](const Row& row) { return optional(row.notice.to_office); })
      .column("at", ColumnType::instant, [](const Row& row) { return row.notice.at; })
      .column("status", ColumnType::text, [](const Row& row) { return code_of(row.status); })
      .column("attempts", ColumnType::number, [](const Row& row) { return row.attempts; })
      .column("uncertain", ColumnType::number, [](const Row& row) { return row.uncertain; })
      .column("next_attempt", ColumnType::instant, [](const Row& row) { return row.next_attempt; })
      .column("address", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.notice.address; })
      .column("title", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.notice.message.subject; })
      .column("text", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.notice.message.text; })
      .column("last_error", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.last_error; })
      .column("lines", ColumnType::number,
              [](const Row& row) { return static_cast<std::int64_t>(row.notice.lines.size()); })
      .done();
}

std::shared_ptr<Frame> offices_frame(const std::vector<facade::OfficeRow>& rows) {
  using Row = facade::OfficeRow;
  return Filler<Row>(rows)
      .column("id", ColumnType::number, [](const Row& row) { return row.it.id; })
      .column("name", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.it.name; })
      .column("mail", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.it.mail; })
      .column("phone", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.it.phone; })
      .column("departements", ColumnType::text,
              [](const Row& row) {
                std::string codes;
                row.it.departements.for_each([&](Departement departement) {
                  (codes += codes.empty() ? "" : " ") += departement.code();
                });
                return codes;
              })
      .column("external_ref", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.it.external_ref; })
      .done();
}

std::shared_ptr<Frame> schools_frame(const std::vector<School>& rows) {
  return Filler<School>(rows)
      .column("id", ColumnType::number, [](const School& row) { return row.id; })
      .column("name", ColumnType::text,
              [](const School& row) -> std::string_view { return row.name; })
      .column("aurige_id", ColumnType::text,
              [](const School& row) -> std::string_view { return row.aurige_id; })
      .column("mail", ColumnType::text,
              [](const School& row) -> std::string_view { return row.mail; })
      .column("categories", ColumnType::text,
              [](const School& row) { return names_of(row.categories); })
      .column("active", ColumnType::flag,
              [](const School& row) { return std::int64_t{row.active}; })
      .column("external_ref", ColumnType::text,
              [](const School& row) -> std::string_view { return row.external_ref; })
      .done();
}

std::shared_ptr<Frame> inspectors_frame(const std::vector<facade::InspectorRow>& rows) {
  using Row = facade::InspectorRow;
  return Filler<Row>(rows)
      .column("id", ColumnType::number, [](const Row& row) { return row.it.id; })
      .column("matricule", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.it.matricule; })
      .column("name", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.it.name; })
      .column("categories", ColumnType::text,
              [](const Row& row) { return names_of(row.it.categories); })
      .column("departements", ColumnType::text,
              [](const Row& row) {
                std::string codes;
                for (const Posting& posting : row.it.postings)
                  (codes += codes.empty() ? "" : " ") += posting.departement.code();
                return codes;
              })
      .column("external_ref", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.it.external_ref; })
      .done();
}

std::shared_ptr<Frame> centres_frame(const std::vector<Centre>& rows) {
  return Filler<Centre>(rows)
      .column("id", ColumnType::number, [](const Centre& row) { return row.id; })
      .column("name", ColumnType::text,
              [](const Centre& row) -> std::string_view { return row.name; })
      .column("place", ColumnType::text,
              [](const Centre& row) -> std::string_view { return row.place; })
      .column("departement", ColumnType::text,
              [](const Centre& row) { return row.departement.code(); })
      .column("categories", ColumnType::text,
              [](const Centre& row) { return names_of(row.categories); })
      .column("external_ref", ColumnType::text,
              [](const Centre& row) -> std::string_view { return row.external_ref; })
      .done();
}

std::shared_ptr<Frame> units_frame(const std::vector<crn_units>& rows) {
  return Filler<crn_units>(rows)
      .column("week", ColumnType::date, [](const crn_units& row) { return std::int64_t{row.week}; })
      .column("inspector", ColumnType::number, [](const crn_units& row) { return row.inspector; })
      .column("planned", ColumnType::number, [](const crn_units& row) { return row.planned; })
      .column("unavailable", ColumnType::number,
              [](const crn_units& row) { return row.unavailable; })
      .column("offered", ColumnType::number,
              [](const crn_units& row) { return crn_units_offered(row); })
      .column("assigned", ColumnType::number, [](const crn_units& row) { return row.assigned; })
      .column("unassigned", ColumnType::number,
              [](const crn_units& row) { return crn_units_unassigned(row); })
      .column("reservable", ColumnType::number, [](const crn_units& row) { return row.reservable; })
      .done();
}

std::shared_ptr<Frame> events_frame(const std::vector<Event>& rows) {
  return Filler<Event>(rows)
      .column("number", ColumnType::number, [](const Event& row) { return row.number.value; })
      .column("at", ColumnType::instant, [](const Event& row) { return row.changes.at; })
      .column("departement", ColumnType::text,
              [](const Event& row) { return row.changes.departement.code(); })
      .column("command", ColumnType::text,
              [](const Event& row) { return code_of(row.changes.command); })
      .column("role", ColumnType::text,
              [](const Event& row) { return code_of(row.changes.actor.role); })
      .column("who", ColumnType::number, [](const Event& row) { return row.changes.actor.who; })
      .column("subject", ColumnType::text,
              [](const Event& row) -> std::string_view { return row.changes.actor.subject; })
      .column("request", ColumnType::text,
              [](const Event& row) -> std::string_view { return row.changes.request; })
      .column("reason", ColumnType::text,
              [](const Event& row) { return code_of(row.changes.reason); })
      .column("note", ColumnType::text,
              [](const Event& row) -> std::string_view { return row.changes.note; })
      .column(
          "sessions", ColumnType::number,
          [](const Event& row) { return static_cast<std::int64_t>(row.changes.sessions.size()); })
      .column("reservations", ColumnType::number,
              [](const Event& row) {
                return static_cast<std::int64_t>(row.changes.reservations.size());
              })
      .done();
}

namespace {

/// A row of an event that changed several: the event, and where in it the row is.
template <class Change>
struct ChangeRow {
  const Event* event;
  const Change* change;
  const Session* session;  ///< null where the history does not tell
};

template <class Row>
void add_event_columns(Filler<Row>& filler) {
  filler
      .column("number", ColumnType::number, [](const Row& row) { return row.event->number.value; })
      .column("at", ColumnType::instant, [](const Row& row) { return row.event->changes.at; })
      .column("command", ColumnType::text,
              [](const Row& row) { return code_of(row.event->changes.command); })
      .column("role", ColumnType::text,
              [](const Row& row) { return code_of(row.event->changes.actor.role); })
      .column("reason", ColumnType::text,
              [](const Row& row) { return code_of(row.event->changes.reason); });
}

/// The session of a reservation's change, as the event tells of it.
[[nodiscard]] const Session* session_in(const ChangeSet& changes, SessionId id) noexcept {
  for (const SessionChange& it : changes.sessions) {
    const auto& side = it.after && it.after->is_planned() ? it.after : it.before;
    if (side && side->id == id) return &*side;
  }
  for (const Session& it : changes.relied_on)
    if (it.id == id) return &it;
  return nullptr;
}

}  // namespace

std::shared_ptr<Frame> session_changes_frame(const std::vector<Event>& events) {
  using Row = ChangeRow<SessionChange>;
  std::vector<Row> rows;
  for (const Event& event : events)
    for (const SessionChange& it : event.changes.sessions)
      rows.push_back({&event, &it, it.after ? &*it.after : &*it.before});
  Filler<Row> filler(rows);
  add_event_columns(filler);
  filler.column("session", ColumnType::number, [](const Row& row) { return row.session->id; })
      .column("made", ColumnType::flag,
              [](const Row& row) { return std::int64_t{!row.change->before}; })
      .column("removed", ColumnType::flag,
              [](const Row& row) { return std::int64_t{!row.change->after}; })
      .column("was_planned", ColumnType::flag,
              [](const Row& row) {
                return std::int64_t{row.change->before && row.change->before->is_planned()};
              })
      .column("planned", ColumnType::flag,
              [](const Row& row) {
                return std::int64_t{row.change->after && row.change->after->is_planned()};
              })
      .time(
          "start", [](const Row& row) { return row.session->departement; },
          [](const Row& row) { return row.session->start(); });
  add_session_columns(filler, [](const Row& row) -> const Session& { return *row.session; });
  return filler.done();
}

std::shared_ptr<Frame> reservation_changes_frame(const std::vector<Event>& events) {
  using Row = ChangeRow<ReservationChange>;
  std::vector<Row> rows;
  for (const Event& event : events)
    for (const ReservationChange& it : event.changes.reservations)
      if (const Session* const session = session_in(event.changes, it.session);
          session != nullptr && session->is_planned())
        rows.push_back({&event, &it, session});
  Filler<Row> filler(rows);
  add_event_columns(filler);
  const auto units = [](const Row& row, SlotSet slots) {
    return std::int64_t{row.session->planning->grid.units_of(slots).value};
  };
  filler.column("reservation", ColumnType::number, [](const Row& row) { return row.change->id; })
      .column("school", ColumnType::number, [](const Row& row) { return row.change->school; })
      .column("session", ColumnType::number, [](const Row& row) { return row.change->session; })
      .column("ordinal", ColumnType::number,
              [](const Row& row) {
                const SlotSet slots = row.change->slots_after.empty() ? row.change->slots_before
                                                                      : row.change->slots_after;
                return std::int64_t{slots.front()};
              })
      .column("units_before", ColumnType::number,
              [&](const Row& row) { return units(row, row.change->slots_before); })
      .column("units_after", ColumnType::number,
              [&](const Row& row) { return units(row, row.change->slots_after); })
      .time(
          "start", [](const Row& row) { return row.session->departement; },
          [](const Row& row) {
            const SlotSet slots = row.change->slots_after.empty() ? row.change->slots_before
                                                                  : row.change->slots_after;
            return row.session->start_of(slots.front());
          });
  add_session_columns(filler, [](const Row& row) -> const Session& { return *row.session; });
  return filler.done();
}

std::shared_ptr<Frame> listing_frame(const std::vector<text::ListingLine>& rows) {
  using Row = text::ListingLine;
  return Filler<Row>(rows)
      .column("date", ColumnType::text, [](const Row& row) -> std::string_view { return row.date; })
      .column("times", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.times; })
      .column("centre", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.centre; })
      .column("inspector", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.inspector; })
      .column("school", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.school; })
      .column("category", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.category; })
      .column("units", ColumnType::number, [](const Row& row) { return row.units.value; })
      .column("sentence", ColumnType::text,
              [](const Row& row) -> std::string_view { return row.sentence; })
      .done();
}

}  // namespace creneau::python
