#include "random/random_commands.hpp"

#include <algorithm>
#include <array>

#include "random/world.hpp"

namespace creneau::testing {

namespace {

using oracle::Oracle;
using std::chrono::days;

constexpr std::array kCategories{Category::ce, Category::ce, Category::ce, Category::ce,
                                 Category::c,  Category::c,  Category::d};
constexpr std::array kParts{ExamPart::unstated, ExamPart::off_road, ExamPart::on_road,
                            ExamPart::complete};
constexpr std::array kReasons{Reason::unstated, Reason::late_school_request,
                              Reason::inspector_absent, Reason::weather, Reason::other};

class Draw {
 public:
  Draw(Dice& dice, const Oracle& oracle, Departement departement)
      : dice_(dice),
        oracle_(oracle),
        departement_(departement),
        planning_(oracle.planning(departement)) {}

  RandomCommand any() { return with_call(command()); }
  RandomCommand rival_of(const ChangeSet& decided) { return with_call(rival(decided)); }

 private:
  RandomCommand with_call(AnyCommand command) {
    RandomCommand drawn{{}, std::move(command)};
    drawn.call.departement = departement_;
    drawn.call.actor = actor_of(kind_of(drawn.command));
    if (dice_.one_in(3)) drawn.call.request = "r-" + std::to_string(dice_.below(1000));
    if (rarely(400)) drawn.call.request = std::string(101, 'r');
    if (rarely(400)) drawn.call.request = "r\n1";
    return drawn;
  }

  [[nodiscard]] bool rarely(std::size_t once_in) { return dice_.one_in(once_in); }
  template <class List>
  [[nodiscard]] auto one_of(const List& list) {
    return list[dice_.below(list.size())];
  }

  [[nodiscard]] AnyCommand command() {
    // What makes a planning comes more often while there is little of it.
    const std::size_t sessions = planning_.sessions.size();
    if (sessions < 4 || (sessions < 40 && rarely(8))) return create();
    if (!has_planned() && !rarely(5)) return plan();
    if (planning_.reservations.size() < 3 && rarely(2)) return reserve();
    switch (dice_.below(40)) {
      case 0: return create();
      case 1: return remove();
      case 2:
      case 3:
      case 4:
      case 5: return plan();
      case 6:
      case 7: return unplan();
      case 8:
      case 9:
      case 10: return change();
      case 11:
      case 12:
      case 13:
      case 14:
      case 15:
      case 16:
      case 17:
      case 18: return reserve();
      case 19:
      case 20:
      case 21: return wish();
      case 22:
      case 23:
      case 24:
      case 25: return cancel_by_office();
      case 26:
      case 27:
      case 28:
      case 29: return cancel_by_school();
      case 30:
      case 31: return block();
      case 32:
      case 33:
      case 34: return unblock();
      case 35: return close();
      case 36:
      case 37: return open();
      case 38: return rarely(2) ? AnyCommand{rules()} : AnyCommand{reserve()};
      default: return rarely(2) ? AnyCommand{import()} : AnyCommand{plan()};
    }
  }

