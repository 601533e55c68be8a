#pragma once
/// \file
/// One run of a scenario: offices, schools and inspectors give commands to an engine under a virtual
/// clock. Nothing is decided here: what may be created, planned, reserved or cancelled, the engine
/// says, and what it refuses does not happen.

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <functional>
#include <optional>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

#include "creneau/engine/engine.hpp"
#include "creneau/memory/memory_directory.hpp"
#include "creneau/policy/opening.hpp"
#include "creneau/sim/log.hpp"
#include "creneau/sim/policy.hpp"
#include "creneau/sim/scenario.hpp"

namespace creneau::sim {

/// The people and places of a scenario, as the engine asks for them. Reading it is thread-safe: one
/// serves all replications.
[[nodiscard]] inline MemoryDirectory directory_of(const Scenario& scenario) {
  MemoryDirectory directory;
  for (const Office& office : scenario.offices) directory.add(office);
  for (const Inspector& inspector : scenario.inspectors) directory.add(inspector);
  for (const Centre& centre : scenario.centres) directory.add(centre);
  for (const School& school : scenario.schools) directory.add(school);
  return directory;
}

/// One run over any storage, which must be empty. To be run once.
template <class StorageT>
class Replication {
 public:
  /// Hears of every receipt, in order.
  using Told = std::function<void(const Receipt&)>;

  /// All but `told` must outlive it.
  Replication(const Scenario& scenario, const Policy& policy, const MemoryDirectory& directory,
              StorageT& storage, Seed seed, Told told = {})
      : scenario_(scenario),
        policy_(policy),
        seed_(seed),
        told_(std::move(told)),
        engine_(storage, directory, clock_, {.notices = false, .journal_refusals = false}),
        taken_(scenario.demands.size()),
        waiting_of_(scenario.demands.size()) {}

  /// Simulates all of it. Errors: those of the engine that are no refusal by a rule, such as
  /// `unknown_inspector` of a standing session; the log then ends where it happened. `nothing_to_do`
  /// where there is no session and no demand, `bad_date` where the weeks leave the range of dates.
  [[nodiscard]] result<void> run(Log& log) {
    log_ = &log;
    BOOST_OUTCOME_TRY(prepare());
    while (!due_.empty()) {
      const Due next = due_.top();
      due_.pop();
      if (next.at >= end_) break;
      clock_.set(next.at);
      BOOST_OUTCOME_TRY(happen(next));
    }
    return success();
  }

 private:
  /// What comes at a moment; what comes first at the same one stands first.
  enum class Step : std::uint8_t { publish, withdraw, change_of_mind, exam, week, round, request };
  struct Due {
    Instant at;
    Step step;
    std::uint64_t number;  ///< in the order in which they were put down
    std::uint64_t what;    ///< of which département, session, reservation or request, by step
    friend bool operator<(const Due& a,
                          const Due& b) noexcept {  // The queue has the greatest first.
      return std::tie(b.at, b.step, b.number) < std::tie(a.at, a.step, a.number);
    }
  };
  /// On which dates something of a category came free.
  class News {
   public:
    void add(Category category, Date date) { entries_.emplace_back(category, date); }
    void sort() {
      std::sort(entries_.begin(), entries_.end());
      entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
    }
    /// \pre sort() was called since the last add
    [[nodiscard]] bool concern(Category category, Period days) const {
      const auto found =
          std::lower_bound(entries_.begin(), entries_.end(), std::pair{category, days.first});
      return found != entries_.end() && found->first == category && found->second <= days.last;
    }
    void clear() noexcept { entries_.clear(); }

   private:
    std::vector<std::pair<Category, Date>> entries_;
  };
  struct Planning {
    Departement departement;
    ZoneId zone;
    OfficeId office;
    std::vector<std::uint32_t> sessions;  ///< places of its standing sessions
    std::vector<std::uint32_t> demands;   ///< places of its demands
    std::vector<std::uint32_t> waiting;   ///< places of requests, in the order of asking
    News news;                            ///< what came free since the last round
    Instant last_round{};
  };
  struct Request {
    std::uint32_t demand;
    Instant at;
    Instant until;
    Period wished;
    std::int32_t exams;
    bool tried;  ///< and refused: worth another try when something came free
    Draws habits;
  };
  struct Held {
    std::uint32_t request;  ///< place; kNobodys: held since before the beginning
    Departement departement;
    Category category;
    SchoolId school;
    InspectorId inspector;
    SessionId session;
    Date date;
    std::int32_t units;
    std::uint32_t demand;
    bool comes;
    bool asks_office;
  };
  static constexpr std::uint32_t kNobodys = ~std::uint32_t{0};

