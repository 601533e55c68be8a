#include "creneau/memory/byte_packing.hpp"

#include <gtest/gtest.h>

#include <boost/pfr/tuple_size.hpp>

namespace creneau::memory {
namespace {

template <class Row>
constexpr std::size_t fields_that_are_packed() {
  return std::tuple_size_v<decltype(fields_of(std::declval<Row&>()))>;
}

template <class Row>
class PackedRow : public ::testing::Test {};

using Rows = ::testing::Types<Actor, Hours, Grid, Planning, Session, SessionChange,
                              ReservationChange, BlockChange, Closure, ClosureChange, RuleEntry,
                              RulesChange, Remark, NoticeLine, Message, Notice>;
TYPED_TEST_SUITE(PackedRow, Rows);

TYPED_TEST(PackedRow, HasAllFieldsOfTheRow) {
  EXPECT_EQ(fields_that_are_packed<TypeParam>(), boost::pfr::tuple_size_v<TypeParam>);
}

TEST(APackedChangeSet, HasAllFieldsButTheNotices) {
  EXPECT_EQ(fields_that_are_packed<ChangeSet>() + 1, boost::pfr::tuple_size_v<ChangeSet>);
}

}  // namespace
}  // namespace creneau::memory