  [[nodiscard]] AnyCommand rival(const ChangeSet& decided) {
    std::vector<SessionId> touched;
    for (const auto& it : decided.relied_on) touched.push_back(it.id);
    for (const auto& it : decided.sessions)
      if (it.before) touched.push_back(it.before->id);
    std::erase_if(touched, [&](SessionId id) { return !planning_.sessions.contains(id); });
    if (dice_.one_in(8)) return rules();
    if (touched.empty()) return overlap_of(decided);
    const SessionId id = one_of(touched);
    const oracle::Session& session = planning_.sessions.at(id);
    if (decided.closures && dice_.one_in(3)) return closure_over(session);
    if (!session.plan) {
      if (dice_.one_in(2)) return RemoveSessions{{id}, {}};
      return PlanSessions{{id}, random_centre(), one_of(kCategories), one_of(kParts), true};
    }
    return rival_in(id, session, decided.command);
  }
  /// Takes, frees or moves what lies in a planned session.
  [[nodiscard]] AnyCommand rival_in(SessionId id, const oracle::Session& session,
                                    CommandKind decided) {
    SmallVector<SlotId, 2> free;
    SmallVector<SlotId, 2> blocked;
    std::vector<ReservationId> held;
    for (const auto& [ordinal, slot] : session.plan->slots) {
      const SlotId name{id, {session.planned_times}, ordinal};
      if (slot.status == SlotStatus::free) free.push_back(name);
      if (slot.status == SlotStatus::unavailable) blocked.push_back(name);
      if (slot.status == SlotStatus::reserved && (held.empty() || held.back() != slot.holder))
        held.push_back(slot.holder);
    }
    std::sort(held.begin(), held.end());
    held.erase(std::unique(held.begin(), held.end()), held.end());
    if (decided == CommandKind::unplan_sessions && !free.empty() && !rarely(3))
      return ReserveSlots{last_school_, {one_of(free)}, {}};
    if (decided == CommandKind::change_session && !rarely(3)) {
      if (!blocked.empty()) return UnblockSlots{blocked, one_of(kReasons), {}};
      if (!free.empty()) return BlockSlots{{free.front()}, one_of(kReasons), {}};
    }
    switch (dice_.below(6)) {
      case 0: return ReserveSlots{last_school_, free, {}};
      case 1: return BlockSlots{free, one_of(kReasons), random_note()};
      case 2: return UnblockSlots{blocked, one_of(kReasons), {}};
      case 3: return UnplanSessions{{id}, held, one_of(kReasons), {}};
      case 4: {
        ChangeSession command;
        command.session = id;
        command.centre = random_centre();
        command.override_calendar = true;
        return command;
      }
      default: {
        CancelByOffice command;
        for (const auto& [ordinal, slot] : session.plan->slots)
          if (slot.status == SlotStatus::reserved && command.slots.empty())
            command.slots.push_back({id, {session.planned_times}, ordinal});
        return command;
      }
    }
  }
  [[nodiscard]] AddClosure closure_over(const oracle::Session& session) {
    AddClosure command;
    command.closure.scope = ClosureScope::inspector;
    command.closure.who = session.inspector.value;
    command.closure.from = session.start();
    command.closure.to = session.end();
    return command;
  }
  [[nodiscard]] AnyCommand overlap_of(const ChangeSet& decided) {
    for (const auto& it : decided.sessions) {
      if (!it.after) continue;
      CreateSessions command;
      command.sessions.push_back({it.after->inspector, it.after->date, {}, it.after->hours, {}});
      command.override_calendar = true;
      return command;
    }
    return create();
  }

  [[nodiscard]] Actor actor_of(CommandKind kind) {
    if (rarely(25)) return random_actor(dice_);
    switch (kind) {
      case CommandKind::cancel_by_school:
        return Actor::of_school(rarely(6) ? random_school() : last_school_);
      case CommandKind::set_rules:
      case CommandKind::import_planning: return Actor::of_operator();
      default: return Actor::of_office({departement_ == k93 ? 1 : 2});
    }
  }

  [[nodiscard]] bool has_planned() const {
    return std::any_of(planning_.sessions.begin(), planning_.sessions.end(),
                       [](const auto& it) { return it.second.plan.has_value(); });
  }

  // Things of the world

