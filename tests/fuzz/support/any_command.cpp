#include "any_command.hpp"

#include <array>
#include <memory>

#include "world.hpp"

namespace creneau::fuzz {

namespace {

struct KeyAndValue {
  const char* key;
  const char* value;
};
constexpr std::array<KeyAndValue, 24> kRules{{
    {"unit.minutes", "20"},
    {"unit.minutes", "240"},
    {"slot.units", "2"},
    {"half_day.morning", "08:00-12:00"},
    {"half_day.afternoon", "13:00-24:00"},
    {"exam.units.CE.off_road", "1"},
    {"exam.units.CE.on_road", "3"},
    {"cancellation.days", "0"},
    {"cancellation.days", "8"},
    {"cancellation.counting", "clear_days"},
    {"cancellation.counting", "mon_sat"},
    {"cancellation.counting", "mon_fri"},
    {"cancellation.counting", "elapsed_hours"},
    {"cancellation.back_to_working_day", "on"},
    {"cancellation.school_leaves", "unavailable"},
    {"cancellation.office_leaves", "free"},
    {"reservation.days_ahead", "30"},
    {"reservation.opens_at", "12:00"},
    {"refusals.journal", "all"},
    {"refusals.journal", "none"},
    {"holiday.93.2026-06-15", "on"},
    {"holiday.93.2026-05-25", "off"},
    {"unit.minutes", "0"},
    {"no.such.key", "1"},
}};

/// Draws the parts of commands, and keeps what they point to.
class Draw {
 public:
  Draw(FuzzedDataProvider& input, const Planning& planning) : input_(input), planning_(planning) {}

  [[nodiscard]] std::int32_t below(std::int32_t end) {
    return input_.ConsumeIntegralInRange<std::int32_t>(0, end - 1);
  }
  /// True once in `times`.
  [[nodiscard]] bool rarely(std::int32_t times = 16) { return below(times) == times - 1; }
  [[nodiscard]] std::int32_t flag() { return rarely(4) ? 1 : 0; }

  /// An id up to one more than there are.
  [[nodiscard]] std::int64_t id(std::int64_t last) {
    return rarely() ? input_.ConsumeIntegral<std::int64_t>()
                    : below(static_cast<std::int32_t>(last) + 2);
  }
  [[nodiscard]] std::int64_t session() {
    return planning_.sessions.empty() || rarely() ? id(40) : pick(planning_.sessions).id;
  }
  [[nodiscard]] std::int64_t reservation() {
    return planning_.reservations.empty() || rarely() ? id(40) : pick(planning_.reservations).id;
  }
  [[nodiscard]] std::int64_t closure() {
    return planning_.closures.empty() || rarely() ? id(4) : pick(planning_.closures).id;
  }
  [[nodiscard]] crn_slot slot() {
    if (planning_.sessions.empty() || rarely())
      return {id(40), static_cast<std::uint32_t>(below(4)), static_cast<std::uint32_t>(below(66))};
    const crn_session& of = pick(planning_.sessions);
    const auto stale = static_cast<std::uint32_t>(rarely());
    return {of.id, of.plan - stale, static_cast<std::uint32_t>(below(of.slot_count + 1))};
  }
  [[nodiscard]] std::uint64_t slot_set() {
    return rarely() ? input_.ConsumeIntegral<std::uint64_t>()
                    : static_cast<std::uint64_t>(below(128));
  }
  [[nodiscard]] std::int32_t date() { return any_date(input_); }
  [[nodiscard]] crn_period period() {
    const auto end = [&] { return flag() == 0 ? 0 : date(); };
    return {end(), end()};
  }
  /// Minutes of a day, mostly where half-days begin and end.
  [[nodiscard]] std::int32_t time() {
    return rarely() ? input_.ConsumeIntegral<std::int32_t>()
                    : one_of(std::array{0, 150, 180, 510, 540, 600, 720, 810, 900, 1020, 1440, -1});
  }
  [[nodiscard]] std::int32_t local_time() {
    constexpr std::int32_t kDay = 1440;
    return rarely() ? input_.ConsumeIntegral<std::int32_t>()
                    : (kMonday - 8 + below(16)) * kDay + below(kDay);
  }
  [[nodiscard]] crn_hours hours() { return {time(), time()}; }
  [[nodiscard]] std::int32_t category() {
    return rarely() ? below(20) - 2
                    : one_of(std::array<std::int32_t, 5>{CRN_CATEGORY_CE, CRN_CATEGORY_C,
                                                         CRN_CATEGORY_D, CRN_CATEGORY_BE, 0});
  }
  [[nodiscard]] std::int32_t part() { return rarely() ? below(8) - 2 : below(4); }
  [[nodiscard]] std::int32_t reason() { return rarely() ? below(12) - 2 : below(8); }
  [[nodiscard]] std::int32_t half_day() { return rarely() ? below(5) - 1 : below(2) + 1; }