  void put(Instant at, Step step, std::uint64_t what) { due_.push({at, step, ++put_down_, what}); }

  [[nodiscard]] Instant local(const Planning& planning, Date date, Minutes time) const {
    return to_instant(planning.zone, date + time);
  }

  [[nodiscard]] Planning& planning_of(Departement departement) {
    auto found = std::find_if(plannings_.begin(), plannings_.end(),
                              [&](const Planning& it) { return it.departement == departement; });
    if (found != plannings_.end()) return *found;
    Planning planning;
    planning.departement = departement;
    planning.zone = zone_of(departement);
    for (const Office& office : scenario_.offices)
      if (!planning.office && office.departements.contains(departement))
        planning.office = office.id;
    return plannings_.emplace_back(std::move(planning));
  }

  /// Runs a command as somebody.
  template <class Command>
  [[nodiscard]] result<Receipt> give(Actor actor, Departement departement, const Command& command) {
    auto receipt = engine_.run(Call{std::move(actor), departement, {}}, command);
    if (receipt && told_) told_(receipt.assume_value());
    return receipt;
  }
  /// The same of which a rule may say no: then the receipt is empty.
  template <class Command>
  [[nodiscard]] result<std::optional<Receipt>> ask(Actor actor, Departement departement,
                                                   const Command& command, ErrorCode& refusal) {
    auto receipt = give(std::move(actor), departement, command);
    if (receipt) return std::optional<Receipt>{std::move(receipt.assume_value())};
    refusal = receipt.assume_error().code;
    if (class_of(refusal) == ErrorClass::refused) return std::optional<Receipt>{};
    return std::move(receipt.assume_error());
  }

  [[nodiscard]] Happening& note(Happening::Kind kind, Departement departement,
                                std::int32_t amount) const {
    Happening& it = log_->emplace_back();
    it.kind = kind;
    it.at = clock_.now();
    it.departement = departement;
    it.amount = amount;
    return it;
  }
  void note_session(Happening::Kind kind, const Session& session, std::int32_t amount) const {
    Happening& it = note(kind, session.departement, amount);
    if (session.planning) it.category = session.planning->category;
    it.date = session.date;
    it.inspector = session.inspector;
    it.session = session.id;
  }
  Happening& note_held(Happening::Kind kind, const Held& held, std::int32_t amount) const {
    Happening& it = note(kind, held.departement, amount);
    it.category = held.category;
    it.request = held.request + 1;
    it.date = held.date;
    it.school = held.school;
    it.inspector = held.inspector;
    it.session = held.session;
    return it;
  }
  Happening& note_request(Happening::Kind kind, std::uint32_t place, std::int32_t amount) const {
    const Request& request = requests_[place];
    const Demand& demand = scenario_.demands[request.demand];
    Happening& it = note(kind, demand.departement, amount);
    it.category = demand.category;
    it.request = place + 1;
    it.date = request.wished.first;
    it.school = demand.school;
    return it;
  }