  [[nodiscard]] InspectorId random_inspector() {
    if (rarely(60)) return {99};
    static constexpr std::array in_93{11, 11, 11, 12, 12, 12, 13, 13, 21};
    static constexpr std::array in_974{21, 21, 21, 21, 21, 13, 22, 11};
    return {departement_ == k93 ? one_of(in_93) : one_of(in_974)};
  }
  [[nodiscard]] CentreId random_centre() {
    if (rarely(60)) return {99};
    if (rarely(20)) return {1 + static_cast<std::int64_t>(dice_.below(4))};
    static constexpr std::array in_93{1, 1, 2, 3};
    return {departement_ == k93 ? one_of(in_93) : 4};
  }
  [[nodiscard]] SchoolId random_school() {
    if (rarely(60)) return {99};
    static constexpr std::array schools{1, 1, 1, 1, 1, 1, 2, 2, 2, 4, 4, 4, 4, 4, 3};
    return {one_of(schools)};
  }
  [[nodiscard]] Date random_date() {
    if (rarely(300)) return kFirstDate - days{1};
    if (rarely(300)) return kLastDate + days{1};
    return one_of(kDates);
  }
  [[nodiscard]] Hours random_hours() {
    if (rarely(60)) return {Minutes{600}, Minutes{600}};
    if (rarely(60)) return {Minutes{1400}, Minutes{1441}};
    const Minutes start{60 * static_cast<int>(7 + dice_.below(10))};
    return {start, start + Minutes{10 * static_cast<int>(1 + dice_.below(24))}};
  }
  [[nodiscard]] HalfDay random_half() { return rarely(2) ? HalfDay::morning : HalfDay::afternoon; }
  [[nodiscard]] std::string random_note() {
    if (rarely(500)) return "bell \x07";
    if (rarely(500)) return std::string(2001, 'n');
    return rarely(4) ? "note " + std::to_string(dice_.below(3)) : std::string();
  }
  [[nodiscard]] Departement foreign() const { return departement_ == k93 ? k974 : k93; }

