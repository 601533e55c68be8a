#include "creneau/mail/eml_folder.hpp"

#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "mail/mailing_office.hpp"
#include "mail/python.hpp"

namespace creneau::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const mail::Identity kSender{"creneau@example.org", "Créneau", "creneau.example.org"};

/// Files of this process may not grow beyond `bytes`: the write after that fails, as on a full
/// disk.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    before_ = std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &limit_);
    rlimit small = limit_;
    small.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &limit_);
    std::signal(SIGXFSZ, before_);
  }

 private:
  rlimit limit_{};
  void (*before_)(int) = nullptr;
};

class Folder : public MailingOffice {
 protected:
  Notice stored_notice() {
    reserve(plan(), {0, 1});
    return last_notice();
  }
  std::vector<std::string> files() {
    std::vector<std::string> names;
    for (const auto& file : std::filesystem::directory_iterator(folder.path()))
      names.push_back(file.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }
  std::string content(const std::string& name) {
    std::ifstream in(folder.path() / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static std::string name_of(const Notice& notice) {
    return "20260601T080000Z-notice-" + std::to_string(notice.id.value) + ".eml";
  }

  TemporaryFolder folder;
  mail::EmlFolder notifier = mail::EmlFolder::create(folder.path(), kSender).value();
};

TEST_F(Folder, HoldsAFileForEachNoticeNamedByDateAndId) {
  const Notice notice = stored_notice();
  EXPECT_EQ(notifier.deliver(notice).delivery, Delivery::delivered);
  EXPECT_THAT(files(), ElementsAre(name_of(notice)));
  EXPECT_EQ(content(name_of(notice)), mail::compose(notice, kSender).value().bytes);
}

TEST_F(Folder, HoldsANoticeOnceHoweverOftenItIsDelivered) {
  const Notice notice = stored_notice();
  ASSERT_EQ(notifier.deliver(notice).delivery, Delivery::delivered);
  ASSERT_EQ(notifier.deliver(notice).delivery, Delivery::delivered);
  EXPECT_THAT(files(), ElementsAre(name_of(notice)));
}

TEST_F(Folder, KeepsFilesFromOthersEyes) {
  const Notice notice = stored_notice();
  ASSERT_EQ(notifier.deliver(notice).delivery, Delivery::delivered);
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(folder.path() / name_of(notice)).permissions(),
            perms::owner_read | perms::owner_write);
}

TEST_F(Folder, OnAFullDiskFailsAndLeavesNothingBehind) {
  const Notice notice = stored_notice();
  Notifier::Answer answer;
  {
    const SmallDisk disk(1000);
    answer = notifier.deliver(notice);
  }
  EXPECT_EQ(answer.delivery, Delivery::failed);
  EXPECT_THAT(answer.text, HasSubstr(folder.path().string()));
  EXPECT_THAT(files(), ElementsAre());
  EXPECT_EQ(notifier.deliver(notice).delivery, Delivery::delivered);
}

TEST_F(Folder, ThatIsNotThereFailsAndIsTriedAgain) {
  const Notice notice = stored_notice();
  auto elsewhere = mail::EmlFolder::create(folder.path() / "courrier", kSender).value();
  const Notifier::Answer answer = elsewhere.deliver(notice);
  EXPECT_EQ(answer.delivery, Delivery::failed);
  EXPECT_THAT(answer.text, HasSubstr("courrier: No such file or directory"));
  std::filesystem::create_directory(folder.path() / "courrier");
  EXPECT_EQ(elsewhere.deliver(notice).delivery, Delivery::delivered);
}

TEST_F(Folder, WhoseFileCannotBeReplacedFails) {
  const Notice notice = stored_notice();
  std::filesystem::create_directory(folder.path() / name_of(notice));
  EXPECT_EQ(notifier.deliver(notice).delivery, Delivery::failed);
  EXPECT_THAT(files(), ElementsAre(name_of(notice)));
}

TEST_F(Folder, RefusesANoticeOfWhichNoMailCanBeMade) {
  Notice notice = stored_notice();
  notice.address = "a@example.org\r\nRCPT TO:<b@example.org>";
  const Notifier::Answer answer = notifier.deliver(notice);
  EXPECT_EQ(answer.delivery, Delivery::refused);
  EXPECT_EQ(answer.text, "bad_address: a@example.org??RCPT TO:<b@example.org>");
  EXPECT_THAT(files(), ElementsAre());
}

TEST_F(Folder, IsNotMadeForAnIdentityThatCannotStandInHeaders) {
  EXPECT_EQ(
      mail::EmlFolder::create(folder.path(), {"pas une adresse", "", "example.org"}).error().code,
      ErrorCode::bad_address);
}

/// A school's calendar, kept by the mails it gets, through another parser.
class Agenda : public Folder {
 protected:
  /// The entries after each mail to the school: start, end, place.
  nlohmann::json states() {
    std::vector<std::string> mails;
    for (const OutboxEntry& entry : outbox()) {
      if (entry.notice.to_school != kSchool) continue;
      EXPECT_EQ(notifier.deliver(entry.notice).delivery, Delivery::delivered);
      mails.push_back((folder.path() / ("20260601T080000Z-notice-" +
                                        std::to_string(entry.notice.id.value) + ".eml"))
                          .string());
    }
    const auto told = PythonScript("mail/keep_agenda.py", mails).finish();
    EXPECT_EQ(told["ignored"], 0);
    return told["states"];
  }
  template <class Command>
  void run(const Command& command) {
    const auto ran = engine.run(office, command);
    ASSERT_TRUE(ran) << texts.error(ran.error());
  }
};

TEST_F(Agenda, FollowsReservingChangingAndCancellingAndIsEmptyAtTheEnd) {
  const SessionId session = plan();
  run(reserving(session, {0, 1, 2}));
  const auto reservation = outbox().back().notice.lines.front().reservation;
  ChangeSession change;
  change.session = session;
  change.centre = {2};
  change.start = Minutes{540};
  run(change);
  CancelBySchool part;
  part.slots = {{session, {2}, 0}};
  ASSERT_TRUE(engine.run({Actor::of_school(kSchool), k93, {}}, part));
  CancelByOffice rest;
  rest.reservations = {reservation};
  run(rest);
  const std::string rosny = "Rosny, 12 rue de la Gare, Rosny-sous-Bois";
  using nlohmann::json;
  EXPECT_EQ(
      states(),
      json({json::array({{"2026-06-15T06:30:00+00:00", "2026-06-15T08:00:00+00:00", rosny}}),
            json::array({{"2026-06-15T07:00:00+00:00", "2026-06-15T08:30:00+00:00", "Gonesse"}}),
            json::array({{"2026-06-15T07:30:00+00:00", "2026-06-15T08:30:00+00:00", "Gonesse"}}),
            json::array()}));
}

TEST_F(Agenda, KeepsEachReservationApartAndForgetsThemTogetherInACascade) {
  const SessionId session = plan();
  run(reserving(session, {0, 1, 4, 5}));
  UnplanSessions unplan;
  unplan.sessions = {session};
  unplan.cascade.emplace();
  const Notice reserved = last_notice();
  for (const NoticeLine& line : reserved.lines) unplan.cascade->push_back(line.reservation);
  ASSERT_EQ(unplan.cascade->size(), 2U);
  run(unplan);
  const auto after = states();
  ASSERT_EQ(after.size(), 2U);
  EXPECT_EQ(after[0].size(), 2U);
  EXPECT_EQ(after[1].size(), 0U);
}

}  // namespace
}  // namespace creneau::test
