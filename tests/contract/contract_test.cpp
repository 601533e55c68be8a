#include <gmock/gmock.h>

#include <filesystem>

#include "contract/storage_contract.hpp"
#include "creneau/sqlite/sqlite.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::contract {
namespace {

class MemorySubject final : public Subject {
 public:
  Storage& storage() override { return storage_; }
  Outbox* outbox() override { return &storage_; }

 private:
  MemoryStorage storage_;
};

class LocalMemorySubject final : public Subject {
 public:
  Storage& storage() override { return storage_; }
  Outbox* outbox() override { return &storage_; }

 private:
  LocalMemoryStorage storage_;
};

class SqliteSubject final : public Subject {
 public:
  SqliteSubject() { open(); }
  Storage& storage() override { return *database_; }
  Outbox* outbox() override { return database_.get(); }
  bool reopen() override {
    database_.reset();
    open();
    return true;
  }

 private:
  void open() {
    database_ = SqliteDatabase::open(folder_.path() / "planning.db", {.create = true}).value();
  }
  testing::TemporaryFolder folder_;
  std::unique_ptr<SqliteDatabase> database_;
};

struct NamedSubject {
  const char* name;
  std::unique_ptr<Subject> (*make)();
};

constexpr NamedSubject kSubjects[] = {
    {"Memory", [] { return std::unique_ptr<Subject>(new MemorySubject); }},
    {"LocalMemory", [] { return std::unique_ptr<Subject>(new LocalMemorySubject); }},
    {"Sqlite", [] { return std::unique_ptr<Subject>(new SqliteSubject); }},
};

class StorageContract : public ::testing::TestWithParam<std::tuple<const NamedSubject*, Case>> {};

TEST_P(StorageContract, Holds) {
  const auto& [subject, it] = GetParam();
  Findings findings;
  const auto made = subject->make();
  it.run(*made, findings);
  EXPECT_THAT(findings.all(), ::testing::IsEmpty());
}

std::vector<std::tuple<const NamedSubject*, Case>> every_case_of_every_subject() {
  std::vector<std::tuple<const NamedSubject*, Case>> all;
  for (const NamedSubject& subject : kSubjects)
    for (const Case& it : cases()) all.emplace_back(&subject, it);
  return all;
}

INSTANTIATE_TEST_SUITE_P(Every, StorageContract, ::testing::ValuesIn(every_case_of_every_subject()),
                         [](const auto& instance) {
                           return std::string(std::get<0>(instance.param)->name) + "_" +
                                  std::get<1>(instance.param).name;
                         });

}  // namespace
}  // namespace creneau::contract
