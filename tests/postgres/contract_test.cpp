#include <gmock/gmock.h>

#include "contract/storage_contract.hpp"
#include "postgres/a_server.hpp"

namespace creneau::testing {
namespace {

class PostgresSubject final : public contract::Subject {
 public:
  PostgresSubject() { open(); }
  Storage& storage() override { return *database_; }
  Outbox* outbox() override { return database_.get(); }
  bool reopen() override {
    database_.reset();
    open();
    return true;
  }

 private:
  void open() { database_ = PostgresDatabase::open(uri_).value(); }
  std::string uri_ = fresh_database();
  std::unique_ptr<PostgresDatabase> database_;
};

class StorageContractOfPostgres : public ::testing::TestWithParam<contract::Case> {};

TEST_P(StorageContractOfPostgres, Holds) {
  PostgresSubject subject;
  contract::Findings findings;
  GetParam().run(subject, findings);
  EXPECT_THAT(findings.all(), ::testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Every, StorageContractOfPostgres, ::testing::ValuesIn(contract::cases()),
                         [](const auto& instance) { return std::string(instance.param.name); });

}  // namespace
}  // namespace creneau::testing
