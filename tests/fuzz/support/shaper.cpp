#include "shaper.hpp"

#include <array>

namespace creneau::fuzz {

std::uint32_t Shaper::word() {
  constexpr std::array<std::uint32_t, 8> kEdges{UINT32_MAX, INT32_MAX, 1U << 31U, 1U << 30U,
                                                UINT16_MAX, UINT8_MAX, 1440,      1000};
  constexpr std::uint8_t kSmall = 96;
  constexpr std::uint8_t kDates = 220;
  constexpr std::uint8_t kEdge = 236;
  constexpr std::uint8_t kAny = kEdge + kEdges.size();
  const auto drawn = input_.ConsumeIntegral<std::uint8_t>();
  if (drawn < kSmall) return 0;
  if (drawn < kDates) return drawn - kSmall;
  if (drawn < kEdge) return static_cast<std::uint32_t>(kMonday - 8 + drawn - kDates);
  if (drawn < kAny) return kEdges[drawn - kEdge];
  return input_.ConsumeIntegral<std::uint32_t>();
}

std::int64_t Shaper::id() {
  if (rarely(16)) return input_.ConsumeIntegral<std::int64_t>();
  if (ids_.empty() || rarely(4)) return below(8);
  return ids_[below(static_cast<std::uint32_t>(ids_.size()))];
}

crn_departement Shaper::departement() {
  switch (below(8)) {
    case 5: return k974;
    case 6: return {};
    case 7: {
      crn_departement it;
      for (char& letter : it.code) letter = input_.ConsumeIntegral<char>();
      return it;
    }
    default: return k93;
  }
}

crn_text Shaper::text() {
  constexpr std::array<const char*, 8> kTexts{
      "", "a", "é", "93-07", "AE93012", "ber93@example.org", "unit.minutes", "20"};
  switch (below(8)) {
    case 6: {
      const std::string bytes = input_.ConsumeRandomLengthString(40);
      return {static_cast<const char*>(exactly(bytes.data(), bytes.size(), bytes.size())),
              bytes.size()};
    }
    case 7: return {nullptr, below(4)};
    default: return crn_text_of(kTexts[below(kTexts.size())]);
  }
}

std::uint32_t Shaper::struct_size(std::size_t of) {
  const auto size = static_cast<std::uint32_t>(of);
  switch (below(16)) {
    case 12: return below(size + 1);
    case 13: return size + 4;
    case 14: return size + below(32);
    case 15: return input_.ConsumeIntegral<std::uint32_t>();
    default: return size;
  }
}

std::size_t Shaper::row_size(std::size_t of) {
  switch (below(16)) {
    case 13: return below(static_cast<std::uint32_t>(of) + 1);
    case 14: return of + 4;
    case 15: return of + below(32);
    default: return of;
  }
}

void* Shaper::exactly(const void* bytes, std::size_t size, std::size_t length) {
  kept_.push_back(std::make_unique<unsigned char[]>(length));
  unsigned char* const to = kept_.back().get();
  if (size > 0) std::memcpy(to, bytes, std::min(size, length));
  if (length > size && size > 0 && rarely()) to[length - 1] = 1;
  return to;
}

void Shaper::point(crn_actor& it) {
  it.role = static_cast<std::int32_t>(below(7));
  it.who = id();
  it.subject = text();
}
void Shaper::point(crn_page&) {}
void Shaper::point(crn_session_filter& it) {
  it.departement = departement();
  ids(it.inspectors, it.inspector_count);
}
void Shaper::point(crn_closure_filter& it) {
  it.departement = departement();
}
void Shaper::point(crn_event_filter& it) {
  it.departement = departement();
}
void Shaper::point(crn_exam_query& it) {
  it.departement = departement();
}
void Shaper::point(crn_week_query& it) {
  it.departement = departement();
  // As many weeks as are asked for are read; all there are in a century take too long here.
  it.week_count %= 128;
}
void Shaper::point(crn_call& it) {
  it.actor = in<crn_actor>();
  it.request = text();
  it.departement = departement();
}

void Shaper::point(crn_create_sessions& it) {
  rows(it.sessions, it.session_size, it.session_count);
}
void Shaper::point(crn_new_session& it) {
  it.inspector = id();
  it.external_ref = text();
}
void Shaper::point(crn_remove_sessions& it) {
  ids(it.sessions, it.session_count);
  it.note = text();
}
void Shaper::point(crn_plan_sessions& it) {
  ids(it.sessions, it.session_count);
  it.centre = id();
}
void Shaper::point(crn_unplan_sessions& it) {
  ids(it.sessions, it.session_count);
  ids(it.cascade, it.cascade_count);
  it.note = text();
}
void Shaper::point(crn_change_session& it) {
  it.session = id();
  it.note = text();
}
void Shaper::point(crn_reserve_slots& it) {
  it.school = id();
  slots(it.slots, it.slot_count);
  it.external_ref = text();
}
void Shaper::point(crn_reserve_wish& it) {
  it.school = id();
  ids(it.inspectors, it.inspector_count);
  it.external_ref = text();
}
void Shaper::point(crn_cancel_by_office& it) {
  ids(it.reservations, it.reservation_count);
  slots(it.slots, it.slot_count);
  it.note = text();
}
void Shaper::point(crn_cancel_by_school& it) {
  ids(it.reservations, it.reservation_count);
  slots(it.slots, it.slot_count);
  it.note = text();
}
void Shaper::point(crn_block_slots& it) {
  slots(it.slots, it.slot_count);
  it.note = text();
}
void Shaper::point(crn_add_closure& it) {
  it.who = id();
  it.note = text();
}
void Shaper::point(crn_remove_closures& it) {
  ids(it.closures, it.closure_count);
}
void Shaper::point(crn_set_rules& it) {
  rows(it.rules, it.rule_size, it.rule_count);
  it.note = text();
}
void Shaper::point(crn_rule& it) {
  it.key = text();
  it.value = text();
}
void Shaper::point(crn_import_planning& it) {
  it.office = id();
  rows(it.sessions, it.session_size, it.session_count);
}
void Shaper::point(crn_imported_session& it) {
  it.inspector = id();
  it.centre = id();
  it.external_ref = text();
  rows(it.reservations, it.reservation_size, it.reservation_count);
}
void Shaper::point(crn_imported_reservation& it) {
  it.school = id();
  it.external_ref = text();
}

void Shaper::point(crn_planning_options&) {}
void Shaper::point(crn_csv_style&) {}
void Shaper::point(crn_workbook& it) {
  it.path = crn_text_of("/nonexistent/planning.xlsx");
  it.owner = text();
  it.filter = in<crn_session_filter>();
}
void Shaper::point(crn_send_options&) {}
void Shaper::point(crn_identity& it) {
  it.address = text();
  it.name = text();
  it.domain = text();
}
void Shaper::point(crn_smtp_options& it) {
  it.identity = in<crn_identity>();
  it.host = text();
  it.user = text();
  it.password = text();
  it.ca_file = text();
  it.hello_name = text();
}
void Shaper::point(crn_sqlite_options& it) {
  it.path = rarely() ? crn_text{nullptr, below(4)} : crn_text_of("/nonexistent/planning.db");
  it.vfs = text();
}
void Shaper::point(crn_memory_options&) {}

void Shaper::point(crn_session& it) {
  it.id = id();
  it.inspector = id();
  it.external_ref = text();
  it.departement = departement();
}
void Shaper::point(crn_reservation& it) {
  it.id = id();
  it.session = id();
  it.external_ref = text();
}
void Shaper::point(crn_block& it) {
  it.slot.session = id();
  it.note = text();
}
void Shaper::point(crn_closure& it) {
  it.id = id();
  it.note = text();
  it.departement = departement();
}
void Shaper::point(crn_refusal& it) {
  it.subject = text();
  it.request = text();
  slots(it.slots, it.slot_count);
  it.departement = departement();
}
void Shaper::point(crn_units&) {}
void Shaper::point(crn_office& it) {
  it.id = id();
  it.name = text();
  it.mail = text();
  it.phone = text();
  array(it.departements, it.departement_count, [&] { return departement(); });
  it.external_ref = text();
}
void Shaper::point(crn_school& it) {
  it.id = id();
  it.name = text();
  it.aurige_id = text();
  it.mail = text();
  it.external_ref = text();
}
void Shaper::point(crn_inspector& it) {
  it.id = id();
  it.matricule = text();
  it.name = text();
  array(it.postings, it.posting_count,
        [&] { return crn_posting{departement(), {code(), code()}}; });
  it.external_ref = text();
}
void Shaper::point(crn_centre& it) {
  it.id = id();
  it.name = text();
  it.place = text();
  it.external_ref = text();
  it.departement = departement();
}
void Shaper::point(crn_event_head& it) {
  it.subject = text();
  it.request = text();
  it.note = text();
  it.departement = departement();
}
void Shaper::point(crn_notice_facts& it) {
  it.id = id();
  it.note = text();
  it.address = text();
  it.reply_to = text();
  it.title = text();
  it.text = text();
  it.html = text();
  it.departement = departement();
}
void Shaper::point(crn_notice_line& it) {
  it.summary = text();
  it.location = text();
}
void Shaper::point(crn_delivery_state& it) {
  it.last_error = text();
}

}  // namespace creneau::fuzz
