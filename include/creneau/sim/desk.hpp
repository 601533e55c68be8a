#pragma once
/// \file
/// The desk of a simulated office: schools ask there, and it asks the engine for them, in the order
/// that the policy says.

#include <algorithm>
#include <functional>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

#include "creneau/policy/exam_units.hpp"
#include "creneau/policy/opening.hpp"
#include "creneau/sim/holdings.hpp"
#include "creneau/sim/news.hpp"
#include "creneau/sim/requests.hpp"

namespace creneau::sim {

/// All requests, and who waits where. Not thread-safe.
template <class StorageT>
class Desk {
 public:
  /// Both must outlive it.
  Desk(Stage<StorageT>& stage, Holdings<StorageT>& holdings)
      : stage_(stage), holdings_(holdings), taken_(stage.scenario.demands.size()) {
    for (std::uint32_t place = 0; place < taken_.size(); ++place)
      queue_of(stage.scenario.demands[place].departement).demands.push_back(place);
  }

  /// Something came free, or was published.
  void came_free(Departement departement, Category category, Date date) {
    queue_of(departement).news.add(category, date);
  }

  /// What schools of a planning will ask for in the week that begins.
  void begin_week(std::size_t planning) {
    const Week week = Week::of(stage_.today(stage_.plannings[planning]));
    std::vector<Request> asked;
    for (const std::uint32_t demand : queue_at(planning).demands) {
      const auto some = requests_of(stage_.scenario, demand, week, stage_.seed);
      asked.insert(asked.end(), some.begin(), some.end());
    }
    // Those who wait stand in the order of their places: it must be that of their asking.
    std::vector<std::size_t> order(asked.size());
    for (std::size_t place = 0; place < order.size(); ++place) order[place] = place;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::pair{asked[a].at, a} < std::pair{asked[b].at, b};
    });
    for (const std::size_t place : order) {
      requests_.push_back({asked[place], false});
      stage_.agenda.put(asked[place].at, Step::request, requests_.size() - 1);
    }
  }

  /// A school asks.
  [[nodiscard]] result<void> request(std::uint32_t place) {
    note(Happening::Kind::asked, place);
    Queue& queue = queue_of(demand_of(place).departement);
    if (stage_.policy.order == Order::first_come) {
      BOOST_OUTCOME_TRY(const bool served, serve(place));
      if (served) return success();
    }
    wait(queue, place);
    return success();
  }

  /// The office serves those who wait.
  [[nodiscard]] result<void> round(std::size_t planning) {
    Queue& queue = queue_at(planning);
    std::erase_if(queue.waiting, [&](std::uint32_t place) {
      if (stage_.clock.now() < requests_[place].until) return false;
      note(Happening::Kind::given_up, place);
      requests_[place].exams = 0;
      return true;
    });
    add_dates_that_opened(stage_.plannings[planning], queue);
    queue.news.sort();
    std::vector<std::uint32_t> order;
    for (const std::uint32_t place : queue.waiting)
      if (is_worth_a_try(queue, place)) order.push_back(place);
    queue.news.clear();
    if (stage_.policy.order == Order::proportional) return serve_furthest_behind(queue, order);
    if (stage_.policy.order == Order::lottery) draw_lots(stage_.plannings[planning], order);
    for (const std::uint32_t place : order) {
      BOOST_OUTCOME_TRY(const bool served, serve(place));
      if (served) leave(queue, place);
    }
    return success();
  }

  /// What was held no longer is.
  void release(const Held& held) {
    if (held.request != Held::kNobodys) taken_[requests_[held.request].demand] -= held.units;
  }
  /// The same, and its school still wants it.
  void ask_again(const Held& held) {
    release(held);
    if (held.request == Held::kNobodys) return;
    Entry& request = requests_[held.request];
    request.until = stage_.clock.now() +
                    std::chrono::days{stage_.scenario.habits.patience.draw(request.habits)};
    request.tried = false;
    request.exams += held.exams;
    wait(queue_of(held.departement), held.request);
  }

 private:
  /// Its exams are those that are still wanted.
  struct Entry : Request {
    bool tried;  ///< and refused: worth another try when something came free
  };
  struct Queue {
    std::vector<std::uint32_t> demands;  ///< their places
    std::vector<std::uint32_t> waiting;  ///< places of requests, in the order of asking
    News news;
    Instant last_round{};
  };

  [[nodiscard]] Queue& queue_at(std::size_t planning) {
    if (planning >= queues_.size()) queues_.resize(planning + 1);
    return queues_[planning];
  }
  [[nodiscard]] Queue& queue_of(Departement departement) {
    return queue_at(stage_.planning_at(departement));
  }
  [[nodiscard]] const Demand& demand_of(std::uint32_t place) const {
    return stage_.scenario.demands[requests_[place].demand];
  }
  static void wait(Queue& queue, std::uint32_t place) {
    const auto at = std::lower_bound(queue.waiting.begin(), queue.waiting.end(), place);
    if (at == queue.waiting.end() || *at != place) queue.waiting.insert(at, place);
  }
  static void leave(Queue& queue, std::uint32_t place) {
    queue.waiting.erase(std::lower_bound(queue.waiting.begin(), queue.waiting.end(), place));
  }
  void note(Happening::Kind kind, std::uint32_t place, ErrorCode code = {}) const {
    const Request& request = requests_[place];
    const Demand& demand = demand_of(place);
    Happening it = stage_.happening(kind, demand.departement, request.exams);
    it.code = code;
    it.category = demand.category;
    it.request = place + 1;
    it.date = request.wished.first;
    it.school = demand.school;
    stage_.heard(it);
  }

  /// Dates may be reserved from some day on, where the rules say so.
  void add_dates_that_opened(const Planning& planning, Queue& queue) {
    const Instant last = std::exchange(queue.last_round, stage_.clock.now());
    const RuleBook& rules = *stage_.rules;
    if (rules.version() == RulesVersion{}) return;  // the defaults open every date
    const Date today = stage_.today(planning);
    for (Date date = today; date <= today + kFurthest; date += std::chrono::days{1}) {
      if (!rules.on(date).opening.days_ahead) continue;
      const Instant opens = reservation_opens_at(planning.departement, date, rules);
      if (opens <= last || opens > stage_.clock.now()) continue;
      for (std::size_t category = 0; category < kCategoryCount; ++category)
        queue.news.add(static_cast<Category>(category), date);
    }
  }

  [[nodiscard]] bool is_worth_a_try(const Queue& queue, std::uint32_t place) const {
    const Entry& request = requests_[place];
    return !request.tried || queue.news.concern(demand_of(place).category, request.wished);
  }

  void draw_lots(const Planning& planning, std::vector<std::uint32_t>& order) const {
    const auto day =
        std::chrono::floor<std::chrono::days>(stage_.clock.now()).time_since_epoch().count();
    Draws lots(stage_.seed, Purpose::lottery,
               static_cast<std::uint64_t>(day) << 8 | planning.departement.index());
    for (std::size_t left = order.size(); left > 1; --left)
      std::swap(order[left - 1], order[lots.below(left)]);
  }

  /// Whoever is furthest behind its entitlement is next, until nobody can be served.
  [[nodiscard]] result<void> serve_furthest_behind(Queue& queue,
                                                   const std::vector<std::uint32_t>& order) {
    using Turn = std::tuple<double, std::uint32_t>;
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
    boost::unordered_flat_map<std::uint32_t, std::vector<std::uint32_t>> of_demand;
    for (auto it = order.rbegin(); it != order.rend(); ++it)
      of_demand[requests_[*it].demand].push_back(*it);
    const auto put_turn = [&](std::uint32_t place) {
      const std::uint32_t demand = requests_[place].demand;
      turns.emplace(taken_[demand] / stage_.scenario.demands[demand].right(), place);
    };
    for (const auto& [demand, places] : of_demand) put_turn(places.back());
    while (!turns.empty()) {
      const std::uint32_t place = std::get<1>(turns.top());
      turns.pop();
      BOOST_OUTCOME_TRY(const bool served, serve(place));
      if (served) leave(queue, place);
      auto& others = of_demand[requests_[place].demand];
      others.pop_back();
      if (!others.empty()) put_turn(others.back());
    }
    return success();
  }

  /// Asks the engine for what a request wants.
  [[nodiscard]] result<bool> serve(std::uint32_t place) {
    Entry& request = requests_[place];
    const Demand& demand = demand_of(place);
    ReserveWish wish;
    wish.school = demand.school;
    wish.category = demand.category;
    wish.part = demand.part;
    wish.exams = request.exams;
    wish.period = request.wished;
    Answer answer;
    BOOST_OUTCOME_TRY(const bool done,
                      stage_.ask_as_office(stage_.planning_of(demand.departement), wish, answer));
    if (!done) {
      request.tried = true;
      note(Happening::Kind::refused, place, answer.refusal);
      return false;
    }
    const ChangeSet& changes = answer.receipt.changes;
    for (const ReservationChange& change : changes.reservations) {
      const auto& sessions = changes.relied_on;
      const auto session = std::find_if(sessions.begin(), sessions.end(),
                                        [&](const Session& it) { return it.id == change.session; });
      const Grid& grid = session->planning->grid;
      const Units exam =
          units_of_exam(stage_.rules->on(session->date), demand.category, demand.part);
      Held held;
      held.request = place;
      held.exams = static_cast<std::int32_t>(change.slots_after.size() / slots_for(exam, grid));
      held.departement = demand.departement;
      held.category = demand.category;
      held.school = demand.school;
      held.inspector = session->inspector;
      held.session = session->id;
      held.date = session->date;
      held.units = grid.units_of(change.slots_after).value;
      taken_[request.demand] += held.units;
      holdings_.hold(change.id, held, *session, change.slots_after, request.at, request.habits);
    }
    request.exams = 0;
    return true;
  }

  /// How far ahead a rule can open dates, and a day.
  static constexpr std::chrono::days kFurthest{731};

  Stage<StorageT>& stage_;
  Holdings<StorageT>& holdings_;
  std::vector<Entry> requests_;
  std::vector<Queue> queues_;  ///< by planning
  std::vector<double> taken_;  ///< units that each demand holds or held
};

}  // namespace creneau::sim
