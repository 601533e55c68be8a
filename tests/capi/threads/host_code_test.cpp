// Somebody else's code is called on the thread that asked, also where commits are joined.
#include <gmock/gmock.h>

#include <filesystem>

#include "capi/edge/world.hpp"
#include "capi/threads/together.hpp"
#include "support/temporary_folder.hpp"

namespace creneau::capi_testing {
namespace {

/// The school for which this thread reserves; zero: it is in no call.
thread_local std::int64_t asking = 0;

/// A directory of one's own: one office, inspector and centre, and as many schools as threads. Counts
/// what was asked on another thread than the one that needs it.
struct OwnDirectory {
  std::atomic<int> look_ups{0};
  std::atomic<int> on_another_thread{0};

  static crn_status look_up(void* user_data, const crn_directory_needs* needs, crn_rows* rows,
                            crn_answer*) {
    auto& it = *static_cast<OwnDirectory*>(user_data);
    ++it.look_ups;
    for (std::size_t place = 0; place < needs->school_count; ++place)
      if (needs->schools[place] != asking) ++it.on_another_thread;
    return give(rows, needs->schools, needs->school_count);
  }

  static crn_status give(crn_rows* rows, const std::int64_t* schools, std::size_t count) {
    const crn_departement d93 = crn_departement_of("93");
    crn_office office{};
    office.id = 1;
    office.departements = &d93;
    office.departement_count = 1;
    crn_status status = crn_rows_add_offices(rows, &office, 1, sizeof office, nullptr);
    for (std::size_t place = 0; place < count && status == CRN_OK; ++place) {
      crn_school school{};
      school.id = schools[place];
      status = crn_rows_add_schools(rows, &school, 1, sizeof school, nullptr);
    }
    const crn_posting posting{d93, {0, 0}};
    crn_inspector inspector{};
    inspector.id = 7;
    inspector.matricule = crn_text_of("93-07");
    inspector.postings = &posting;
    inspector.posting_count = 1;
    if (status == CRN_OK)
      status = crn_rows_add_inspectors(rows, &inspector, 1, sizeof inspector, nullptr);
    crn_centre centre{};
    centre.id = 3;
    centre.departement = d93;
    return status == CRN_OK ? crn_rows_add_centres(rows, &centre, 1, sizeof centre, nullptr)
                            : status;
  }

  static crn_status none(void*, const std::int64_t*, std::size_t, crn_rows*, crn_answer*) {
    return CRN_OK;
  }

  [[nodiscard]] crn_directory* port() {
    CRN_NEW(crn_directory_port, port);
    port.user_data = this;
    port.look_up = look_up;
    port.offices = port.schools = port.inspectors = port.centres = none;
    port.find_schools = [](void*, crn_text, std::size_t, crn_rows*, crn_answer*) {
      return crn_status{CRN_OK};
    };
    crn_directory* directory = nullptr;
    EXPECT_EQ(crn_directory_create(&port, &directory, nullptr), CRN_OK);
    return directory;
  }
};

TEST(HostCode, OfADirectoryIsCalledOnTheCallersOwnThread) {
  const testing::TemporaryFolder folder;
  const std::string path = (folder.path() / "planning.db").string();
  CRN_NEW(crn_sqlite_options, file);
  file.path = crn_text_of(path.c_str());
  file.create = 1;
  crn_database* database = nullptr;
  ASSERT_EQ(crn_database_open_sqlite(&file, &database, nullptr), CRN_OK);
  OwnDirectory own;
  CRN_NEW(crn_engine_options, options);
  options.database = database;
  options.directory = own.port();
  options.language = CRN_LANGUAGE_NONE;
  ASSERT_EQ(crn_clock_create_manual(1780300800000000, &options.clock, nullptr), CRN_OK);
  World world;
  crn_engine_destroy(world.engine);
  ASSERT_EQ(crn_engine_create(&options, &world.engine, nullptr), CRN_OK);
  crn_directory_destroy(options.directory);
  crn_clock_destroy(options.clock);
  ASSERT_EQ(day()[0].run(world, nullptr), CRN_OK);
  ASSERT_EQ(day()[1].run(world, nullptr), CRN_OK);

  std::atomic<int> held{0};
  together([&](int thread) {
    asking = 100 + thread;
    for (std::uint32_t place = 0; place < 14; ++place) {
      const crn_slot slot{world.sessions[place / 7], 1, place % 7};
      CRN_NEW(crn_reserve_slots, command);
      command.school = asking;
      command.slots = &slot;
      command.slot_count = 1;
      held +=
          crn_engine_reserve_slots(world.engine, &world.call, &command, nullptr, nullptr) == CRN_OK;
    }
    asking = 0;
  });
  EXPECT_EQ(held, 14);
  EXPECT_GE(own.look_ups, 14 * kThreads);
  EXPECT_EQ(own.on_another_thread, 0);
  crn_database_destroy(database);
}

}  // namespace
}  // namespace creneau::capi_testing
