#include <new>
#include <stdexcept>

#include "engine/engine_test.hpp"
#include "support/forwarding_storage.hpp"

namespace creneau::testing {
namespace {

[[nodiscard]] Error host_error() {
  return Error{ErrorCode::host_error}.with_text("LDAP is down");
}

/// A directory that fails, as a host's may.
class FailingDirectory final : public Directory {
 public:
  [[nodiscard]] result<void> look_up(const DirectoryNeeds&, DirectoryFacts&) const override {
    return host_error();
  }
  [[nodiscard]] result<std::vector<Office>> offices(std::vector<OfficeId>) const override {
    return host_error();
  }
  [[nodiscard]] result<std::vector<School>> schools(std::vector<SchoolId>) const override {
    return host_error();
  }
  [[nodiscard]] result<std::vector<Inspector>> inspectors(std::vector<InspectorId>) const override {
    return host_error();
  }
  [[nodiscard]] result<std::vector<Centre>> centres(std::vector<CentreId>) const override {
    return host_error();
  }
  [[nodiscard]] result<std::vector<School>> find_schools(std::string_view,
                                                         std::size_t) const override {
    return host_error();
  }
};

/// Fails at one of its calls.
class FailingStorage final : public ForwardingStorage {
 public:
  enum class At { nothing, load, commit, record, no_memory };
  explicit FailingStorage(Storage& behind) : ForwardingStorage(behind) {}
  [[nodiscard]] bool joins_commits() const noexcept override { return joins; }
  [[nodiscard]] result<void> load(const Needs& needs, Snapshot& snapshot) const override {
    if (at == At::no_memory) throw std::bad_alloc();
    if (at == At::load) return error;
    return ForwardingStorage::load(needs, snapshot);
  }
  void commit(std::span<ChangeSet> sets, std::span<Commit> answers) override {
    if (at != At::commit) return ForwardingStorage::commit(sets, answers);
    for (Commit& answer : answers) {
      answer.outcome = Commit::Outcome::failed;
      answer.error = error;
    }
  }
  [[nodiscard]] result<void> record(const Refusal& refusal) override {
    if (at == At::record) return error;
    return ForwardingStorage::record(refusal);
  }
  At at = At::nothing;
  bool joins = false;
  Error error{ErrorCode::storage_failed};
};

/// Cannot write texts.
class FailingWriter final : public NoticeWriter {
 public:
  [[nodiscard]] result<void> write(std::vector<Notice>&) const override { return host_error(); }
};

class FailingPorts : public EngineTest {
 protected:
  FailingPorts() : session(office.planned()) {}
  [[nodiscard]] ReserveSlots reserve() const {
    return office.reserve_command(session, SlotSet::of({0}));
  }
  SessionId session;
};

TEST_F(FailingPorts, OfTheDirectoryPassTheirErrorThroughAndChangeNothing) {
  const FailingDirectory directory;
  Engine engine(storage, directory, office.clock);
  const Queries queries(engine);
  const Picture before = picture();
  EXPECT_EQ(engine.run(office.call, reserve()).error(), host_error());
  EXPECT_EQ(engine.preview(office.call, reserve()).error(), host_error());
  SessionFilter filter;
  filter.departement = k93;
  EXPECT_EQ(queries.sessions(office.call.actor, filter, {}).error(), host_error());
  EXPECT_EQ(queries.find_schools(office.call.actor, k93, "x").error(), host_error());
  EXPECT_EQ(picture(), before);
}

TEST_F(FailingPorts, OfTheStoragePassTheirErrorThrough) {
  for (const bool joins : {false, true}) {
    FailingStorage failing(storage);
    failing.joins = joins;
    OfficeAtWork at_work(failing);
    for (const ErrorCode code :
         {ErrorCode::storage_failed, ErrorCode::storage_full, ErrorCode::unconfirmed})
      for (const auto at : {FailingStorage::At::load, FailingStorage::At::commit}) {
        failing.at = at;
        failing.error = Error{code}.with_text("disk");
        EXPECT_EQ(at_work.engine.run(at_work.call, reserve()).error(), failing.error);
      }
    failing.at = FailingStorage::At::no_memory;
    EXPECT_EQ(at_work.engine.run(at_work.call, reserve()).error().code, ErrorCode::no_memory);
  }
  EXPECT_EQ(slots_of(session), ".......");
}

TEST_F(FailingPorts, AJournalThatFailsDoesNotChangeTheAnswer) {
  FailingStorage failing(storage);
  OfficeAtWork at_work(failing);
  CancelBySchool cancel;
  cancel.reservations = {at_work.reserve(session, SlotSet::of({0}))};
  at_work.clock.set(*parse_instant("2026-06-12T08:00:00Z"));
  failing.at = FailingStorage::At::record;
  EXPECT_EQ(at_work.engine.run(as_school(), cancel).error().code, ErrorCode::too_late);
}

TEST_F(FailingPorts, ANoticeThatCannotBeWrittenUndoesTheCommand) {
  for (const bool joins : {false, true}) {
    FailingStorage alone(storage);
    alone.joins = joins;
    const FailingWriter writer;
    Engine engine(alone, office.directory, office.clock, {}, &writer);
    const Picture before = picture();
    EXPECT_EQ(engine.run(office.call, reserve()).error(), host_error());
    EXPECT_EQ(engine.decide(office.call, reserve()).error(), host_error());
    EXPECT_EQ(picture(), before);
  }
}

/// Loses the answer of its first commit, which may yet come, and then is out of reach.
class DoubtfulStorage final : public ForwardingStorage {
 public:
  using ForwardingStorage::ForwardingStorage;
  [[nodiscard]] bool joins_commits() const noexcept override { return joins; }
  [[nodiscard]] result<void> load(const Needs& needs, Snapshot& snapshot) const override {
    if (has_lost && fails) return Error{ErrorCode::storage_unreachable};
    if (has_lost && has_no_memory) throw std::bad_alloc();
    return ForwardingStorage::load(needs, snapshot);
  }
  void commit(std::span<ChangeSet> sets, std::span<Commit> answers) override {
    if (std::exchange(has_lost, true)) return ForwardingStorage::commit(sets, answers);
    for (Commit& answer : answers) {
      answer.outcome = Commit::Outcome::conflict;
      answer.error = Error{ErrorCode::unconfirmed};
    }
  }
  bool joins = false;
  bool fails = false;
  bool has_no_memory = false;
  bool has_lost = false;
};

TEST_F(FailingPorts, AnOutcomeThatIsUnknownIsNoRefusalOfTheNextTry) {
  for (const bool joins : {false, true}) {
    DoubtfulStorage doubtful(storage);
    doubtful.joins = joins;
    OfficeAtWork at_work(doubtful);
    const auto command = office.reserve_command(session, SlotSet::of({joins ? 1U : 0U}));
    doubtful.fails = true;
    EXPECT_EQ(at_work.engine.run(at_work.call, command).error().code, ErrorCode::unconfirmed);
    doubtful.fails = false;
    doubtful.has_no_memory = true;
    doubtful.has_lost = false;
    EXPECT_EQ(at_work.engine.run(at_work.call, command).error().code, ErrorCode::unconfirmed);
    // Where the next try is done, so is the command.
    doubtful.has_no_memory = false;
    doubtful.has_lost = false;
    EXPECT_TRUE(at_work.engine.run(at_work.call, command));
  }
  EXPECT_EQ(slots_of(session), "RR.....");
}

/// A host's storage that throws out of its first commit.
class ThrowingStorage final : public ForwardingStorage {
 public:
  using ForwardingStorage::ForwardingStorage;
  [[nodiscard]] bool joins_commits() const noexcept override { return true; }
  void commit(std::span<ChangeSet> sets, std::span<Commit> answers) override {
    if (std::exchange(throws, false)) throw std::runtime_error("the host's own");
    ForwardingStorage::commit(sets, answers);
  }
  bool throws = true;
};

TEST_F(FailingPorts, AStorageThatThrowsLeavesUnconfirmedAndTheNextGoesOn) {
  ThrowingStorage throwing(storage);
  OfficeAtWork at_work(throwing);
  const ReserveSlots reserve = at_work.reserve_command(session, SlotSet::of({0}));
  const Call call = at_work.with_request("r-1");
  EXPECT_EQ(at_work.engine.run(call, reserve).error().code, ErrorCode::unconfirmed);
  EXPECT_TRUE(at_work.engine.run(call, reserve));
  EXPECT_EQ(slots_of(session), "R......");
}

}  // namespace
}  // namespace creneau::testing