  /// Mostly empty.
  [[nodiscard]] crn_text text() {
    if (!rarely(4)) return {};
    return keep(rarely() ? std::string(2001, 'x') : input_.ConsumeRandomLengthString(12));
  }
  [[nodiscard]] crn_text keep(std::string text) {
    const auto kept = std::make_shared<const std::string>(std::move(text));
    kept_.push_back(kept);
    return plain(*kept);
  }
  /// At most so many of what `one` draws.
  template <class One>
  [[nodiscard]] const auto& some(std::int32_t most, One&& one) {
    using Row = decltype(one());
    const auto kept = std::make_shared<std::vector<Row>>();
    for (std::int32_t left = below(most + 1); left > 0; --left) kept->push_back(one());
    kept_.push_back(kept);
    return *kept;
  }
  [[nodiscard]] const auto& sessions() {
    return some(4, [&] { return session(); });
  }
  [[nodiscard]] const auto& reservations() {
    return some(3, [&] { return reservation(); });
  }
  [[nodiscard]] const auto& slots() {
    return some(6, [&] { return slot(); });
  }
  [[nodiscard]] const auto& inspectors() {
    return some(2, [&] { return id(kInspectors); });
  }

  template <class Command>
  using Function = crn_status (*)(const crn_engine*, const crn_call*, const Command*, crn_event**,
                                  crn_error**);
  /// The command, with what it points to.
  template <class Command>
  [[nodiscard]] AnyCommand made(std::int32_t kind, Function<Command> function, Command it) {
    it.struct_size = sizeof it;
    return {kind, [=, kept = kept_](const crn_engine* engine, const crn_call* call,
                                    crn_event** receipt, crn_error** error) {
              return function(engine, call, &it, receipt, error);
            }};
  }

 private:
  template <class Row>
  [[nodiscard]] const Row& pick(const std::vector<Row>& rows) {
    return rows[static_cast<std::size_t>(below(static_cast<std::int32_t>(rows.size())))];
  }
  template <class Number, std::size_t kSize>
  [[nodiscard]] Number one_of(const std::array<Number, kSize>& numbers) {
    return numbers[static_cast<std::size_t>(below(kSize))];
  }

