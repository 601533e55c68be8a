#include "garbage_host.hpp"

#include <array>

namespace creneau::fuzz {

namespace {

GarbageHost& host(void* user_data) {
  return *static_cast<GarbageHost*>(user_data);
}

void release(void* user_data) {
  host(user_data).release();
}

/// A callback that hands everything it needs to a method.
template <crn_status (GarbageHost::*kMethod)(crn_rows*, crn_answer*), class... Asked>
crn_status list(void* user_data, Asked..., crn_rows* rows, crn_answer* answer) {
  return (host(user_data).*kMethod)(rows, answer);
}

}  // namespace

GarbageHost::GarbageHost(Shaper& shaper)
    : shaper_(shaper),
      always_more_(shaper.rarely()),
      always_next_page_(shaper.rarely()),
      always_conflict_(shaper.rarely()) {}

GarbageHost::~GarbageHost() {
  require(taken_on_ == released_, "a port is released once");
}

void GarbageHost::begin() {
  committed_ = Committed::not_asked;
  number_ = 0;
  failed_ = CRN_OK;
  gave_event_ = false;
}

// ---- Registering ---------------------------------------------------------------------------------

template <class Made, class Port, class Create>
Made GarbageHost::register_port(Port port, Create create) {
  port.struct_size = sizeof port;
  port.user_data = this;
  port.release = fuzz::release;
  Made made;
  Port broken = port;
  if (shaper_.rarely()) {
    // Some entry behind the release is not there.
    constexpr std::size_t kFirst = offsetof(Port, release) + sizeof port.release;
    constexpr std::uint32_t kEntries = (sizeof(Port) - kFirst) / sizeof(void*);
    std::memset(reinterpret_cast<unsigned char*>(&broken) + kFirst +
                    shaper_.below(kEntries) * sizeof(void*),
                0, sizeof(void*));
    require(Outcome([&](crn_error** error) {
              return create(&broken, made.out(), error);
            }).status() == CRN_ERROR_BAD_ARGUMENT,
            "a table that lacks an entry is not taken on");
  }
  must([&](crn_error** error) { return create(&port, made.out(), error); });
  ++taken_on_;
  return made;
}

Storage GarbageHost::storage() {
  crn_storage_port port{};
  port.joins_commits = static_cast<std::int32_t>(shaper_.below(2));
  port.load = [](void* self, const crn_needs* needs, crn_rows* rows, crn_answer* answer) {
    return host(self).load(*needs, rows, answer);
  };
  port.commit = [](void* self, crn_commit* commit, crn_answer* answer) {
    return host(self).commit(commit, answer);
  };
  port.record = [](void* self, const crn_refusal*, crn_answer* answer) {
    return host(self).record(answer);
  };
  port.rules = list<&GarbageHost::rules>;
  port.sessions = list<&GarbageHost::sessions, const crn_session_filter*, const crn_page*>;
  port.reservations =
      list<&GarbageHost::reservations, const crn_reservation_filter*, const crn_page*>;
  port.closures = list<&GarbageHost::closures, const crn_closure_filter*, const crn_page*>;
  port.events = list<&GarbageHost::events, const crn_event_filter*, const crn_page*>;
  port.refusals = list<&GarbageHost::refusals, crn_departement, const crn_page*>;
  port.week_units = list<&GarbageHost::units, const crn_week_query*, std::int32_t>;
  return register_port<Storage>(port, crn_storage_create);
}

Directory GarbageHost::directory() {
  crn_directory_port port{};
  port.look_up = list<&GarbageHost::entries, const crn_directory_needs*>;
  port.offices = list<&GarbageHost::entries, const std::int64_t*, std::size_t>;
  port.schools = port.offices;
  port.inspectors = port.offices;
  port.centres = port.offices;
  port.find_schools = list<&GarbageHost::entries, crn_text, std::size_t>;
  return register_port<Directory>(port, crn_directory_create);
}

Outbox GarbageHost::outbox() {
  crn_outbox_port port{};
  port.lease = list<&GarbageHost::lease, std::int64_t, std::int64_t, std::size_t>;
  port.report = [](void* self, const crn_delivery_report*, std::int32_t* recorded,
                   crn_answer* answer) {
    const crn_status status = host(self).say(answer);
    *recorded = status == CRN_OK;
    return status;
  };
  port.notices = list<&GarbageHost::lease, std::int32_t, std::int64_t, std::size_t>;
  port.retry = [](void* self, const std::int64_t*, std::size_t, crn_text, std::int64_t,
                  crn_answer* answer) { return host(self).say(answer); };
  return register_port<Outbox>(port, crn_outbox_create);
}

Notifier GarbageHost::notifier() {
  crn_notifier_port port{};
  port.deliver = [](void* self, const crn_notice*, crn_answer* answer) {
    return host(self).deliver(answer);
  };
  return register_port<Notifier>(port, crn_notifier_create);
}

Clock GarbageHost::clock() {
  crn_clock_port port{};
  port.now = [](void* self) { return host(self).now(); };
  return register_port<Clock>(port, crn_clock_create);
}

// ---- What it says --------------------------------------------------------------------------------

crn_status GarbageHost::answered(crn_answer* answer) {
  if (!shaper_.rarely(16)) return CRN_OK;
  crn_answer_set_text(answer, shaper_.text());
  crn_answer_add_subject(answer, {shaper_.id(), shaper_.code(), shaper_.word(), shaper_.word(),
                                  shaper_.departement()});
  constexpr std::array<crn_status, 6> kCodes{CRN_ERROR_STORAGE_FAILED, CRN_ERROR_STORAGE_CORRUPT,
                                             CRN_ERROR_NO_MEMORY,      CRN_ERROR_UNCONFIRMED,
                                             CRN_ERROR_SLOT_TAKEN,     -1};
  return kCodes[shaper_.below(kCodes.size())];
}

crn_status GarbageHost::say(crn_answer* answer) {
  const crn_status status = answered(answer);
  if (status != CRN_OK) failed_ = status;
  return status;
}

crn_status GarbageHost::answered(crn_rows* page, crn_answer* answer) {
  crn_rows_set_number(page, shaper_.below(3));
  if (always_next_page_ || shaper_.rarely()) crn_rows_set_next(page, {1, shaper_.code()});
  return say(answer);
}

crn_session GarbageHost::session(std::int64_t id) {
  crn_session it{};
  it.id = id;
  it.inspector = 1 + shaper_.below(2);
  it.revision = shaper_.below(3);
  it.departement = shaper_.rarely(16) ? shaper_.departement() : k93;
  it.date = kMonday + static_cast<std::int32_t>(shaper_.below(4));
  it.start = 510;
  it.end = 720;
  it.plan = shaper_.below(3);
  if (shaper_.rarely(16)) it.external_ref = shaper_.text();
  if (shaper_.below(4) != 3) {
    it.centre = 1;
    it.planned_by = 1;
    it.reserved = shaper_.below(128);
    it.unavailable = shaper_.below(128) & ~it.reserved;
    it.category = CRN_CATEGORY_CE;
    it.unit_minutes = 30;
    it.units_of_slot = 1;
    it.slot_count = 7;
  }
  if (!shaper_.rarely()) return it;
  switch (shaper_.below(12)) {
    case 0: it.inspector = shaper_.id(); break;
    case 1: it.revision = shaper_.id(); break;
    case 2: it.centre = shaper_.id(); break;
    case 3: it.planned_by = shaper_.id(); break;
    case 4: it.date = shaper_.code(); break;
    case 5: it.start = shaper_.code(); break;
    case 6: it.end = shaper_.code(); break;
    case 7: it.plan = shaper_.word(); break;
    case 8: it.category = shaper_.code(); break;
    case 9: it.unit_minutes = shaper_.code(); break;
    case 10: it.units_of_slot = shaper_.code(); break;
    default: it.slot_count = shaper_.code(); break;
  }
  return it;
}

crn_reservation GarbageHost::reservation(std::int64_t id, const crn_session& session) {
  crn_reservation it{};
  it.id = id;
  it.school = 1 + shaper_.below(2);
  it.session = shaper_.rarely(16) ? shaper_.id() : session.id;
  it.revision = shaper_.below(3);
  it.slots = shaper_.below(128);
  it.plan = shaper_.rarely(16) ? shaper_.word() : session.plan;
  return it;
}

crn_event_head GarbageHost::head() {
  crn_event_head it;
  CRN_INIT(it);
  it.command = 1 + static_cast<std::int32_t>(shaper_.below(15));
  it.role = 1 + static_cast<std::int32_t>(shaper_.below(6));
  it.number = shaper_.below(4);
  it.who = shaper_.id();
  it.content = shaper_.word();
  it.departement = shaper_.departement();
  it.note = shaper_.text();
  return it;
}

// What a builder refuses is left out, as it is told in the ports' header.

void GarbageHost::add_session(crn_rows* rows, const crn_session& it) const {
  (void)Outcome(
      [&](crn_error** error) { return crn_rows_add_sessions(rows, &it, 1, sizeof it, error); });
}

void GarbageHost::add_reservation(crn_rows* rows, const crn_reservation& it) const {
  (void)Outcome(
      [&](crn_error** error) { return crn_rows_add_reservations(rows, &it, 1, sizeof it, error); });
}

void GarbageHost::add_closures(crn_rows* rows) {
  for (std::uint32_t left = shaper_.below(3); left > 0; --left) {
    const crn_closure it{shaper_.id(),
                         shaper_.below(3),
                         shaper_.text(),
                         shaper_.departement(),
                         1 + static_cast<std::int32_t>(shaper_.below(3)),
                         shaper_.rarely() ? shaper_.code() : kMonday * 1440,
                         shaper_.rarely() ? shaper_.code() : kMonday * 1440 + 720,
                         static_cast<std::int32_t>(shaper_.below(8)),
                         0};
    (void)Outcome(
        [&](crn_error** error) { return crn_rows_add_closures(rows, &it, 1, sizeof it, error); });
  }
}

void GarbageHost::add_rules(crn_rows* rows) {
  constexpr std::array<std::array<const char*, 2>, 4> kRules{{{"unit.minutes", "20"},
                                                              {"refusals.journal", "all"},
                                                              {"slot.units", "2"},
                                                              {"no.such.key", "1"}}};
  if (!shaper_.rarely()) return;
  const auto& [key, value] = kRules[shaper_.below(kRules.size())];
  const crn_rule it{shaper_.rarely() ? shaper_.code() : kMonday - 100, 0, crn_text_of(key),
                    crn_text_of(value)};
  (void)Outcome(
      [&](crn_error** error) { return crn_rows_add_rules(rows, &it, 1, sizeof it, error); });
  crn_rows_set_rules_version(rows, shaper_.below(3));
}

void GarbageHost::add_event(crn_rows* rows) {
  constexpr std::array<const char*, 4> kJson{
      "", "{}", "[", R"({"reservations":[{"slots_before":[0],"slots_after":[]}]})"};
  const crn_event_head it = head();
  const crn_text json = crn_text_of(kJson[shaper_.below(kJson.size())]);
  gave_event_ |=
      Outcome([&](crn_error** error) { return crn_rows_add_event(rows, &it, json, error); }).ok();
}

// ---- Callbacks -----------------------------------------------------------------------------------

crn_status GarbageHost::load(const crn_needs& needs, crn_rows* snapshot, crn_answer* answer) {
  require(needs.struct_size == sizeof needs, "needs have the size that the library knows");
  std::vector<crn_session> sessions;
  for (std::size_t place = 0; place < needs.session_count; ++place)
    if (!shaper_.rarely(16)) sessions.push_back(session(needs.sessions[place]));
  if (needs.candidates != nullptr)
    for (std::uint32_t left = shaper_.below(4); left > 0; --left)
      sessions.push_back(session(shaper_.id()));
  if (needs.inspector_days != 0)
    for (std::uint32_t left = shaper_.below(2); left > 0; --left)
      sessions.push_back(session(shaper_.id()));
  for (std::size_t place = 0; place < needs.reservation_count; ++place) {
    if (shaper_.rarely(16)) continue;
    const crn_session of = session(shaper_.id());
    add_reservation(snapshot, reservation(needs.reservations[place], of));
    if (!shaper_.rarely(16)) sessions.push_back(of);
  }
  for (const crn_session& it : sessions) {
    add_session(snapshot, it);
    if (needs.reservations_of_sessions != 0 && shaper_.below(2) == 1)
      add_reservation(snapshot, reservation(shaper_.id(), it));
    if (needs.blocks_of_sessions != 0 && shaper_.below(2) == 1) {
      const crn_block block{{it.id, it.plan, shaper_.below(8)}, shaper_.code(), 0, shaper_.text()};
      (void)Outcome([&](crn_error** error) {
        return crn_rows_add_blocks(snapshot, &block, 1, sizeof block, error);
      });
    }
  }
  add_closures(snapshot);
  if (needs.request != nullptr && shaper_.rarely(4)) add_event(snapshot);
  add_rules(snapshot);
  if (always_more_ || shaper_.rarely()) crn_rows_set_more_candidates(snapshot);
  crn_rows_set_number(snapshot, shaper_.below(3));
  crn_rows_set_closures_revision(snapshot, shaper_.below(3));
  return say(answer);
}

void GarbageHost::commit_place(crn_commit* commit, std::size_t place) {
  crn_event_head head;
  CRN_INIT(head);
  must([&](crn_error** error) {
    return crn_event_get(crn_commit_event(commit, place), &head, error);
  });
  const std::vector<std::int64_t> ids(
      std::max({head.new_sessions, head.new_reservations, head.new_closures, std::uint32_t{1}}) + 1,
      shaper_.rarely(16) ? shaper_.id() : 500);
  const std::uint32_t wrong = shaper_.rarely(16) ? 1 : 0;
  const std::int64_t number = shaper_.rarely(16) ? shaper_.id() : 1 + shaper_.below(3);
  const bool assigned =
      Outcome([&](crn_error** error) {
        return crn_commit_assign(commit, place, number, ids.data(), head.new_sessions + wrong,
                                 ids.data(), head.new_reservations, ids.data(), head.new_closures,
                                 error);
      }).ok();
  require(!assigned || (number > 0 && wrong == 0),
          "a number and as many ids as there are new rows");
  committed_ = Committed::unanswered;
  switch (always_conflict_ ? 12 : shaper_.below(16)) {
    case 12:
      if (crn_commit_conflict(commit, place, nullptr) == CRN_OK) committed_ = Committed::other;
      break;
    case 13: {
      const crn_event_head seen = this->head();
      if (crn_commit_replayed(commit, place, &seen, crn_text_of("{}"), nullptr) == CRN_OK) {
        committed_ = Committed::other;
        gave_event_ = true;
      }
      break;
    }
    case 14:
      if (crn_commit_failed(commit, place, shaper_.code(), shaper_.text(), nullptr) == CRN_OK)
        committed_ = Committed::other;
      break;
    case 15: break;
    default: {
      const bool done = crn_commit_done(commit, place, nullptr) == CRN_OK;
      require(done == assigned, "what has a number can be done");
      if (done) committed_ = Committed::done;
      number_ = number;
      break;
    }
  }
}

crn_status GarbageHost::commit(crn_commit* commit, crn_answer* answer) {
  const std::size_t count = crn_commit_count(commit);
  require(count == 1, "one caller commits one change set");
  commit_place(commit, 0);
  require(crn_commit_event(commit, count) == nullptr &&
              crn_commit_done(commit, count, nullptr) == CRN_ERROR_BAD_ARGUMENT,
          "there is no other change set");
  const crn_status status = answered(answer);
  if (committed_ == Committed::unanswered && status != CRN_OK) committed_ = Committed::other;
  return status;
}

crn_status GarbageHost::record(crn_answer* answer) {
  return answered(answer);
}

crn_status GarbageHost::rules(crn_rows* rows, crn_answer* answer) {
  add_rules(rows);
  return say(answer);
}

crn_status GarbageHost::sessions(crn_rows* rows, crn_answer* answer) {
  for (std::uint32_t left = shaper_.below(4); left > 0; --left)
    add_session(rows, session(shaper_.id()));
  return answered(rows, answer);
}

crn_status GarbageHost::reservations(crn_rows* rows, crn_answer* answer) {
  for (std::uint32_t left = shaper_.below(4); left > 0; --left) {
    const crn_session of = session(shaper_.id());
    if (!shaper_.rarely(16)) add_session(rows, of);
    add_reservation(rows, reservation(shaper_.id(), of));
  }
  return answered(rows, answer);
}

crn_status GarbageHost::closures(crn_rows* rows, crn_answer* answer) {
  add_closures(rows);
  return answered(rows, answer);
}

crn_status GarbageHost::events(crn_rows* rows, crn_answer* answer) {
  add_event(rows);
  return answered(rows, answer);
}

crn_status GarbageHost::refusals(crn_rows* rows, crn_answer* answer) {
  const crn_refusal* from = nullptr;
  std::size_t size = 0;
  std::size_t count = 0;
  shaper_.rows(from, size, count);
  (void)Outcome(
      [&](crn_error** error) { return crn_rows_add_refusals(rows, from, count, size, error); });
  return answered(rows, answer);
}

crn_status GarbageHost::units(crn_rows* rows, crn_answer* answer) {
  const crn_units* from = nullptr;
  std::size_t size = 0;
  std::size_t count = 0;
  shaper_.rows(from, size, count);
  (void)Outcome(
      [&](crn_error** error) { return crn_rows_add_units(rows, from, count, size, error); });
  return say(answer);
}

crn_status GarbageHost::entries(crn_rows* rows, crn_answer* answer) {
  static const Rows world = directory_rows();
  const auto give = [&]<class Row>(crn_status (*add)(crn_rows*, const Row*, std::size_t,
                                                     std::size_t, crn_error**)) {
    auto known = all<Row>(world);
    if (shaper_.rarely(16)) known.pop_back();
    if (shaper_.rarely(32)) known.insert(known.end(), known.begin(), known.end());
    const Row* from = known.data();
    std::size_t size = sizeof(Row);
    std::size_t count = known.size();
    if (shaper_.rarely(16)) shaper_.rows(from, size, count);
    (void)Outcome([&](crn_error** error) { return add(rows, from, count, size, error); });
  };
  give(crn_rows_add_offices);
  give(crn_rows_add_schools);
  give(crn_rows_add_inspectors);
  give(crn_rows_add_centres);
  return say(answer);
}

crn_status GarbageHost::lease(crn_rows* rows, crn_answer* answer) {
  for (std::uint32_t left = shaper_.below(4); left > 0; --left) {
    const crn_notice_facts* facts = nullptr;
    const crn_notice_line* lines = nullptr;
    const crn_delivery_state* state = nullptr;
    std::array<std::size_t, 3> sizes{};
    std::array<std::size_t, 3> counts{};
    shaper_.rows(facts, sizes[0], counts[0]);
    shaper_.rows(lines, sizes[1], counts[1]);
    shaper_.rows(state, sizes[2], counts[2]);
    if (counts[0] == 0 || counts[2] == 0) continue;
    (void)Outcome([&](crn_error** error) {
      return crn_rows_add_notice(rows, facts, sizes[0], lines, counts[1], sizes[1], state, sizes[2],
                                 error);
    });
  }
  return say(answer);
}

std::int32_t GarbageHost::deliver(crn_answer* answer) {
  crn_answer_set_text(answer, shaper_.text());
  return static_cast<std::int32_t>(shaper_.below(6));
}

std::int64_t GarbageHost::now() {
  return shaper_.rarely(16) ? shaper_.instant() : kNow;
}

}  // namespace creneau::fuzz
