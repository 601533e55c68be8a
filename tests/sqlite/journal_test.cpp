#include "sqlite/journal.hpp"

#include <gmock/gmock.h>

namespace creneau::sqlite {
namespace {

TEST(Journal, WalIsSafeWhereItsResetWasMended) {
  for (const int version : {3'044'006, 3'044'007, 3'050'007, 3'050'099, 3'051'003, 3'052'000})
    EXPECT_TRUE(wal_is_safe(version)) << version;
  for (const int version :
       {3'007'000, 3'040'001, 3'044'005, 3'045'000, 3'050'006, 3'051'000, 3'051'002})
    EXPECT_FALSE(wal_is_safe(version)) << version;
}

TEST(Journal, OfAFileThatIsThereIsKept) {
  for (const bool wal_is_safe : {false, true})
    EXPECT_EQ(journal_for(false, false, wal_is_safe), Journal::truncate);
  EXPECT_EQ(journal_for(false, true, true), Journal::wal);
}

TEST(Journal, OfANewFileIsWalWhereThatIsSafe) {
  EXPECT_EQ(journal_for(true, false, true), Journal::wal);
  EXPECT_EQ(journal_for(true, false, false), Journal::truncate);
}

TEST(Journal, InWalIsNotUsedWhereThatIsNotSafe) {
  for (const bool is_new : {false, true}) EXPECT_EQ(journal_for(is_new, true, false), std::nullopt);
}

}  // namespace
}  // namespace creneau::sqlite
