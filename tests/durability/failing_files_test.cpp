#include <gmock/gmock.h>

#include <filesystem>
#include <optional>

#include "durability/scenario.hpp"
#include "support/file_layer.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::testing {
namespace {

using Action = FileCall::Action;

/// A call that fails.
struct Fault {
  enum class How : std::uint8_t {
    before,   ///< nothing was done
    halfway,  ///< half of the bytes were written
    after     ///< it was done, and reported as failed
  };
  /// What else fails from then on.
  enum class Then : std::uint8_t {
    nothing,
    growth,     ///< writes that make a file longer: the disk is full
    everything  ///< every call that changes a file: the disk is gone
  };
  const char* name;
  Action action;
  int code;
  How how = How::before;
  Then then = Then::nothing;
  ErrorCode answer = ErrorCode::storage_failed;
};

/// Lets one call fail.
class FailingFiles final : public FileLayer {
 public:
  /// From now on, the `place`-th call fails (from 1).
  void fail(const Fault& fault, int place) {
    fault_ = fault;
    left_ = place;
  }
  void heal() { fault_.reset(); }
  [[nodiscard]] bool has_failed() const noexcept { return left_ <= 0; }

 private:
  int on(const FileCall& call) override {
    if (!fault_) return perform(call);
    if (left_ <= 0 && fails_from_now_on(call)) return fault_->code;
    if (call.action != fault_->action || --left_ != 0) return perform(call);
    if (fault_->how == Fault::How::after) (void)perform(call);
    if (fault_->how == Fault::How::halfway) {
      FileCall half = call;
      half.bytes = call.bytes.first(call.bytes.size() / 2);
      (void)perform(half);
    }
    return fault_->code;
  }
  [[nodiscard]] bool fails_from_now_on(const FileCall& call) const {
    if (fault_->then == Fault::Then::nothing) return false;
    if (fault_->then == Fault::Then::everything)
      return call.action != Action::lock && call.action != Action::open;
    if (call.action != Action::write) return false;
    sqlite3_int64 size = 0;
    call.file->pMethods->xFileSize(call.file, &size);
    return call.place + static_cast<std::int64_t>(call.bytes.size()) > size;
  }

  std::optional<Fault> fault_;
  int left_ = 1;
};

void PrintTo(const Fault& fault, std::ostream* out) {
  *out << fault.name;
}

class FailingFile : public ::testing::TestWithParam<Fault> {
 protected:
  FailingFile() {
    fresh_ = (folder_.path() / "fresh.db").string();
    EXPECT_TRUE(SqliteDatabase::open(fresh_, {.create = true, .vfs = layer_.name()}));
    const auto database = fresh_copy("without a fault");
    OfficeAtWork office(*database);
    for (std::size_t step = 0; step < scenario_.size(); ++step)
      EXPECT_TRUE(scenario_.ask(office, step)) << step;
    whole_history_ = history(*database);
    whole_outbox_ = outbox(*database);
  }

  [[nodiscard]] std::string path(const std::string& name) const {
    return (folder_.path() / (name + ".db")).string();
  }
  [[nodiscard]] std::unique_ptr<SqliteDatabase> open(const std::string& name) {
    return SqliteDatabase::open(path(name), {.vfs = layer_.name()}).value();
  }
  [[nodiscard]] std::unique_ptr<SqliteDatabase> fresh_copy(const std::string& name) {
    std::filesystem::copy_file(fresh_, path(name));
    return open(name);
  }
  [[nodiscard]] static std::vector<std::string> outbox(const SqliteDatabase& database) {
    std::vector<std::string> all;
    const auto found = database.notices({}, {}, 1000).value();
    for (const OutboxEntry& it : found)
      all.push_back(std::to_string(it.notice.id.value) + " " +
                    std::string(code_of(it.notice.kind)) + " " +
                    std::to_string(it.notice.lines.size()));
    return all;
  }

  /// Nobody can know only where the disk is gone.
  static void expect_typed(const Fault& fault, const Error& error) {
    if (fault.then == Fault::Then::everything && error.code == ErrorCode::unconfirmed) return;
    EXPECT_EQ(error.code, fault.answer) << name_of(error.code) << ": " << error.text;
  }

  /// Everything acknowledged is there and nothing else; at most the unconfirmed command besides.
  void expect_history(const SqliteDatabase& database, std::size_t acknowledged,
                      bool one_unconfirmed) const {
    const auto found = history(database);
    ASSERT_GE(found.size(), acknowledged);
    ASSERT_LE(found.size(), acknowledged + (one_unconfirmed ? 1 : 0));
    EXPECT_TRUE(std::equal(found.begin(), found.end(), whole_history_.begin()));
  }