  FuzzedDataProvider& input_;
  const Planning& planning_;
  std::vector<std::shared_ptr<const void>> kept_;
};

AnyCommand create_sessions(Draw& draw) {
  crn_create_sessions it{};
  it.override_calendar = draw.flag();
  const auto& sessions = draw.some(4, [&] {
    crn_new_session row{};
    row.inspector = draw.id(kInspectors);
    row.external_ref = draw.text();
    row.date = draw.date();
    row.half_day = draw.half_day();
    if (draw.flag() != 0) row.hours = draw.hours();
    return row;
  });
  it.sessions = sessions.data();
  it.session_size = sizeof(crn_new_session);
  it.session_count = sessions.size();
  return draw.made(CRN_COMMAND_CREATE_SESSIONS, crn_engine_create_sessions, it);
}

AnyCommand remove_sessions(Draw& draw) {
  crn_remove_sessions it{};
  const auto& sessions = draw.sessions();
  it.sessions = sessions.data();
  it.session_count = sessions.size();
  it.note = draw.text();
  return draw.made(CRN_COMMAND_REMOVE_SESSIONS, crn_engine_remove_sessions, it);
}

AnyCommand plan_sessions(Draw& draw) {
  crn_plan_sessions it{};
  it.override_calendar = draw.flag();
  const auto& sessions = draw.sessions();
  it.sessions = sessions.data();
  it.session_count = sessions.size();
  it.centre = draw.id(kCentres);
  it.category = draw.category();
  it.part = draw.part();
  return draw.made(CRN_COMMAND_PLAN_SESSIONS, crn_engine_plan_sessions, it);
}

AnyCommand unplan_sessions(Draw& draw) {
  crn_unplan_sessions it{};
  it.reason = draw.reason();
  const auto& sessions = draw.sessions();
  it.sessions = sessions.data();
  it.session_count = sessions.size();
  const auto& cascade = draw.reservations();
  it.cascade = cascade.data();
  it.cascade_count = cascade.size();
  it.has_cascade = draw.flag();
  it.note = draw.text();
  return draw.made(CRN_COMMAND_UNPLAN_SESSIONS, crn_engine_unplan_sessions, it);
}

AnyCommand change_session(Draw& draw) {
  crn_change_session it{};
  it.override_calendar = draw.flag();
  it.session = draw.session();
  if (draw.flag() != 0) it.inspector = draw.id(kInspectors);
  if (draw.flag() != 0) it.centre = draw.id(kCentres);
  if (draw.flag() != 0) it.date = draw.date();
  it.has_start = draw.flag();
  if (it.has_start != 0) it.start = draw.time();
  it.reason = draw.reason();
  it.note = draw.text();
  return draw.made(CRN_COMMAND_CHANGE_SESSION, crn_engine_change_session, it);
}

AnyCommand reserve_slots(Draw& draw) {
  crn_reserve_slots it{};
  it.school = draw.id(kSchools);
  const auto& slots = draw.slots();
  it.slots = slots.data();
  it.slot_count = slots.size();
  it.external_ref = draw.text();
  return draw.made(CRN_COMMAND_RESERVE_SLOTS, crn_engine_reserve_slots, it);
}

AnyCommand reserve_wish(Draw& draw) {
  crn_reserve_wish it{};
  it.category = draw.category();
  it.school = draw.id(kSchools);
  it.part = draw.part();
  (draw.flag() != 0 ? it.units : it.exams) = draw.below(6);
  if (draw.flag() != 0) it.half_day = draw.half_day();
  const auto& inspectors = draw.inspectors();
  it.inspectors = inspectors.data();
  it.inspector_count = inspectors.size();
  if (draw.flag() != 0) it.centre = draw.id(kCentres);
  it.period = draw.period();
  it.external_ref = draw.text();
  return draw.made(CRN_COMMAND_RESERVE_SLOTS, crn_engine_reserve_wish, it);
}

/// What both ways to cancel have in common.
template <class Cancel>
Cancel cancellation(Draw& draw) {
  Cancel it{};
  const auto& reservations = draw.reservations();
  it.reservations = reservations.data();
  it.reservation_count = reservations.size();
  if (draw.flag() != 0) {
    const auto& slots = draw.slots();
    it.slots = slots.data();
    it.slot_count = slots.size();
  }
  it.note = draw.text();
  return it;
}

AnyCommand cancel_by_office(Draw& draw) {
  auto it = cancellation<crn_cancel_by_office>(draw);
  it.reason = draw.reason();
  it.correction = draw.flag();
  return draw.made(CRN_COMMAND_CANCEL_BY_OFFICE, crn_engine_cancel_by_office, it);
}

AnyCommand cancel_by_school(Draw& draw) {
  const auto it = cancellation<crn_cancel_by_school>(draw);
  return draw.made(CRN_COMMAND_CANCEL_BY_SCHOOL, crn_engine_cancel_by_school, it);
}

AnyCommand block_slots(Draw& draw, bool blocks) {
  crn_block_slots it{};
  it.reason = draw.reason();
  const auto& slots = draw.slots();
  it.slots = slots.data();
  it.slot_count = slots.size();
  it.note = draw.text();
  return blocks ? draw.made(CRN_COMMAND_BLOCK_SLOTS, crn_engine_block_slots, it)
                : draw.made(CRN_COMMAND_UNBLOCK_SLOTS, crn_engine_unblock_slots, it);
}

AnyCommand add_closure(Draw& draw) {
  crn_add_closure it{};
  it.scope = draw.rarely() ? draw.below(6) - 1 : draw.below(3) + 1;
  it.who = draw.id(kInspectors);
  it.from = draw.local_time();
  it.to = draw.local_time();
  it.reason = draw.reason();
  it.note = draw.text();
  return draw.made(CRN_COMMAND_ADD_CLOSURE, crn_engine_add_closure, it);
}

AnyCommand remove_closures(Draw& draw) {
  crn_remove_closures it{};
  const auto& closures = draw.some(2, [&] { return draw.closure(); });
  it.closures = closures.data();
  it.closure_count = closures.size();
  return draw.made(CRN_COMMAND_REMOVE_CLOSURES, crn_engine_remove_closures, it);
}

AnyCommand set_rules(Draw& draw) {
  crn_set_rules it{};
  const auto& rules = draw.some(4, [&] {
    const KeyAndValue& rule = kRules[static_cast<std::size_t>(draw.below(kRules.size()))];
    const std::int32_t from = draw.flag() != 0 ? draw.date() : crn_date(2026, 1, 1);
    return crn_rule{from, 0, crn_text_of(rule.key), crn_text_of(rule.value)};
  });
  it.rules = rules.data();
  it.rule_size = sizeof(crn_rule);
  it.rule_count = rules.size();
  it.note = draw.text();
  return draw.made(CRN_COMMAND_SET_RULES, crn_engine_set_rules, it);
}

AnyCommand import_planning(Draw& draw) {
  crn_import_planning it{};
  it.notify = draw.flag();
  it.office = draw.id(kOffices);
  const auto& sessions = draw.some(3, [&] {
    crn_imported_session row{};
    row.inspector = draw.id(kInspectors);
    row.centre = draw.id(kCentres);
    if (draw.flag() != 0) row.unavailable = draw.slot_set();
    row.external_ref = draw.text();
    const auto& held = draw.some(2, [&] {
      return crn_imported_reservation{draw.id(kSchools), draw.slot_set(), draw.text()};
    });
    row.reservations = held.data();
    row.reservation_size = sizeof(crn_imported_reservation);
    row.reservation_count = held.size();
    row.date = draw.date();
    row.hours = draw.flag() != 0 ? draw.hours() : crn_hours{510, 720};
    row.category = draw.category();
    row.part = draw.part();
    if (draw.flag() != 0) {
      row.unit_minutes = draw.below(60);
      row.units_of_slot = draw.below(4);
      row.slot_count = draw.below(66);
    }
    row.line = draw.below(100);
    return row;
  });
  it.sessions = sessions.data();
  it.session_size = sizeof(crn_imported_session);
  it.session_count = sessions.size();
  return draw.made(CRN_COMMAND_IMPORT_PLANNING, crn_engine_import_planning, it);
}

}  // namespace

AnyCommand any_command(FuzzedDataProvider& input, const Planning& planning) {
  Draw draw(input, planning);
  switch (draw.below(20)) {
    case 0: return remove_sessions(draw);
    case 1:
    case 2: return plan_sessions(draw);
    case 3: return unplan_sessions(draw);
    case 4: return change_session(draw);
    case 5:
    case 6: return reserve_slots(draw);
    case 7:
    case 8: return reserve_wish(draw);
    case 9:
    case 10: return cancel_by_office(draw);
    case 11:
    case 12: return cancel_by_school(draw);
    case 13: return block_slots(draw, true);
    case 14: return block_slots(draw, false);
    case 15: return add_closure(draw);
    case 16: return remove_closures(draw);
    case 17: return set_rules(draw);
    case 18: return import_planning(draw);
    default: return create_sessions(draw);
  }
}

crn_actor any_actor(FuzzedDataProvider& input) {
  switch (input.ConsumeIntegralInRange(0, 11)) {
    case 0:
      return actor_of(input.ConsumeIntegral<std::int8_t>(), input.ConsumeIntegral<std::int8_t>());
    case 1: return office_of(k974);
    case 2:
    case 3: return an_operator();
    case 4:
    case 5: return actor_of(CRN_ROLE_SCHOOL, 1);
    case 6: return actor_of(CRN_ROLE_SCHOOL, 2);
    default: return office_of(k93);
  }
}

std::int32_t any_date(FuzzedDataProvider& input) {
  const auto drawn = input.ConsumeIntegral<std::uint8_t>();
  if (drawn == UINT8_MAX) return input.ConsumeIntegral<std::int32_t>();
  return kMonday - 16 + (drawn < 200 ? drawn % 32 : drawn);
}

}  // namespace creneau::fuzz
