#pragma once
/// \file
/// Some commands of an office's day, each a fixed function of its place, so that it can be asked
/// again.

#include <functional>
#include <string>
#include <vector>

#include "creneau/model/made_ids.hpp"
#include "creneau/sqlite/sqlite.hpp"
#include "support/departement_93.hpp"
#include "support/history.hpp"

namespace creneau::testing {

/// The `row`-th session or reservation that a database makes in 93.
inline SessionId session_made(std::uint64_t row) {
  return id_of<SessionId>(k93, row);
}
inline ReservationId reservation_made(std::uint64_t row) {
  return id_of<ReservationId>(k93, row);
}

/// Plan, reserve, cancel, block, change and unplan with a cascade. Each step is asked under a
/// request id of its own.
class Scenario {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return steps_.size(); }

  /// Asks the `place`-th command, for the first time or again. `now` is called when all is ready
  /// for it.
  [[nodiscard]] result<Receipt> ask(
      OfficeAtWork& office, std::size_t place, const std::function<void()>& now = [] {}) const {
    return steps_[place](office, "step-" + std::to_string(place), now, false);
  }

  /// Asks what the `place`-th command would do.
  [[nodiscard]] result<Receipt> preview(
      OfficeAtWork& office, std::size_t place, const std::function<void()>& now = [] {}) const {
    return steps_[place](office, "step-" + std::to_string(place), now, true);
  }

 private:
  using Step = std::function<result<Receipt>(OfficeAtWork&, const std::string& request,
                                             const std::function<void()>& now, bool is_preview)>;
  template <class Make>
  static Step by(Actor actor, Make make) {
    return [actor, make](OfficeAtWork& office, const std::string& request,
                         const std::function<void()>& now, bool is_preview) {
      const Call call{actor, k93, request};
      const auto command = make(office);
      now();
      return is_preview ? office.engine.preview(call, command) : office.engine.run(call, command);
    };
  }
  template <class Make>
  static Step by_office(Make make) {
    return by(Actor::of_office({1}), make);
  }

  std::vector<Step> steps_{
      by_office([](OfficeAtWork&) {
        CreateSessions command;
        command.sessions.push_back({{1}, kMonday, HalfDay::morning, {}, {}});
        command.sessions.push_back({{2}, kMonday, HalfDay::morning, {}, {}});
        return command;
      }),
      by_office([](OfficeAtWork& office) {
        PlanSessions command = office.plan_command(session_made(0));
        command.sessions.push_back(session_made(1));
        return command;
      }),
      by_office([](OfficeAtWork& office) {
        return office.reserve_command(session_made(0), SlotSet::of({0, 1, 3}));
      }),
      by_office([](OfficeAtWork& office) {
        return office.reserve_command(session_made(1), SlotSet::of({2}), {2});
      }),
      by_office([](OfficeAtWork& office) { return office.cancel_command(reservation_made(0)); }),
      by(Actor::of_school({1}),
         [](OfficeAtWork&) {
           CancelBySchool command;
           command.reservations = {reservation_made(1)};
           return command;
         }),
      by_office([](OfficeAtWork& office) {
        return office.block_command(session_made(1), SlotSet::of({5, 6}));
      }),
      by_office([](OfficeAtWork&) {
        ChangeSession command;
        command.session = session_made(1);
        command.centre = {2};
        return command;
      }),
      by_office([](OfficeAtWork& office) {
        UnplanSessions command = office.unplan_command(session_made(1));
        command.cascade.emplace({reservation_made(2)});
        return command;
      }),
      by_office([](OfficeAtWork& office) {
        return office.reserve_command(session_made(0), SlotSet::of({6}), {2});
      }),
  };
};

/// How a test names what `check` found.
inline std::vector<std::string> findings(const SqliteDatabase& database) {
  std::vector<std::string> all;
  const auto found = database.check().value();
  for (const Finding& it : found) all.push_back(it.what + ": " + it.where);
  return all;
}

}  // namespace creneau::testing
