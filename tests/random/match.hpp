#pragma once
/// \file
/// A match: random commands are given to engines over one storage and to the oracle, which must
/// agree on every answer and on all that can be seen.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "random/oracle.hpp"
#include "random/random_commands.hpp"
#include "random/world.hpp"

namespace creneau::testing {

/// What a match draws from: one number for each step.
using Steps = std::vector<std::uint64_t>;

template <class StorageT, class DirectoryT>
[[nodiscard]] result<Receipt> give(BasicEngine<StorageT, DirectoryT>& engine, const Call& call,
                                   const AnyCommand& command) {
  return std::visit([&](const auto& it) { return engine.run(call, it); }, command);
}

template <class StorageT, class DirectoryT>
[[nodiscard]] result<Receipt> decision(const BasicEngine<StorageT, DirectoryT>& engine,
                                       const Call& call, const AnyCommand& command) {
  return std::visit([&](const auto& it) { return engine.decide(call, it); }, command);
}

/// An engine over a storage of its own that is given the same commands as the one of a match and
/// must answer the same, byte for byte.
class Follower {
 public:
  virtual ~Follower() = default;
  [[nodiscard]] virtual result<Receipt> run(const Call& call, const AnyCommand& command) = 0;
  [[nodiscard]] virtual result<Receipt> decide(const Call& call, const AnyCommand& command) = 0;
  [[nodiscard]] virtual Storage& storage() = 0;
};

template <class StorageT>
class EngineOver final : public Follower {
 public:
  EngineOver(std::unique_ptr<StorageT> storage, const Clock& clock, EngineOptions options)
      : storage_(std::move(storage)),
        engine_(*storage_, directory_of_the_world(), clock, options) {}
  [[nodiscard]] result<Receipt> run(const Call& call, const AnyCommand& command) override {
    return give(engine_, call, command);
  }
  [[nodiscard]] result<Receipt> decide(const Call& call, const AnyCommand& command) override {
    return decision(engine_, call, command);
  }
  [[nodiscard]] Storage& storage() override { return *storage_; }

 private:
  std::unique_ptr<StorageT> storage_;
  BasicEngine<StorageT, MemoryDirectory> engine_;
};

class Match {
 public:
  Match(Storage& storage, Outbox& outbox);
  Match(const Match&) = delete;
  Match& operator=(const Match&) = delete;

  /// Plays steps. Gives the first disagreement, with the commands that led to it.
  [[nodiscard]] std::optional<std::string> play(const Steps& steps);
  void follow(std::unique_ptr<Follower> follower) { follower_ = std::move(follower); }

  /// Commands given and change sets committed so far, and how many of them were accepted.
  [[nodiscard]] std::size_t operations() const { return operations_; }
  [[nodiscard]] std::size_t accepted() const { return accepted_; }
  [[nodiscard]] ManualClock& clock() { return clock_; }
  [[nodiscard]] const oracle::Oracle& oracle() const { return oracle_; }
  [[nodiscard]] const Engine& engine() const { return engines_[0]; }

 private:
  /// A decision that waits for its commit while others go on.
  struct Held {
    RandomCommand drawn;
    ChangeSet changes;
    std::int64_t number = 0;
    std::int64_t rules = 0;
  };

  void step(Dice& dice);
  /// Draws until nothing speaks against the command, a few times at most.
  template <class Draw>
  [[nodiscard]] RandomCommand promising(const Draw& draw) const {
    RandomCommand drawn = draw();
    for (int more = 4; more != 0 && !objections(drawn).empty(); --more) drawn = draw();
    return drawn;
  }
  [[nodiscard]] oracle::Codes objections(const RandomCommand& drawn) const {
    return oracle_.objections(drawn.call, drawn.command, clock_.now());
  }
  void run(Dice& dice, const RandomCommand& drawn);
  void hold(Dice& dice, const RandomCommand& drawn);
  void commit_held(Departement departement);
  void compare(Dice& dice);
  void expect_same(const result<Receipt>& answer, const result<Receipt>& of_the_follower);

  /// Whether an answer is one that the oracle permits, and something new was accepted.
  bool permitted(const RandomCommand& drawn, const result<Receipt>& answer);
  void check_journal(const RandomCommand& drawn, const result<Receipt>& answer);
  void accept(const RandomCommand& drawn, Instant at, const Receipt& receipt, bool decided_now);
  void check_notices(Departement departement, const oracle::Told& expected);
  void note(const RandomCommand& drawn, const char* what);
  /// Notes the first disagreement. `say` gives its text.
  template <class Say>
  void expect(bool holds, const Say& say) {
    if (holds || !disagreement_.empty()) return;
    if constexpr (std::is_invocable_v<Say>)
      disagreement_ = say();
    else
      disagreement_ = say;
  }

  Storage& storage_;
  Outbox& outbox_;
  ManualClock clock_{kFirstOfMay};
  Engine engines_[2];  ///< as in two processes: each with its own view of the rules
  oracle::Oracle oracle_;
  std::unique_ptr<Follower> follower_;
  std::vector<Held> held_;
  std::vector<RandomCommand> requested_;  ///< commands that bore a request id
  std::map<Departement, NoticeId> last_notice_;
  std::map<Departement, std::vector<Receipt>> receipts_;
  std::map<Departement, std::vector<ErrorCode>> refused_;  ///< what the journal keeps
  std::map<Departement, std::int64_t> compared_;           ///< up to which event
  std::vector<std::string> log_;
  std::string disagreement_;
  std::size_t operations_ = 0;
  std::size_t accepted_ = 0;
};

}  // namespace creneau::testing
