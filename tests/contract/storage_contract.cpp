#include "contract/storage_contract.hpp"

#include "contract/case.hpp"

namespace creneau::contract {

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const auto some :
       {stale_row_cases(), expectation_cases(), request_cases(), reading_cases(), outbox_cases()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace creneau::contract
