// A storage that is written in C passes the contract that every storage passes.
#include <gmock/gmock.h>

#include "contract/storage_contract.hpp"
#include "facade/handles.hpp"

extern "C" {
#include "capi/storage/table_storage.h"
}

namespace creneau::contract {
namespace {

class CSubject final : public Subject {
 public:
  CSubject() : tables_(table_storage_create()) {
    const crn_storage_port storage = table_storage_port(tables_);
    const crn_outbox_port outbox = table_storage_outbox_port(tables_);
    EXPECT_EQ(crn_storage_create(&storage, &storage_, nullptr), CRN_OK);
    EXPECT_EQ(crn_outbox_create(&outbox, &outbox_, nullptr), CRN_OK);
  }
  CSubject(const CSubject&) = delete;
  CSubject& operator=(const CSubject&) = delete;
  ~CSubject() override {
    table_storage_free(tables_);
    crn_outbox_destroy(outbox_);
    crn_storage_destroy(storage_);
  }
  Storage& storage() override { return *facade::behind(storage_)->it; }
  Outbox* outbox() override { return facade::behind(outbox_)->it.get(); }

 private:
  table_storage* tables_;
  crn_storage* storage_ = nullptr;
  crn_outbox* outbox_ = nullptr;
};

class StorageInC : public ::testing::TestWithParam<Case> {};

TEST_P(StorageInC, HoldsTheContract) {
  Findings findings;
  CSubject subject;
  GetParam().run(subject, findings);
  EXPECT_THAT(findings.all(), ::testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Every, StorageInC, ::testing::ValuesIn(cases()),
                         [](const auto& instance) { return std::string(instance.param.name); });

}  // namespace
}  // namespace creneau::contract
