#pragma once
/// \file
/// Seine-Saint-Denis on 1 June 2026, with mails: what the tests of texts and mails start from.

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "creneau/engine/dispatcher.hpp"
#include "creneau/engine/engine.hpp"
#include "creneau/memory/memory_directory.hpp"
#include "creneau/memory/memory_storage.hpp"
#include "creneau/text/mail_writer.hpp"
#include "creneau/text/text.hpp"

namespace creneau::test {

inline const Departement k93 = *Departement::from_code("93");
inline constexpr Date kMonday = make_date(2026, 6, 15);
inline constexpr SchoolId kSchool{12};
inline constexpr SchoolId kOtherSchool{13};

/// One office, two inspectors, two centres, two schools; every notice is written.
class MailingOffice : public ::testing::Test {
 protected:
  explicit MailingOffice(text::Language language = text::Language::fr)
      : texts(language, directory), writer(language, directory, [this] { return engine.rules(); }) {
    Office ber{{1}, "BER 93", "ber93@example.org", "01 41 60 00 00", {}, {}};
    ber.departements.insert(k93);
    directory.add(ber);
    for (const std::int64_t id : {7, 8})
      directory.add(Inspector{{id},
                              "93-0" + std::to_string(id),
                              "IPCSR 93-0" + std::to_string(id),
                              {},
                              {{k93, {}}},
                              {}});
    directory.add(Centre{{1}, "Rosny", "12 rue de la Gare, Rosny-sous-Bois", k93, {}, {}});
    directory.add(Centre{{2}, "Gonesse", "Gonesse", k93, {}, {}});
    directory.add(school(kSchool, "ecole012@example.org"));
    directory.add(school(kOtherSchool, "ecole013@example.org"));
  }

  static School school(SchoolId id, std::string mail) {
    return {id,
            "Auto-école 93-0" + std::to_string(id.value),
            "AE" + std::to_string(id.value),
            mail,
            {},
            true,
            {}};
  }

  SessionId create(Date date = kMonday, HalfDay half_day = HalfDay::morning,
                   InspectorId inspector = {7}) {
    CreateSessions command;
    command.sessions.push_back({inspector, date, half_day, {}, {}});
    return engine.run(office, command).value().changes.sessions.front().after->id;
  }
  SessionId plan(Date date = kMonday, HalfDay half_day = HalfDay::morning, CentreId centre = {1},
                 InspectorId inspector = {7}) {
    const SessionId id = create(date, half_day, inspector);
    PlanSessions command;
    command.sessions = {id};
    command.centre = centre;
    command.category = Category::ce;
    command.part = ExamPart::on_road;
    EXPECT_TRUE(engine.run(office, command));
    return id;
  }
  static ReserveSlots reserving(SessionId session, std::initializer_list<unsigned> ordinals,
                                SchoolId school = kSchool, PlanNumber plan = {1}) {
    ReserveSlots command;
    command.school = school;
    for (const unsigned ordinal : ordinals) command.slots.push_back({session, plan, ordinal});
    return command;
  }
  Receipt reserve(SessionId session, std::initializer_list<unsigned> ordinals,
                  SchoolId school = kSchool) {
    return engine.run(office, reserving(session, ordinals, school)).value();
  }
  static ReservationId reservation_of(const Receipt& receipt) {
    return receipt.changes.reservations.front().id;
  }
  result<Receipt> cancel_by_school(ReservationId id, SchoolId school = kSchool) {
    CancelBySchool command;
    command.reservations = {id};
    return engine.run({Actor::of_school(school), k93, {}}, command);
  }

  /// Every notice of the outbox, in order.
  std::vector<OutboxEntry> outbox() { return storage.notices({}, {}, 1000).value(); }
  Notice last_notice() { return outbox().back().notice; }

  MemoryDirectory directory;
  MemoryStorage storage;
  ManualClock clock{*parse_instant("2026-06-01T08:00Z")};
  text::Texts texts;
  text::MailWriter writer;
  Engine engine{storage, directory, clock, {}, &writer};
  Call office{Actor::of_office({1}), k93, {}};
};

}  // namespace creneau::test