  /// An id that means nothing here: of the other département, a fresh one, or none at all.
  template <class Rows>
  [[nodiscard]] auto strange_id(const Rows& rows_of_the_other) {
    using RowId = typename Rows::key_type;
    if (!rows_of_the_other.empty() && rarely(2)) return rows_of_the_other.begin()->first;
    static constexpr std::array<std::int64_t, 4> ids{0, -1, 7, 1'000'000'007};
    return RowId{one_of(ids)};
  }

  enum class Wanted { any, available, planned };
  [[nodiscard]] SessionId random_session(Wanted wanted) {
    if (rarely(60)) return strange_id(oracle_.planning(foreign()).sessions);
    std::vector<SessionId> fitting;
    for (const auto& [id, session] : planning_.sessions)
      if (wanted == Wanted::any || (wanted == Wanted::planned) == session.plan.has_value())
        fitting.push_back(id);
    if (fitting.empty()) return strange_id(oracle_.planning(foreign()).sessions);
    return one_of(fitting);
  }
  template <class Ids>
  void fill_sessions(Ids& ids, Wanted usual) {
    const std::size_t count = rarely(80) ? 0 : rarely(4) ? 1 + dice_.below(3) : 1;
    for (std::size_t index = 0; index < count; ++index) {
      const SessionId id = random_session(rarely(10) ? Wanted::any : usual);
      if (std::find(ids.begin(), ids.end(), id) == ids.end() || rarely(10)) ids.push_back(id);
    }
    if (rarely(500)) ids.resize(1001, SessionId{7});
  }

  [[nodiscard]] ReservationId random_reservation() {
    if (rarely(60) || planning_.reservations.empty())
      return strange_id(oracle_.planning(foreign()).reservations);
    auto it = planning_.reservations.begin();
    std::advance(it, static_cast<std::ptrdiff_t>(dice_.below(planning_.reservations.size())));
    last_school_ = it->second.school;
    return it->first;
  }

  /// A few adjacent slots of a planned session, mostly of that status.
  template <class Ids>
  void fill_slots(Ids& ids, SlotStatus usual) {
    if (rarely(100)) return;
    const std::size_t sessions = rarely(8) ? 2 : 1;
    for (std::size_t index = 0; index < sessions; ++index) {
      const SessionId id = random_session(rarely(30) ? Wanted::any : Wanted::planned);
      const auto found = planning_.sessions.find(id);
      if (found == planning_.sessions.end() || !found->second.plan) {
        ids.push_back({id, {1}, 0});
        continue;
      }
      std::vector<unsigned> fitting;
      for (const auto& [ordinal, slot] : found->second.plan->slots)
        if (slot.status == usual || rarely(12)) fitting.push_back(ordinal);
      if (rarely(60))
        fitting = {static_cast<unsigned>(found->second.plan->slots.size() + dice_.below(70))};
      if (fitting.empty()) fitting = {0};
      const std::size_t first = dice_.below(fitting.size());
      const std::size_t count = 1 + dice_.below(3);
      for (std::size_t place = first; place < std::min(first + count, fitting.size()); ++place) {
        std::uint32_t plan = found->second.planned_times;
        if (rarely(30)) plan += rarely(2) ? 1 : UINT32_MAX;
        ids.push_back({id, {plan}, fitting[place]});
      }
      if (const auto slot = found->second.plan->slots.find(fitting[first]);
          slot != found->second.plan->slots.end() && slot->second.holder)
        last_school_ = planning_.reservations.at(slot->second.holder).school;
    }
    const auto first = ids.front();
    if (rarely(60)) ids.push_back(first);
    if (rarely(500)) ids.resize(1001, first);
  }

  // Commands

  [[nodiscard]] CreateSessions create() {
    CreateSessions command;
    const std::size_t count = rarely(100) ? 0 : 1 + dice_.below(3);
    for (std::size_t index = 0; index < count; ++index) {
      CreateSessions::Item item{random_inspector(), random_date(), random_half(), {}, {}};
      if (rarely(6)) item.hours = random_hours();
      if (rarely(10)) item.external_ref = random_note();
      command.sessions.push_back(std::move(item));
    }
    if (rarely(1000)) command.sessions.resize(1001);
    command.override_calendar = rarely(4);
    return command;
  }
  [[nodiscard]] RemoveSessions remove() {
    RemoveSessions command;
    fill_sessions(command.sessions, Wanted::available);
    command.note = random_note();
    return command;
  }
  [[nodiscard]] PlanSessions plan() {
    PlanSessions command;
    fill_sessions(command.sessions, Wanted::available);
    command.centre = random_centre();
    command.category = one_of(kCategories);
    command.part = one_of(kParts);
    command.override_calendar = rarely(4);
    return command;
  }
  [[nodiscard]] UnplanSessions unplan() {
    UnplanSessions command;
    fill_sessions(command.sessions, Wanted::planned);
    command.reason = one_of(kReasons);
    command.note = random_note();
    if (rarely(3)) return command;
    command.cascade.emplace();
    for (const auto& [id, reservation] : planning_.reservations)
      if (std::find(command.sessions.begin(), command.sessions.end(), reservation.session) !=
              command.sessions.end() &&
          !rarely(10))
        command.cascade->push_back(id);
    return command;
  }
  [[nodiscard]] ChangeSession change() {
    ChangeSession command;
    command.session = random_session(rarely(15) ? Wanted::any : Wanted::planned);
    if (rarely(2)) command.inspector = random_inspector();
    if (rarely(3)) command.centre = random_centre();
    if (rarely(3)) command.date = random_date();
    if (rarely(4)) command.start = random_hours().start;
    command.override_calendar = rarely(3);
    command.reason = one_of(kReasons);
    command.note = random_note();
    return command;
  }
  [[nodiscard]] ReserveSlots reserve() {
    ReserveSlots command;
    command.school = random_school();
    fill_slots(command.slots, SlotStatus::free);
    if (rarely(8)) command.external_ref = random_note();
    return command;
  }
  [[nodiscard]] ReserveWish wish() {
    ReserveWish command;
    command.school = random_school();
    command.category = one_of(kCategories);
    command.part = one_of(kParts);
    if (command.part == ExamPart::unstated || rarely(4))
      command.units = {static_cast<std::int32_t>(1 + dice_.below(8))};
    else
      command.exams = static_cast<std::int32_t>(1 + dice_.below(rarely(4) ? 12 : 3));
    if (rarely(100)) command.part = ExamPart::unstated;
    if (rarely(60)) command.exams = static_cast<std::int32_t>(dice_.below(3)) - 1;
    if (rarely(100)) command.units = {1001};
    while (rarely(6)) command.inspectors.push_back(random_inspector());
    if (rarely(6)) command.centre = random_centre();
    if (rarely(4)) {
      command.period.first = one_of(kDates);
      command.period.last = command.period.first + days{static_cast<int>(dice_.below(30))};
    }
    if (rarely(5)) command.half_day = random_half();
    if (rarely(8)) command.external_ref = random_note();
    return command;
  }
  [[nodiscard]] CancelByOffice cancel_by_office() {
    CancelByOffice command;
    fill_cancelled(command);
    command.reason = one_of(kReasons);
    command.note = random_note();
    command.correction = rarely(4);
    return command;
  }
  [[nodiscard]] CancelBySchool cancel_by_school() {
    CancelBySchool command;
    fill_cancelled(command);
    command.note = random_note();
    return command;
  }
  template <class Cancel>
  void fill_cancelled(Cancel& command) {
    if (rarely(2)) fill_slots(command.slots, SlotStatus::reserved);
    if (command.slots.empty() || rarely(10)) {
      const std::size_t count = rarely(80) ? 0 : rarely(6) ? 2 : 1;
      for (std::size_t index = 0; index < count; ++index)
        command.reservations.push_back(random_reservation());
    }
  }
  [[nodiscard]] BlockSlots block() {
    BlockSlots command;
    fill_slots(command.slots, SlotStatus::free);
    command.reason = one_of(kReasons);
    command.note = random_note();
    return command;
  }
  [[nodiscard]] UnblockSlots unblock() {
    UnblockSlots command;
    fill_slots(command.slots, SlotStatus::unavailable);
    command.reason = one_of(kReasons);
    command.note = random_note();
    return command;
  }
  [[nodiscard]] AddClosure close() {
    AddClosure command;
    Closure& it = command.closure;
    switch (dice_.below(6)) {
      case 0: it.scope = ClosureScope::office, it.who = departement_ == k93 ? 1 : 2; break;
      case 1:
      case 2: it.scope = ClosureScope::centre, it.who = random_centre().value; break;
      default: it.scope = ClosureScope::inspector, it.who = random_inspector().value;
    }
    if (rarely(40)) it.who = 99;
    it.from = random_date() + Minutes{60 * static_cast<int>(dice_.below(24))};
    it.to = it.from + Minutes{60 * (static_cast<int>(dice_.below(30)) - (rarely(20) ? 30 : -1))};
    it.reason = one_of(kReasons);
    it.note = random_note();
    return command;
  }
  [[nodiscard]] RemoveClosures open() {
    RemoveClosures command;
    for (const auto& [id, closure] : planning_.closures)
      if (command.closures.size() < 2 && rarely(2)) command.closures.push_back(id);
    if (rarely(20)) command.closures.push_back(strange_id(oracle_.planning(foreign()).closures));
    if (rarely(40) && !command.closures.empty())
      command.closures.push_back(command.closures.front());
    return command;
  }
  [[nodiscard]] SetRules rules() {
    SetRules command;
    for (std::size_t count = dice_.below(5); count != 0; --count) {
      const KeyAndValue& it = rarely(20) ? kBadRules[dice_.below(kBadRules.size())]
                                         : kGoodRules[dice_.below(kGoodRules.size())];
      command.entries.push_back({one_of(kRuleDates), it.key, it.value});
    }
    if (rarely(40)) command.entries = oracle_.rules();
    if (rarely(40)) command.entries.resize(1001, {kFirstDate, "slot.units", "1"});
    command.note = random_note();
    return command;
  }
  [[nodiscard]] ImportPlanning import() {
    ImportPlanning command;
    command.office = {departement_ == k93 ? 1 : 2};
    command.notify = rarely(2);
    const std::size_t count = rarely(60) ? 0 : 1 + dice_.below(3);
    for (std::size_t index = 0; index < count; ++index) {
      ImportPlanning::Item item;
      item.line = static_cast<std::int32_t>(index + 2);
      item.inspector = random_inspector();
      item.date = random_date();
      item.hours = rarely(3) ? random_hours() : oracle_.half_day(random_half(), item.date);
      if (!rarely(3)) item.centre = random_centre();
      if (!rarely(3)) {
        item.category = one_of(kCategories);
        item.part = one_of(kParts);
        if (rarely(3)) item.grid = random_grid();
      }
      if (item.category || rarely(20)) fill_imported(item);
      if (rarely(4)) item.external_ref = random_note();
      command.sessions.push_back(std::move(item));
    }
    return command;
  }
  [[nodiscard]] Grid random_grid() {
    static constexpr std::array<std::uint16_t, 5> minutes{15, 20, 30, 30, 0};
    static constexpr std::array<std::uint16_t, 4> units{1, 1, 2, 17};
    return {one_of(minutes), one_of(units), static_cast<std::uint16_t>(dice_.below(9))};
  }
  void fill_imported(ImportPlanning::Item& item) {
    for (unsigned ordinal = 0; ordinal < 7; ++ordinal) {
      if (rarely(8)) item.unavailable.insert(ordinal);
      if (!rarely(6)) continue;
      SlotSet slots = SlotSet::of({ordinal});
      if (rarely(3)) slots.insert(++ordinal);
      // Only schools of the directory: whoever reads the file has found them.
      const auto school = static_cast<std::int64_t>(1 + dice_.below(4));
      item.reservations.push_back({{school}, slots, random_note()});
    }
  }

  Dice& dice_;
  const Oracle& oracle_;
  Departement departement_;
  const oracle::Planning& planning_;
  SchoolId last_school_{1};
};

}  // namespace

RandomCommand random_command(Dice& dice, const Oracle& oracle) {
  return Draw(dice, oracle, dice.below(10) < 7 ? k93 : k974).any();
}

RandomCommand random_rival(Dice& dice, const Oracle& oracle, const ChangeSet& decided) {
  return Draw(dice, oracle, decided.departement).rival_of(decided);
}

Instant random_moment(Dice& dice, const Oracle& oracle) {
  // Mostly early in the year, so that most of a planning lies ahead.
  if (!dice.one_in(3)) return kFirstOfMay + std::chrono::hours{dice.below(24 * 20)};
  const Departement departement = dice.one_in(2) ? k93 : k974;
  const auto& planning = oracle.planning(departement);
  if (planning.sessions.empty() || dice.one_in(4))
    return kFirstOfMay + std::chrono::hours{dice.below(24 * 190)};
  auto it = planning.sessions.begin();
  std::advance(it, static_cast<std::ptrdiff_t>(dice.below(planning.sessions.size())));
  const oracle::Session& session = it->second;
  LocalTime start = session.start();
  if (session.plan && dice.one_in(2))
    start = session.start_of(static_cast<unsigned>(dice.below(session.plan->slots.size())));
  const std::array moments{Oracle::instant(departement, start),
                           oracle.closes_at(departement, start)};
  static constexpr std::array<std::int64_t, 5> near{-1'000'000, -1, 0, 1, 1'000'000};
  return moments[dice.below(2)] + std::chrono::microseconds{near[dice.below(near.size())]};
}

Actor random_actor(Dice& dice) {
  const std::array<std::int64_t, 3> known{1, 2, dice.one_in(5) ? 99 : 1};
  const std::int64_t who = known[dice.below(known.size())];
  switch (dice.below(5)) {
    case 0: return Actor::of_office({who});
    case 1: return Actor::of_school({who});
    case 2: return Actor::of_inspector({who == 99 ? 99 : who + 10});
    case 3: return Actor::of_reader({who});
    default: return Actor::of_operator();
  }
}

}  // namespace creneau::testing
