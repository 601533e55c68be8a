#include "postgres/migrations.hpp"

#include <gmock/gmock.h>

#include <barrier>
#include <thread>

#include "postgres/shell.hpp"
#include "support/cutting_proxy.hpp"

namespace creneau::testing {
namespace {

TEST(MigrationsOfPostgres, OfProgramsThatStartTogetherAreMadeOnce) {
  constexpr std::size_t kPrograms = 8;
  const std::string uri = a_server().uri(a_server().make_database());
  std::barrier line(static_cast<std::ptrdiff_t>(kPrograms));
  std::vector<std::string> faults(kPrograms);
  std::vector<std::thread> programs;
  for (std::size_t program = 0; program < kPrograms; ++program)
    programs.emplace_back([&, program] {
      line.arrive_and_wait();
      const auto opened = PostgresDatabase::open(uri, {.create = true});
      if (!opened) faults[program] = opened.error().text;
    });
  for (std::thread& it : programs) it.join();
  EXPECT_THAT(faults, ::testing::Each(""));
  EXPECT_EQ(Shell(uri).column("SELECT number FROM creneau.migration").size(),
            postgres::migrations().size());
  const auto database = PostgresDatabase::open(uri).value();
  OfficeAtWork office(*database);
  office.reserve(office.planned(), SlotSet::of({0}));
  EXPECT_THAT(database->check().value(), ::testing::IsEmpty());
}

TEST(MigrationsOfPostgres, WhoseLineIsCutAreMadeWholeOrNot) {
  for (const auto from : {CuttingProxy::From::client, CuttingProxy::From::server}) {
    for (int nth = 1;; ++nth) {
      const std::string name = a_server().make_database();
      CuttingProxy proxy(a_server().port());
      proxy.cut_at(from, nth, true);
      const auto opened =
          PostgresDatabase::open(proxy.through(a_server().uri(name)), {.create = true});
      if (!opened) {
        EXPECT_THAT(opened.error().code,
                    ::testing::AnyOf(ErrorCode::storage_unreachable, ErrorCode::unconfirmed))
            << "piece " << nth;
      }
      const auto schemas = Shell(a_server().uri(name))
                               .column("SELECT 1 FROM pg_namespace WHERE nspname = 'creneau'");
      const auto again = PostgresDatabase::open(a_server().uri(name), {.create = true});
      ASSERT_TRUE(again) << "piece " << nth << ": " << again.error().text;
      if (!proxy.is_armed()) continue;
      EXPECT_TRUE(opened);
      EXPECT_EQ(schemas.size(), 1U);
      break;
    }
  }
}

}  // namespace
}  // namespace creneau::testing
