#include <gmock/gmock.h>

#include "contract/storage_contract.hpp"
#include "creneau/memory/memory_storage.hpp"
#include "random/faulty_storage.hpp"
#include "random/match.hpp"

namespace creneau::testing {
namespace {

enum class CaughtBy { oracle, contract };

/// A fault, and who is sure to catch it.
struct Planted {
  const char* name;
  Fault fault;
  std::size_t once_in;
  CaughtBy caught_by = CaughtBy::oracle;
};
void PrintTo(const Planted& planted, std::ostream* out) {
  *out << planted.name;
}

// A memory storage checks the plan of every slot by itself: that a session relied upon is not
// looked at shows only where no slot of it is written. And a conflict is always a permitted answer
// to a decision that has become stale.
constexpr Planted kPlanted[] = {
    {"SessionRevisionUnchecked", Fault::session_revision_unchecked, 100},
    {"ReservationRevisionUnchecked", Fault::reservation_revision_unchecked, 100},
    {"OlderPlanTakenForPresent", Fault::older_plan_taken_for_present, 100},
    {"ReliedOnUnchecked", Fault::relied_on_unchecked, 1, CaughtBy::contract},
    {"ClosuresRevisionUnchecked", Fault::closures_revision_unchecked, 100},
    {"RulesVersionUnchecked", Fault::rules_version_unchecked, 100},
    {"ReservationsMadeMeanwhileOverlooked", Fault::reservations_made_meanwhile_overlooked, 100},
    {"ReasonOfABlockOverlooked", Fault::reason_of_a_block_overlooked, 1},
    {"RequestForgotten", Fault::request_forgotten, 100},
    {"RequestOfARivalForgotten", Fault::request_of_a_rival_forgotten, 100},
    {"RefusedThoughApplied", Fault::refused_though_applied, 100},
    {"RestOfABatchDropped", Fault::rest_of_a_batch_dropped, 1, CaughtBy::contract},
    {"CommitNumberUsedTwice", Fault::commit_number_used_twice, 100},
    {"NoticeLeftOut", Fault::notice_left_out, 100},
    {"FreedSlotNotFreed", Fault::freed_slot_not_freed, 100},
    {"SlotLostByAChange", Fault::slot_lost_by_a_change, 100},
    {"ReasonNotKept", Fault::reason_not_kept, 100},
    {"RefusalNotKept", Fault::refusal_not_kept, 100},
    {"RowDroppedAtAPageBorder", Fault::row_dropped_at_a_page_border, 100},
    {"ReservationDroppedAtAPageBorder", Fault::reservation_dropped_at_a_page_border, 100},
    {"EventMissing", Fault::event_missing, 100},
    {"ClosureNotSeen", Fault::closure_not_seen, 100},
    {"BegunSlotsCountedAsReservable", Fault::begun_slots_counted_as_reservable, 100},
    {"RowOfAnotherDepartementShown", Fault::row_of_another_departement_shown, 100},
};

/// After how many operations the oracle disagreed; empty: it never did.
std::optional<std::size_t> caught_by_the_oracle(const Planted& planted, std::uint64_t seed,
                                                std::size_t most, std::string& why) {
  Dice dice(seed);
  std::size_t operations = 0;
  while (operations < most) {
    MemoryStorage memory;
    FaultyStorage storage(memory, planted.fault, planted.once_in, dice.below(SIZE_MAX));
    Match match(storage, memory);
    Steps steps(400);
    for (std::uint64_t& step : steps) step = dice.below(SIZE_MAX);
    const auto disagreement = match.play(steps);
    operations += match.operations();
    if (disagreement) {
      why = disagreement->substr(disagreement->find_last_of('\n') + 1).substr(0, 90);
      return operations;
    }
  }
  return std::nullopt;
}

class FaultySubject final : public contract::Subject {
 public:
  explicit FaultySubject(Fault fault) : storage_(memory_, fault, 1, 0) {}
  Storage& storage() override { return storage_; }
  Outbox* outbox() override { return &memory_; }

 private:
  MemoryStorage memory_;
  FaultyStorage storage_;
};

/// The cases of the storage contract that fail where the fault strikes always.
std::vector<std::string> caught_by_the_contract(Fault fault) {
  std::vector<std::string> failed;
  for (const contract::Case& it : contract::cases()) {
    FaultySubject subject(fault);
    contract::Findings findings;
    try {
      it.run(subject, findings);
    } catch (const std::exception& thrown) {
      findings.expect(false, thrown.what());  // a command of the case was not done
    }
    if (!findings.all().empty()) failed.emplace_back(it.name);
  }
  return failed;
}

class PlantedFaults : public ::testing::TestWithParam<Planted> {};

TEST_P(PlantedFaults, AreCaught) {
  const Planted& planted = GetParam();
  const std::size_t most = planted.caught_by == CaughtBy::oracle ? 6'000'000 : 20'000;
  std::string why;
  const auto operations = caught_by_the_oracle(planted, printed_seed(), most, why);
  const auto cases = caught_by_the_contract(planted.fault);
  std::cout << planted.name << ": the oracle "
            << (operations ? "after " + std::to_string(*operations) + " operations (" + why + ")"
                           : "never")
            << "; the contract in " << cases.size() << " cases"
            << (cases.empty() ? "" : ", such as " + cases.front()) << "\n";
  if (planted.caught_by == CaughtBy::oracle)
    EXPECT_TRUE(operations.has_value());
  else
    EXPECT_THAT(cases, ::testing::Not(::testing::IsEmpty()));
}

INSTANTIATE_TEST_SUITE_P(Every, PlantedFaults, ::testing::ValuesIn(kPlanted),
                         [](const auto& instance) { return std::string(instance.param.name); });

TEST(PlantedFaults, AStorageWithoutOnePassesTheContract) {
  EXPECT_THAT(caught_by_the_contract(Fault::none), ::testing::IsEmpty());
}

}  // namespace
}  // namespace creneau::testing