  /// The beginning: rules, what is planned already, and what is to come.
  [[nodiscard]] result<void> prepare() {
    for (std::uint32_t place = 0; place < scenario_.sessions.size(); ++place)
      planning_of(scenario_.sessions[place].departement).sessions.push_back(place);
    for (std::uint32_t place = 0; place < scenario_.demands.size(); ++place)
      planning_of(scenario_.demands[place].departement).demands.push_back(place);
    for (const auto& planned : scenario_.planned) (void)planning_of(planned.departement);
    const Date first = scenario_.first.monday();
    const Date last = first + std::chrono::weeks{scenario_.weeks};
    if (plannings_.empty()) return Error{ErrorCode::nothing_to_do};
    if (!in_range(first) || !in_range(last)) return Error{ErrorCode::bad_date};
    Instant begin = Instant::max();
    for (const Planning& planning : plannings_) {
      begin = std::min(begin, local(planning, first, {}));
      end_ = std::max(end_, local(planning, last, {}));
    }
    clock_.set(begin);
    if (!policy_.rules.empty()) {
      BOOST_OUTCOME_TRY(
          give(Actor::of_operator(), plannings_.front().departement, SetRules{policy_.rules, {}}));
    }
    for (const auto& planned : scenario_.planned) {
      BOOST_OUTCOME_TRY(const Receipt receipt,
                        give(Actor::of_operator(), planned.departement, planned.planning));
      take_over(receipt);
    }
    for (std::size_t number = 0; number < plannings_.size(); ++number) {
      const Planning& planning = plannings_[number];
      for (std::uint32_t week = 0; week < scenario_.weeks; ++week) {
        const Date monday = first + std::chrono::weeks{week};
        put(local(planning, monday, {}), Step::week, number);
        for (int day = 0; day < 7; ++day)
          if ((policy_.round_days >> day & 1) != 0)
            put(local(planning, monday + std::chrono::days{day}, policy_.office_opens), Step::round,
                number);
      }
      for (std::size_t release = 0; release < policy_.releases.size(); ++release) {
        const std::uint32_t ahead = policy_.releases[release].weeks_ahead;
        for (std::uint32_t week = 0; week < scenario_.weeks + ahead; ++week) {
          // What should have been published before the beginning is published then.
          const std::uint32_t at = week < ahead ? 0 : week - ahead;
          put(local(planning, first + std::chrono::weeks{at}, policy_.office_opens), Step::publish,
              (number * policy_.releases.size() + release) << 16 | week);
        }
      }
    }
    return success();
  }

  [[nodiscard]] result<void> happen(const Due& due) {
    switch (due.step) {
      case Step::publish: return publish(due.what);
      case Step::withdraw: return withdraw({static_cast<std::int64_t>(due.what)});
      case Step::change_of_mind: return change_of_mind({static_cast<std::int64_t>(due.what)});
      case Step::exam: hold_exam({static_cast<std::int64_t>(due.what)}); return success();
      case Step::week: begin_week(plannings_[due.what]); return success();
      case Step::round: return round(plannings_[due.what]);
      case Step::request: return request(static_cast<std::uint32_t>(due.what));
    }
    return success();
  }

  // ---- Sessions

  [[nodiscard]] static constexpr std::uint64_t entity(std::uint64_t place, Week week,
                                                      std::uint64_t number = 0) noexcept {
    const auto weeks = (week.monday() - kFirstDate).count() / 7;
    return place << 28 | static_cast<std::uint64_t>(weeks) << 15 | number;
  }

  /// The sessions of one release of one week.
  [[nodiscard]] result<void> publish(std::uint64_t what) {
    const std::uint64_t which = what >> 16;
    Planning& planning = plannings_[which / policy_.releases.size()];
    const std::size_t release = which % policy_.releases.size();
    const Week week = Week::of(scenario_.first.monday() + std::chrono::weeks{what & 0xFFFF});
    CreateSessions create;
    std::vector<std::uint32_t> standing;
    for (const std::uint32_t place : planning.sessions) {
      const StandingSession& it = scenario_.sessions[place];
      Draws draws(seed_, Purpose::session_held, entity(place, week));
      if (!draws.happens(it.held) || release_of(draws.unit()) != release) continue;
      create.sessions.push_back(
          {it.inspector, week.monday() + std::chrono::days{it.weekday - 1}, it.half_day, {}, {}});
      standing.push_back(place);
    }
    std::vector<std::pair<std::uint32_t, SessionId>> made;
    BOOST_OUTCOME_TRY(create_by_day(planning, create, standing, made));
    return plan(planning, week, made);
  }