  /// The scenario with a fault at one place; false if it passed without meeting it.
  bool met(const Fault& fault, int place) {
    SCOPED_TRACE(std::string(fault.name) + ", place " + std::to_string(place));
    const std::string name = "place " + std::to_string(place);
    auto database = fresh_copy(name);
    std::optional<OfficeAtWork> office(std::in_place, *database);
    layer_.fail(fault, place);
    for (std::size_t step = 0; step < scenario_.size(); ++step) {
      const auto answer = scenario_.ask(*office, step);
      if (answer) continue;
      const bool unconfirmed = answer.error().code == ErrorCode::unconfirmed;
      EXPECT_TRUE(layer_.has_failed());
      expect_typed(fault, answer.error());
      unconfirmed_ += unconfirmed ? 1 : 0;
      if (fault.then != Fault::Then::nothing) {
        layer_.heal();
        office.reset();
        database = open(name);
        office.emplace(*database);
      }
      EXPECT_THAT(findings(*database), ::testing::IsEmpty());
      expect_history(*database, step, unconfirmed);
      const auto again = scenario_.ask(*office, step);
      if (!again) {
        ADD_FAILURE() << "step " << step << " again: " << name_of(again.error().code) << " "
                      << again.error().text;
        break;
      }
      EXPECT_EQ(again.value().number, whole_history_[step].number);
    }
    const bool has_failed = layer_.has_failed();
    layer_.heal();
    office.reset();
    database = open(name);
    EXPECT_THAT(findings(*database), ::testing::IsEmpty());
    EXPECT_EQ(history(*database), whole_history_);
    EXPECT_EQ(outbox(*database), whole_outbox_);
    database.reset();
    std::filesystem::remove(path(name));
    std::filesystem::remove(path(name) + "-journal");
    return has_failed;
  }

  FailingFiles layer_;
  TemporaryFolder folder_;
  std::string fresh_;
  Scenario scenario_;
  std::vector<Event> whole_history_;
  std::vector<std::string> whole_outbox_;
  int unconfirmed_ = 0;
};

TEST_P(FailingFile, LeavesEveryCommandDoneOrRefusedWithoutATraceAtEveryPlace) {
  int place = 1;
  while (met(GetParam(), place) && !HasFailure()) ++place;
  std::cout << place - 1 << " places, " << unconfirmed_ << " unconfirmed\n";
  EXPECT_GT(place, 1) << "the fault was never met";
}

using How = Fault::How;
using Then = Fault::Then;

TEST(FailingCommit, ThatWasDoneAllTheSameAnswersARequestWhoseEventWasPurged) {
  FailingFiles layer;
  const TemporaryFolder folder;
  const auto database =
      SqliteDatabase::open(folder.path() / "planning.db", {.create = true, .vfs = layer.name()})
          .value();
  OfficeAtWork office(*database);
  const SessionId session = office.planned();
  const auto decide = [&](const char* request, SlotSet slots) {
    const auto command = office.reserve_command(session, slots);
    return office.engine.decide(office.with_request(request), command).value().changes;
  };
  ChangeSet first = decide("first", SlotSet::of({0}));
  office.clock.advance(std::chrono::minutes{1});
  std::vector<ChangeSet> batch{decide("first", SlotSet::of({0})),
                               decide("second", SlotSet::of({1}))};
  Commit answer;
  database->commit(std::span(&first, 1), std::span(&answer, 1));
  ASSERT_EQ(answer.outcome, Commit::Outcome::done);
  Purge old;
  old.history_before = office.clock.now();
  ASSERT_EQ(database->purge(old).value().events, 3);

  layer.fail({"", Action::truncate, SQLITE_IOERR_TRUNCATE, How::after}, 1);
  std::vector<Commit> answers(2);
  database->commit(batch, answers);
  EXPECT_TRUE(layer.has_failed());
  EXPECT_EQ(answers[0].outcome, Commit::Outcome::replayed) << answers[0].error.text;
  EXPECT_EQ(answers[1].outcome, Commit::Outcome::done) << answers[1].error.text;
}

INSTANTIATE_TEST_SUITE_P(
    Every, FailingFile,
    ::testing::Values(
        Fault{"Write", Action::write, SQLITE_IOERR_WRITE},
        Fault{"WriteHalfway", Action::write, SQLITE_IOERR_WRITE, How::halfway},
        Fault{"WriteForGood", Action::write, SQLITE_IOERR_WRITE, How::halfway, Then::everything},
        Fault{"DiskFull", Action::write, SQLITE_FULL, How::before, Then::nothing,
              ErrorCode::storage_full},
        Fault{"DiskFullForGood", Action::write, SQLITE_FULL, How::halfway, Then::growth,
              ErrorCode::storage_full},
        Fault{"Sync", Action::sync, SQLITE_IOERR_FSYNC},
        Fault{"SyncForGood", Action::sync, SQLITE_IOERR_FSYNC, How::before, Then::everything},
        Fault{"Lock", Action::lock, SQLITE_IOERR_LOCK},
        Fault{"LockBusy", Action::lock, SQLITE_BUSY},
        Fault{"Truncate", Action::truncate, SQLITE_IOERR_TRUNCATE},
        Fault{"TruncateThatWasDone", Action::truncate, SQLITE_IOERR_TRUNCATE, How::after},
        Fault{"TruncateForGood", Action::truncate, SQLITE_IOERR_TRUNCATE, How::after,
              Then::everything},
        Fault{"Open", Action::open, SQLITE_CANTOPEN}),
    [](const auto& instance) { return std::string(instance.param.name); });

}  // namespace
}  // namespace creneau::testing
