#include <gmock/gmock.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <new>
#include <optional>

#include "durability/failing_allocations.hpp"
#include "durability/scenario.hpp"
#include "support/file_layer.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::testing {
namespace {

/// Storages in which the first steps of the scenario are done, as many as a test asks for.
class Storages {
 public:
  virtual ~Storages() = default;
  /// One in which `done` steps are done; the one before it must be closed.
  [[nodiscard]] virtual std::unique_ptr<Storage> open(std::size_t done) = 0;
  /// Whether the one that is open still is as it was when it was opened.
  [[nodiscard]] virtual bool is_untouched(const Storage& storage, std::size_t done) const = 0;
  [[nodiscard]] virtual bool is_sound(const Storage& storage) const = 0;
  /// The memory that is in use where none is open.
  [[nodiscard]] virtual std::int64_t in_use() const { return living_allocations(); }

 protected:
  const Scenario scenario_;
};

class InMemory : public Storages {
 public:
  std::unique_ptr<Storage> open(std::size_t done) override {
    auto storage = std::make_unique<MemoryStorage>();
    OfficeAtWork office(*storage);
    for (std::size_t step = 0; step < done; ++step) (void)scenario_.ask(office, step).value();
    return storage;
  }
  bool is_untouched(const Storage& storage, std::size_t done) const override {
    return history(storage).size() == done;
  }
  bool is_sound(const Storage&) const override { return true; }
};

class InFile : public Storages {
 public:
  InFile() {
    for (std::size_t step = 0; step <= scenario_.size(); ++step) {
      if (step > 0) std::filesystem::copy_file(path(step - 1), path(step));
      const auto database = open_file(path(step));
      OfficeAtWork office(*database);
      if (step > 0) (void)scenario_.ask(office, step - 1).value();
    }
  }
  std::unique_ptr<Storage> open(std::size_t done) override {
    std::filesystem::remove(copy() + "-journal");
    std::filesystem::copy_file(path(done), copy(),
                               std::filesystem::copy_options::overwrite_existing);
    return open_file(copy());
  }
  bool is_untouched(const Storage&, std::size_t done) const override {
    return bytes(copy()) == bytes(path(done));
  }
  bool is_sound(const Storage& storage) const override {
    return findings(dynamic_cast<const SqliteDatabase&>(storage)).empty();
  }
  std::int64_t in_use() const override { return living_allocations() + sqlite3_memory_used(); }

 private:
  [[nodiscard]] std::string path(std::size_t done) const {
    return folder_.path() / (std::to_string(done) + ".db");
  }
  [[nodiscard]] std::string copy() const { return folder_.path() / "copy.db"; }
  [[nodiscard]] std::unique_ptr<SqliteDatabase> open_file(const std::string& path) const {
    return SqliteDatabase::open(path, {.create = true, .vfs = files_.name()}).value();
  }
  [[nodiscard]] static std::string bytes(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  FileLayer files_;
  TemporaryFolder folder_;
};

/// What became of a command one of whose allocations failed.
struct Outcome {
  enum class End {
    did_not_fail,  ///< it has fewer allocations
    done,          ///< it could do without
    refused,       ///< `no_memory`
  };
  End end = End::did_not_fail;
  std::string_view fault = {};  ///< what must not be; empty: nothing
};

struct Case {
  const char* name;
  std::unique_ptr<Storages> (*storages)();
  bool for_good;  ///< memory does not come back after the first failure
  friend void PrintTo(const Case& it, std::ostream* out) { *out << it.name; }
};

class NoMemory : public ::testing::TestWithParam<Case> {
 protected:
  using Ask = result<Receipt> (Scenario::*)(OfficeAtWork&, std::size_t,
                                            const std::function<void()>&) const;

  /// Asks a step with one of its allocations failing, then again. `adds`: how many events the step
  /// leaves.
  Outcome ask(Ask ask, std::size_t adds, std::size_t step, long place) {
    const auto storage = storages_->open(step);
    OfficeAtWork office(*storage);
    std::optional<result<Receipt>> answer;
    try {
      answer.emplace(
          (scenario_.*ask)(office, step, [&] { fail_allocation(place, GetParam().for_good); }));
      fail_no_allocation();
    } catch (const std::bad_alloc&) {
      fail_no_allocation();
      return {.fault = "it throws"};
    }
    Outcome outcome;
    if (allocation_has_failed())
      outcome.end = *answer ? Outcome::End::done : Outcome::End::refused;
    else if (!*answer)
      return {.fault = "it is refused with all the memory it wants"};
    if (!*answer && answer->error().code != ErrorCode::no_memory) return {.fault = "another error"};
    if ((!*answer || adds == 0) && !storages_->is_untouched(*storage, step))
      return {.fault = "it changed something"};
    const auto again = (scenario_.*ask)(office, step, [] {});
    if (!again) return {.fault = "it cannot be asked again"};
    if (*answer && again.value() != answer->value()) return {.fault = "another answer"};
    if (history(*storage).size() != step + adds || !storages_->is_sound(*storage))
      return {.fault = "what is stored is not right"};
    return outcome;
  }

  /// Asks each step with each of its allocations failing.
  void ask_everywhere(Ask how, std::size_t adds) {
    int refused = 0;
    for (std::size_t step = 0; step < scenario_.size(); ++step) {
      // What is taken once for the whole process.
      (void)ask(how, adds, step, 0);
      Outcome outcome{.end = Outcome::End::done};
      for (long place = 1; outcome.end != Outcome::End::did_not_fail; ++place) {
        const std::int64_t in_use = storages_->in_use();
        outcome = ask(how, adds, step, place);
        const bool leaks = storages_->in_use() != in_use;
        ASSERT_EQ(outcome.fault, "") << "step " << step << ", allocation " << place;
        ASSERT_FALSE(leaks) << "step " << step << ", allocation " << place;
        if (outcome.end == Outcome::End::refused) ++refused;
      }
    }
    std::cout << refused << " times refused\n";
    EXPECT_GT(refused, 0);
  }

  const Scenario scenario_;
  const std::unique_ptr<Storages> storages_ = GetParam().storages();
};

TEST_P(NoMemory, ACommandChangesNothingLeaksNothingAndWorksWhenAskedAgain) {
  ask_everywhere(&Scenario::ask, 1);
}

TEST_P(NoMemory, APreviewLeaksNothingAndWorksWhenAskedAgain) {
  ask_everywhere(&Scenario::preview, 0);
}

template <class Where>
std::unique_ptr<Storages> storages() {
  return std::make_unique<Where>();
}

INSTANTIATE_TEST_SUITE_P(Every, NoMemory,
                         ::testing::Values(Case{"InMemoryOnce", storages<InMemory>, false},
                                           Case{"InMemoryForGood", storages<InMemory>, true},
                                           Case{"InFileOnce", storages<InFile>, false},
                                           Case{"InFileForGood", storages<InFile>, true}),
                         [](const auto& instance) { return std::string(instance.param.name); });

}  // namespace
}  // namespace creneau::testing