  /// To which release a number from 0 to 1 belongs; one behind the last where to none.
  [[nodiscard]] std::size_t release_of(double number) const noexcept {
    std::size_t place = 0;
    for (double sum = 0; place < policy_.releases.size(); ++place)
      if (number < (sum += policy_.releases[place].share)) break;
    return place;
  }

  /// Creates what the rules let be created: a day at once, or else one by one.
  [[nodiscard]] result<void> create_by_day(const Planning& planning, const CreateSessions& wanted,
                                           const std::vector<std::uint32_t>& standing,
                                           std::vector<std::pair<std::uint32_t, SessionId>>& made) {
    std::vector<std::size_t> order(standing.size());
    for (std::size_t place = 0; place < order.size(); ++place) order[place] = place;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::pair{wanted.sessions[a].date, a} < std::pair{wanted.sessions[b].date, b};
    });
    for (auto first = order.begin(); first != order.end();) {
      const auto last = std::find_if(first, order.end(), [&](std::size_t place) {
        return wanted.sessions[place].date != wanted.sessions[*first].date;
      });
      for (const bool together : {true, false}) {
        const auto step = together ? last - first : 1;
        bool all = true;
        for (auto from = first; from != last; from += step) {
          CreateSessions create;
          for (auto it = from; it != from + step; ++it)
            create.sessions.push_back(wanted.sessions[*it]);
          ErrorCode refusal{};
          BOOST_OUTCOME_TRY(const auto receipt, ask(Actor::of_office(planning.office),
                                                    planning.departement, create, refusal));
          if (!receipt) {
            all = false;
            if (together) break;
            Happening& it = note(Happening::Kind::not_held, planning.departement, 0);
            it.code = refusal;
            it.date = create.sessions.front().date;
            it.inspector = create.sessions.front().inspector;
            continue;
          }
          for (std::size_t place = 0; place < receipt->changes.sessions.size(); ++place)
            made.emplace_back(standing[*(from + static_cast<std::ptrdiff_t>(place))],
                              receipt->changes.sessions[place].after->id);
        }
        if (all) break;
      }
      first = last;
    }
    return success();
  }

  /// Plans what was created, all of one kind at once, and sees who will be away.
  [[nodiscard]] result<void> plan(Planning& planning, Week week,
                                  std::vector<std::pair<std::uint32_t, SessionId>>& made) {
    const auto kind_of = [&](const auto& it) {
      const StandingSession& standing = scenario_.sessions[it.first];
      return std::tuple{standing.centre, standing.category, standing.part};
    };
    std::sort(made.begin(), made.end(), [&](const auto& a, const auto& b) {
      return std::pair{kind_of(a), a.second} < std::pair{kind_of(b), b.second};
    });
    for (auto first = made.begin(); first != made.end();) {
      PlanSessions plan;
      std::tie(plan.centre, plan.category, plan.part) = kind_of(*first);
      const auto begin = first;
      for (; first != made.end() && kind_of(*first) == kind_of(*begin) &&
             plan.sessions.size() < kMaxSlotsOfCommand;
           ++first)
        plan.sessions.push_back(first->second);
      BOOST_OUTCOME_TRY(const Receipt receipt,
                        give(Actor::of_office(planning.office), planning.departement, plan));
      for (const SessionChange& change : receipt.changes.sessions) {
        const Session& session = *change.after;
        const Grid& grid = session.planning->grid;
        note_session(Happening::Kind::published, session, grid.units_of(grid.slots()).value);
        planning.news.add(session.planning->category, session.date);
        const auto standing =
            std::find_if(begin, first, [&](const auto& it) { return it.second == session.id; });
        see_who_is_away(session, entity(standing->first, week));
      }
      for (const Remark& remark : receipt.changes.remarks) {
        if (remark.kind != Remark::Kind::orphan_units) continue;
        for (const SessionChange& change : receipt.changes.sessions)
          if (Subject{change.after->id} == remark.subject)
            note_session(Happening::Kind::left_over, *change.after,
                         static_cast<std::int32_t>(remark.amount));
      }
    }
    return success();
  }

  void see_who_is_away(const Session& session, std::uint64_t who) {
    Draws draws(seed_, Purpose::absence, who);
    if (!draws.happens(scenario_.absences.rate)) return;
    const std::chrono::days before{scenario_.absences.known_before.draw(draws)};
    const Instant known = to_instant(zone_of(session.departement), session.start() - before) -
                          std::chrono::minutes{1};
    put(std::max(known, clock_.now()), Step::withdraw,
        static_cast<std::uint64_t>(session.id.value));
    departement_of_[session.id.value] = session.departement;
  }

  /// The inspector will not be there: the session goes, and the schools wait again.
  [[nodiscard]] result<void> withdraw(SessionId id) {
    const Departement departement = departement_of_.at(id.value);
    const Planning& planning = planning_of(departement);
    Needs needs;
    needs.departement = departement;
    needs.sessions.push_back(id);
    needs.reservations_of_sessions = true;
    Snapshot snapshot;
    BOOST_OUTCOME_TRY(engine_.storage().load(needs, snapshot));
    UnplanSessions unplan;
    unplan.sessions.push_back(id);
    unplan.reason = Reason::inspector_absent;
    unplan.cascade.emplace();
    for (const Reservation& held : snapshot.reservations) unplan.cascade->push_back(held.id);
    ErrorCode refusal{};
    BOOST_OUTCOME_TRY(const auto receipt,
                      ask(Actor::of_office(planning.office), departement, unplan, refusal));
    if (!receipt) return success();
    const Session& before = *receipt->changes.sessions.front().before;
    const Grid& grid = before.planning->grid;
    note_session(Happening::Kind::withdrawn, before, grid.units_of(grid.slots()).value);
    for (const ReservationChange& change : receipt->changes.reservations) {
      const auto found = held_.find(change.id.value);
      if (found == held_.end()) continue;
      note_held(Happening::Kind::cancelled_by_office, found->second, found->second.units);
      wait_again(found->second);
      held_.erase(found);
    }
    RemoveSessions remove;
    remove.sessions.push_back(id);
    BOOST_OUTCOME_TRY(ask(Actor::of_office(planning.office), departement, remove, refusal));
    return success();
  }

  void wait_again(const Held& held) {
    if (held.demand != kNobodys) taken_[held.demand] -= held.units;
    if (held.request == kNobodys) return;
    Request& request = requests_[held.request];
    request.until =
        clock_.now() + std::chrono::days{scenario_.habits.patience.draw(request.habits)};
    request.tried = false;
    auto& waiting = planning_of(held.departement).waiting;
    const auto place = std::lower_bound(waiting.begin(), waiting.end(), held.request);
    if (place == waiting.end() || *place != held.request) waiting.insert(place, held.request);
  }

  // ---- Requests

  /// What schools will ask for in the week that begins.
  void begin_week(const Planning& planning) {
    constexpr double kMinutesOfDay = 600, kWorkingDays = 5;
    constexpr Minutes kFirstMinute{8 * 60};
    const Week week =
        Week::of(std::chrono::floor<std::chrono::days>(to_local(planning.zone, clock_.now())));
    for (const std::uint32_t place : planning.demands) {
      const Demand& demand = scenario_.demands[place];
      const std::size_t season = week.number() - 1;
      const double rate = demand.requests_per_week *
                          (season < demand.seasons.size() ? demand.seasons[season] : 1.0);
      if (!(rate > 0)) continue;
      Draws arrivals(seed_, Purpose::arrivals, entity(place, week));
      std::uint64_t number = 0;
      for (double at = arrivals.exponential(); at < rate && number < 0x7FFF;
           at += arrivals.exponential(), ++number) {
        const auto minute = static_cast<int>(at / rate * (kMinutesOfDay * kWorkingDays));
        const Date day =
            week.monday() + std::chrono::days{minute / static_cast<int>(kMinutesOfDay)};
        const Minutes time = kFirstMinute + Minutes{minute % static_cast<int>(kMinutesOfDay)};
        Draws draws(seed_, Purpose::request, entity(place, week, number));
        const std::int32_t exams = demand.exams.draw(draws);
        const Date first = day + std::chrono::days{demand.lead.draw(draws)};
        const Date last = first + std::chrono::days{demand.window.draw(draws)};
        const Instant asked = local(planning, day, time);
        const Instant until = asked + std::chrono::days{scenario_.habits.patience.draw(draws)};
        if (exams < 1) continue;
        requests_.push_back({place,
                             asked,
                             until,
                             {first, last},
                             exams,
                             false,
                             Draws(seed_, Purpose::holding, entity(place, week, number))});
        put(asked, Step::request, requests_.size() - 1);
      }
    }
  }

  [[nodiscard]] result<void> request(std::uint32_t place) {
    note_request(Happening::Kind::asked, place, requests_[place].exams);
    const Demand& demand = scenario_.demands[requests_[place].demand];
    Planning& planning = planning_of(demand.departement);
    if (policy_.order == Order::first_come) {
      BOOST_OUTCOME_TRY(const bool served, serve(planning, place));
      if (served) return success();
    }
    planning.waiting.insert(
        std::upper_bound(planning.waiting.begin(), planning.waiting.end(), place), place);
    return success();
  }

  /// The office serves those who wait.
  [[nodiscard]] result<void> round(Planning& planning) {
    std::erase_if(planning.waiting, [&](std::uint32_t place) {
      const Request& request = requests_[place];
      if (clock_.now() < request.until) return false;
      note_request(Happening::Kind::given_up, place, request.exams);
      return true;
    });
    BOOST_OUTCOME_TRY(add_dates_that_opened(planning));
    planning.news.sort();
    std::vector<std::uint32_t> waiting = std::exchange(planning.waiting, {});
    if (policy_.order == Order::proportional) {
      BOOST_OUTCOME_TRY(serve_furthest_behind(planning, waiting));
    } else {
      std::vector<std::uint32_t> order;
      for (const std::uint32_t place : waiting)
        if (is_worth_a_try(planning, place)) order.push_back(place);
      if (policy_.order == Order::lottery) draw_lots(planning, order);
      for (const std::uint32_t place : order) {
        BOOST_OUTCOME_TRY(const bool served, serve(planning, place));
        if (served) waiting.erase(std::lower_bound(waiting.begin(), waiting.end(), place));
      }
    }
    planning.waiting = std::move(waiting);
    planning.news.clear();
    return success();
  }

  /// Dates may be reserved from some day on, where the rules say so.
  [[nodiscard]] result<void> add_dates_that_opened(Planning& planning) {
    const Instant last = std::exchange(planning.last_round, clock_.now());
    BOOST_OUTCOME_TRY(const RuleBook* rules, engine_.rules());
    const Date today = std::chrono::floor<std::chrono::days>(to_local(planning.zone, clock_.now()));
    for (Date date = today; rules->on(date).opening.days_ahead && date <= today + kFurthest;
         date += std::chrono::days{1}) {
      const Instant opens = reservation_opens_at(planning.departement, date, *rules);
      if (opens <= last || opens > clock_.now()) continue;
      for (std::size_t category = 0; category < kCategoryCount; ++category)
        planning.news.add(static_cast<Category>(category), date);
    }
    return success();
  }

  [[nodiscard]] bool is_worth_a_try(const Planning& planning, std::uint32_t place) const {
    const Request& request = requests_[place];
    return !request.tried ||
           planning.news.concern(scenario_.demands[request.demand].category, request.wished);
  }

  void draw_lots(const Planning& planning, std::vector<std::uint32_t>& order) const {
    const auto day = std::chrono::floor<std::chrono::days>(clock_.now()).time_since_epoch().count();
    Draws lots(seed_, Purpose::lottery,
               static_cast<std::uint64_t>(day) << 8 | planning.departement.index());
    for (std::size_t left = order.size(); left > 1; --left)
      std::swap(order[left - 1], order[lots.below(left)]);
  }

  /// Whoever is furthest behind its entitlement is next, until nobody can be served.
  [[nodiscard]] result<void> serve_furthest_behind(Planning& planning,
                                                   std::vector<std::uint32_t>& waiting) {
    using Turn = std::tuple<double, std::uint32_t>;
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
    const auto turn_of = [&](std::uint32_t place) {
      const std::uint32_t demand = requests_[place].demand;
      return Turn{taken_[demand] / entitlement_of(scenario_.demands[demand]), place};
    };
    for (const std::uint32_t demand : planning.demands) waiting_of_[demand].clear();
    for (auto it = waiting.rbegin(); it != waiting.rend(); ++it)
      if (is_worth_a_try(planning, *it)) waiting_of_[requests_[*it].demand].push_back(*it);
    for (const std::uint32_t demand : planning.demands)
      if (!waiting_of_[demand].empty()) turns.push(turn_of(waiting_of_[demand].back()));
    while (!turns.empty()) {
      const std::uint32_t place = std::get<1>(turns.top());
      turns.pop();
      BOOST_OUTCOME_TRY(const bool served, serve(planning, place));
      if (served) waiting.erase(std::lower_bound(waiting.begin(), waiting.end(), place));
      auto& others = waiting_of_[requests_[place].demand];
      others.pop_back();
      if (!others.empty()) turns.push(turn_of(others.back()));
    }
    return success();
  }

  [[nodiscard]] static double entitlement_of(const Demand& demand) {
    return demand.entitlement > 0 ? demand.entitlement
                                  : demand.requests_per_week * demand.exams.mean();
  }

  /// Asks the engine for what a request wants.
  [[nodiscard]] result<bool> serve(const Planning& planning, std::uint32_t place) {
    Request& request = requests_[place];
    const Demand& demand = scenario_.demands[request.demand];
    ReserveWish wish;
    wish.school = demand.school;
    wish.category = demand.category;
    wish.part = demand.part;
    wish.exams = request.exams;
    wish.period = request.wished;
    ErrorCode refusal{};
    BOOST_OUTCOME_TRY(const auto receipt,
                      ask(Actor::of_office(planning.office), planning.departement, wish, refusal));
    if (!receipt) {
      request.tried = true;
      note_request(Happening::Kind::refused, place, request.exams).code = refusal;
      return false;
    }
    for (const ReservationChange& change : receipt->changes.reservations)
      for (const Session& session : receipt->changes.relied_on)
        if (session.id == change.session) {
          hold(place, change.id, session, change.slots_after);
          break;
        }
    return true;
  }

  /// A reservation was made.
  void hold(std::uint32_t place, ReservationId id, const Session& session, SlotSet slots) {
    Request& request = requests_[place];
    const Demand& demand = scenario_.demands[request.demand];
    const Grid& grid = session.planning->grid;
    Held held{place,
              session.departement,
              session.planning->category,
              demand.school,
              session.inspector,
              session.id,
              session.date,
              grid.units_of(slots).value,
              request.demand,
              true,
              true};
    taken_[request.demand] += held.units;
    note_held(Happening::Kind::reserved, held, held.units).waited =
        std::chrono::floor<Minutes>(clock_.now() - request.at);
    for (const unsigned ordinal : slots) {
      const auto given_back = given_back_.find(slot_key(session.id, ordinal));
      if (given_back == given_back_.end()) continue;
      note_held(Happening::Kind::used_again, held, grid.units_of_slot).waited =
          std::chrono::floor<Minutes>(clock_.now() - given_back->second);
      given_back_.erase(given_back);
    }
    await(id, held, to_instant(zone_of(session.departement), session.start_of(slots.front())),
          request.habits);
  }

  /// What will become of a reservation, as far as its school goes.
  void await(ReservationId id, Held& held, Instant start, Draws& habits) {
    const SchoolHabits& schools = scenario_.habits;
    const bool cancels = habits.happens(schools.cancels);
    const std::chrono::days before{schools.cancels_before.draw(habits)};
    held.asks_office = habits.happens(schools.asks_office);
    held.comes = !habits.happens(schools.no_show);
    if (cancels)
      put(std::max(start - before, clock_.now()), Step::change_of_mind,
          static_cast<std::uint64_t>(id.value));
    put(start, Step::exam, static_cast<std::uint64_t>(id.value));
    held_.insert_or_assign(id.value, held);
  }

  /// What was planned before the beginning is as if it had been published and reserved then.
  void take_over(const Receipt& receipt) {
    for (const SessionChange& change : receipt.changes.sessions) {
      const Session& session = *change.after;
      if (!session.is_planned() || session.date < scenario_.first.monday()) continue;
      const Grid& grid = session.planning->grid;
      note_session(Happening::Kind::published, session, grid.units_of(grid.slots()).value);
      see_who_is_away(session, kTakenOver | static_cast<std::uint64_t>(session.id.value));
      for (const ReservationChange& made : receipt.changes.reservations) {
        if (made.session != session.id) continue;
        Held held{kNobodys,
                  session.departement,
                  session.planning->category,
                  made.school,
                  session.inspector,
                  session.id,
                  session.date,
                  grid.units_of(made.slots_after).value,
                  kNobodys,
                  true,
                  true};
        note_held(Happening::Kind::reserved, held, held.units);
        Draws habits(seed_, Purpose::holding,
                     kTakenOver | static_cast<std::uint64_t>(made.id.value));
        await(made.id, held,
              to_instant(zone_of(session.departement), session.start_of(made.slots_after.front())),
              habits);
      }
    }
  }

  // ---- What becomes of reservations

  [[nodiscard]] static constexpr std::int64_t slot_key(SessionId session,
                                                       unsigned ordinal) noexcept {
    return session.value * kMaxSlotsOfSession + ordinal;
  }

  /// The school no longer wants it.
  [[nodiscard]] result<void> change_of_mind(ReservationId id) {
    const auto found = held_.find(id.value);
    if (found == held_.end()) return success();
    Held& held = found->second;
    CancelBySchool cancel;
    cancel.reservations.push_back(id);
    ErrorCode refusal{};
    BOOST_OUTCOME_TRY(const auto receipt,
                      ask(Actor::of_school(held.school), held.departement, cancel, refusal));
    if (receipt) {
      note_held(Happening::Kind::cancelled, held, held.units);
      const ReservationChange& change = receipt->changes.reservations.front();
      for (const unsigned ordinal : change.slots_before)
        given_back_[slot_key(change.session, ordinal)] = clock_.now();
      planning_of(held.departement).news.add(held.category, held.date);
      return drop(found), success();
    }
    note_held(Happening::Kind::refused, held, held.units).code = refusal;
    if (held.asks_office) {
      CancelByOffice ask_office;
      ask_office.reservations.push_back(id);
      ask_office.reason = Reason::late_school_request;
      BOOST_OUTCOME_TRY(const auto done, ask(Actor::of_office(planning_of(held.departement).office),
                                             held.departement, ask_office, refusal));
      if (done) {
        note_held(Happening::Kind::cancelled_late, held, held.units);
        return drop(found), success();
      }
    }
    held.comes = false;
    return success();
  }

  void hold_exam(ReservationId id) {
    const auto found = held_.find(id.value);
    if (found == held_.end()) return;
    note_held(found->second.comes ? Happening::Kind::examined : Happening::Kind::missed,
              found->second, found->second.units);
    held_.erase(found);
  }

  template <class Iterator>
  void drop(Iterator found) {
    if (found->second.demand != kNobodys) taken_[found->second.demand] -= found->second.units;
    held_.erase(found);
  }

  static constexpr std::uint64_t kTakenOver = std::uint64_t{1} << 47;
  /// How far ahead a rule can open dates, and a day.
  static constexpr std::chrono::days kFurthest{731};

  const Scenario& scenario_;
  const Policy& policy_;
  Seed seed_;
  Told told_;
  ManualClock clock_;
  BasicEngine<StorageT, MemoryDirectory> engine_;
  Log* log_ = nullptr;
  Instant end_{};
  std::priority_queue<Due> due_;
  std::uint64_t put_down_ = 0;
  std::vector<Planning> plannings_;
  std::vector<Request> requests_;
  boost::unordered_flat_map<std::int64_t, Held> held_;
  boost::unordered_flat_map<std::int64_t, Departement> departement_of_;
  /// When slots that are free again were given back.
  boost::unordered_flat_map<std::int64_t, Instant> given_back_;
  std::vector<double> taken_;  ///< units that each demand holds or held
  std::vector<std::vector<std::uint32_t>> waiting_of_;
};

}  // namespace creneau::sim
