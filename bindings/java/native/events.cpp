#include "events.hpp"

#include "creneau/memory/byte_packing.hpp"
#include "creneau/policy/cancellation.hpp"
#include "facade/delegates.hpp"
#include "facade/event_rows.hpp"
#include "facade/failure.hpp"

namespace creneau::java {

namespace {

void put(Writer& to, const std::optional<Session>& session) {
  to(session.has_value());
  if (session) to(facade::plain(*session));
}

[[nodiscard]] std::string_view packed(memory::ByteWriter& writer, const Event& event) {
  writer.write(event.number);
  writer.write(event.changes);
  writer.write(event.changes.notices);
  return {reinterpret_cast<const char*>(writer.bytes().data()), writer.bytes().size()};
}

}  // namespace

void put(Writer& to, const Notice& notice) {
  to(facade::plain(notice));
  put_rows(to, notice.lines);
}

void put(Writer& to, const Event& event) {
  const ChangeSet& changes = event.changes;
  to(facade::plain(event));
  put_rows(to, changes.reservations);
  to.each(changes.sessions, [&](const SessionChange& it) {
    put(to, it.before);
    put(to, it.after);
  });
  put_rows(to, changes.relied_on);
  to.each(changes.blocks, [&](const BlockChange& it) { to(facade::plain(changes, it)); });
  put_rows(to, changes.closures_changed);
  if (changes.rules_changed) {
    put_rows(to, changes.rules_changed->before);
    put_rows(to, changes.rules_changed->after);
  }
  put_rows(to, changes.remarks);
  to.each(changes.notices, [&](const Notice& it) { put(to, it); });
  memory::ByteWriter writer;
  to(packed(writer, event));
}

Event event_of(std::string_view packed) {
  memory::ByteReader reader(reinterpret_cast<const std::uint8_t*>(packed.data()));
  Event event;
  reader.read(event.number);
  reader.read(event.changes);
  reader.read(event.changes.notices);
  return event;
}

void put(Writer& to, const Error& error, const facade::Rows* faults) {
  const facade::Failure failure(error);
  to(static_cast<std::int32_t>(error.code), failure.message(text::Language::en),
     failure.message(text::Language::fr));
  put_rows(to, error.subjects);
  to(error.limit, error.actual, error.text, error.deadline != nullptr);
  if (error.deadline) to(facade::plain(*error.deadline));
  static const std::vector<std::unique_ptr<facade::FaultRow>> kNone;
  to.each(faults == nullptr ? kNone : faults->faults,
          [&](const std::unique_ptr<facade::FaultRow>& it) {
            to(it->line, it->column, it->cell, static_cast<std::int32_t>(it->failure.error().code),
               it->failure.message(text::Language::en), it->failure.message(text::Language::fr));
          });
}

void put_rows(Writer& to, const std::vector<facade::OfficeRow>& rows) {
  to.each(rows, [&](const facade::OfficeRow& it) {
    crn_office row = facade::plain(it.it);
    row.departements = it.departements.data();
    row.departement_count = it.departements.size();
    to(row);
  });
}

void put_rows(Writer& to, const std::vector<facade::InspectorRow>& rows) {
  to.each(rows, [&](const facade::InspectorRow& it) {
    crn_inspector row = facade::plain(it.it);
    row.postings = it.postings.data();
    row.posting_count = it.postings.size();
    to(row);
  });
}

void put_rows(Writer& to, const std::vector<facade::RefusalRow>& rows) {
  to.each(rows, [&](const facade::RefusalRow& it) {
    crn_refusal row = facade::plain(it.it);
    row.slots = it.slots.data();
    row.slot_count = it.slots.size();
    to(row);
  });
}

void put_rows(Writer& to, const std::vector<Event>& rows) {
  to.each(rows, [&](const Event& it) { put(to, it); });
}

void put_rows(Writer& to, const std::vector<OutboxEntry>& rows) {
  to.each(rows, [&](const OutboxEntry& it) {
    put(to, it.notice);
    to(facade::plain(it));
  });
}

void put_rows(Writer& to, const std::vector<ReservedSession>& rows) {
  to.each(rows, [&](const ReservedSession& it) {
    to(facade::plain(it.reservation), facade::plain(it.session));
  });
}

void put_rows(Writer& to, const std::vector<text::ListingLine>& rows) {
  to.each(rows, [&](const text::ListingLine& it) {
    to(it.date, it.times, it.centre, it.inspector, it.school, it.category, it.units.value,
       it.sentence);
  });
}

}  // namespace creneau::java
