#pragma once
/// \file
/// A database in which everything has happened that a database keeps: of two départements, one of
/// them 2A.

#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "creneau/port/database.hpp"
#include "support/departement_93.hpp"

namespace creneau::testing {

inline const Departement k2A = *Departement::from_code("2A");

/// Text with everything that some format quotes.
inline constexpr const char* kAwkward = "L'été «\"NULL\"» {a,\\b} %s $1 œ \xF0\x9F\x9A\x9B";

/// Offices, schools, inspectors and centres of both.
inline DirectoryRows rich_directory() {
  DirectoryRows rows = directory_rows();
  rows.offices[0].external_ref = kAwkward;
  rows.schools[0].name = "Auto-école 93-001 \"NULL\", {Élan} \\";
  rows.schools[0].categories.insert(Category::ce);
  rows.schools[0].categories.insert(Category::d);
  rows.schools[1].mail.clear();
  rows.inspectors[1].categories.insert(Category::ce);
  rows.inspectors[2].postings = {{k93, {kFirstDate, make_date(2026, 8, 31)}},
                                 {k2A, {make_date(2026, 9, 1), kLastDate}}};
  Office office;
  office.id = {9};
  office.name = "BER 2A";
  office.departements.insert(k2A);
  office.departements.insert(k974);
  rows.offices.push_back(office);
  Inspector inspector;
  inspector.id = {11};
  inspector.matricule = "2A-11";
  inspector.name = "IPCSR 2A-11";
  inspector.postings.push_back({k2A, Period{}});
  rows.inspectors.push_back(inspector);
  Centre centre;
  centre.id = {8};
  centre.name = "Ajaccio";
  centre.place = kAwkward;
  centre.departement = k2A;
  rows.centres.push_back(centre);
  return rows;
}

/// Mails with texts; school 2 has no address.
class RichMails final : public NoticeWriter {
  result<void> write(std::vector<Notice>& notices) const override {
    for (Notice& notice : notices) {
      if (notice.to_school != SchoolId{2}) notice.address = "someone@example.org";
      notice.reply_to = "ber@example.org";
      notice.message = {"subject", std::string(kAwkward) + notice.note, "<p>" + notice.note};
      for (NoticeLine& line : notice.lines) line.location = kAwkward;
    }
    return success();
  }
};

/// Those who work on a database. Several, over copies of one, do and get the same.
class RichOffice {
 public:
  explicit RichOffice(Database& its_database) : database(its_database) {}

  Database& database;
  ManualClock clock{kFirstOfJune};
  RichMails mails;
  Engine engine{database, database, clock, {}, &mails};

  /// A command that was given under a request id: giving it again gives its receipt.
  struct Asked {
    std::function<Receipt(RichOffice&)> again;
    Receipt receipt;
  };

  /// Does everything once, on an empty database.
  void fill() {
    (void)database.put(rich_directory()).value();
    set_rules({{kFirstDate, "unit.minutes", "30"}}, "");
    long_ago();
    set_rules({{kFirstDate, "unit.minutes", "30"},
               {make_date(2027, 1, 1), "unit.minutes", "20"},
               {make_date(2027, 1, 1), "cancellation.days", "8"}},
              kAwkward);
    work_in_93();
    work_in_2a();
    deliver();
    // As they are now that one was redacted.
    for (Asked& it : asked_) it.receipt = it.again(*this);
  }
  /// More of the same; what came of it.
  std::vector<Receipt> go_on() {
    std::vector<Receipt> receipts;
    for (const auto& [call, inspector, centre] :
         {std::tuple{of_93_, InspectorId{2}, CentreId{1}},
          std::tuple{of_2a_, InspectorId{11}, CentreId{8}}}) {
      const SessionId session = planned(call, inspector, centre, kMonday + std::chrono::days{1});
      receipts.push_back(run(call, reserve(session, {0, 1})));
      receipts.push_back(run(call, block(session, 3, "again")));
      receipts.push_back(run(call, closure(inspector, 30, "again")));
    }
    set_rules({}, "");
    return receipts;
  }
  /// School 1 cancels a reservation too late, which the journal keeps.
  ErrorCode refused(Departement departement, ReservationId id) {
    const Instant before = clock.now();
    clock.set(*parse_instant("2026-06-12T08:00:00Z"));
    CancelBySchool late;
    late.reservations = {id};
    const auto answer = engine.run(Call{Actor::of_school({1}), departement, "late"}, late);
    clock.set(before);
    return answer ? ErrorCode::bad_argument : answer.error().code;
  }
  /// A reservation of school 1 in 93 that stays.
  [[nodiscard]] ReservationId kept() const { return kept_; }
  [[nodiscard]] const std::vector<Asked>& asked() const { return asked_; }

 private:
  template <class Command>
  Receipt run(const Call& call, const Command& command) {
    return need(engine.run(call, command));
  }
  template <class Value>
  static Value need(result<Value> answer) {
    if (!answer)
      throw std::runtime_error(std::string(name_of(answer.error().code)) + " " +
                               answer.error().text);
    return std::move(answer).value();
  }
  /// Under a request id.
  template <class Command>
  Receipt ask(Call call, const std::string& request, const Command& command) {
    call.request = request;
    const auto again = [call, command](RichOffice& office) {
      return need(office.engine.run(call, command));
    };
    asked_.push_back({again, again(*this)});
    return asked_.back().receipt;
  }
  void set_rules(std::vector<RuleEntry> entries, const char* note) {
    SetRules command;
    command.entries = std::move(entries);
    command.note = note;
    run(Call{Actor::of_operator(), k93, {}}, command);
  }
  SessionId created(const Call& call, InspectorId inspector, Date date) {
    CreateSessions command;
    command.sessions.push_back({inspector, date, HalfDay::morning, {}, kAwkward});
    return run(call, command).changes.sessions.front().after->id;
  }
  SessionId planned(const Call& call, InspectorId inspector, CentreId centre, Date date = kMonday) {
    PlanSessions command;
    command.sessions = {created(call, inspector, date)};
    command.centre = centre;
    command.category = Category::ce;
    command.part = ExamPart::off_road;
    run(call, command);
    return command.sessions.front();
  }
  static ReserveSlots reserve(SessionId session, std::initializer_list<unsigned> ordinals,
                              SchoolId school = {1}, PlanNumber plan = {1}) {
    ReserveSlots command;
    command.school = school;
    for (const unsigned ordinal : ordinals) command.slots.push_back({session, plan, ordinal});
    return command;
  }
  static ReservationId made(const Receipt& receipt) {
    return receipt.changes.reservations.front().id;
  }
  static BlockSlots block(SessionId session, unsigned ordinal, const char* note) {
    BlockSlots command;
    command.slots.push_back({session, {1}, ordinal});
    command.reason = Reason::weather;
    command.note = note;
    return command;
  }
  static AddClosure closure(InspectorId inspector, int days, const char* note) {
    AddClosure command;
    command.closure.who = inspector.value;
    command.closure.from = LocalTime{kMonday} + std::chrono::days{days};
    command.closure.to = command.closure.from + std::chrono::hours{5};
    command.closure.reason = Reason::vehicle;
    command.closure.note = note;
    return command;
  }

  /// What is purged but for its request ids.
  void long_ago() {
    clock.set(*parse_instant("2026-05-01T08:00:00Z"));
    const SessionId session = planned(of_93_, {4}, {2}, kMonday + std::chrono::days{2});
    ask(of_93_, "purged", reserve(session, {0, 1, 2}));
    CancelByOffice cancel;
    cancel.slots.push_back({session, {1}, 1});
    cancel.reason = Reason::vehicle;
    run(of_93_, cancel);
    run(of_93_, closure({1}, 21, "long ago"));
    clock.set(kFirstOfJune);
    (void)database.purge({clock.now(), std::chrono::days{30}, clock.now()}).value();
  }

  void work_in_93() {
    const SessionId first = planned(of_93_, {1}, {1});
    kept_ = made(ask(of_93_, "r-1", reserve(first, {0, 1})));
    const ReservationId cancelled = made(run(of_93_, reserve(first, {2}, {2})));
    CancelByOffice cancel;
    cancel.reservations = {cancelled};
    cancel.reason = Reason::error;
    cancel.note = kAwkward;
    redacted_ = ask(of_93_, "r-2", cancel).number;
    CancelBySchool by_school;
    by_school.reservations = {made(run(of_93_, reserve(first, {3, 4})))};
    ask(Call{Actor::of_school({1}), k93, {}}, "r-1", by_school);
    run(of_93_, block(first, 5, kAwkward));
    run(of_93_, block(first, 6, "another note"));
    UnblockSlots unblock;
    unblock.slots.push_back({first, {1}, 6});
    run(of_93_, unblock);
    // Another plan, to which reservations and blocks go along.
    ChangeSession change;
    change.session = first;
    change.inspector = {2};
    ask(of_93_, "r-3", change);
    // A cascade, and a session that is planned anew.
    const SessionId second = planned(of_93_, {3}, {2});
    UnplanSessions unplan;
    unplan.sessions = {second};
    unplan.cascade = {made(run(of_93_, reserve(second, {0, 1}))),
                      made(run(of_93_, reserve(second, {3}, {2})))};
    unplan.reason = Reason::centre_closed;
    ask(of_93_, "r-4", unplan);
    PlanSessions plan;
    plan.sessions = {second};
    plan.centre = {1};
    plan.category = Category::d;
    ask(of_93_, "r-5", plan);
    run(of_93_, reserve(second, {1}, {1}, {2}));
    created(of_93_, {4}, kMonday);
    RemoveSessions remove;
    remove.sessions = {created(of_93_, {4}, kMonday + std::chrono::days{1})};
    run(of_93_, remove);
    const Receipt closed = ask(of_93_, "r-6", closure({1}, 7, kAwkward));
    run(of_93_, closure({1}, 14, ""));
    RemoveClosures reopen;
    reopen.closures = {closed.changes.closures_changed.front().closure.id};
    run(of_93_, reopen);
    (void)refused(k93, kept_);
  }

  void work_in_2a() {
    const SessionId session = planned(of_2a_, {11}, {8});
    ask(of_2a_, "r-1", reserve(session, {0, 1}));
    const ReservationId id = made(run(of_2a_, reserve(session, {4})));
    run(of_2a_, block(session, 6, kAwkward));
    ask(of_2a_, "r-2", closure({11}, 7, kAwkward));
    (void)refused(k2A, id);
  }

  /// One is delivered, one is dead, one failed and waits, one is on its way; then a note is redacted.
  void deliver() {
    const Instant now = clock.now();
    using namespace std::chrono_literals;
    const auto leased = database.lease(now, now + 5min, 4).value();
    const auto report = [&](std::size_t index, Delivery delivery, NoticeStatus status,
                            const char* error) {
      DeliveryReport it;
      it.notice = leased.at(index).notice.id;
      it.lease = leased.at(index).lease;
      it.delivery = delivery;
      it.status = status;
      it.at = now + 1s;
      it.next_attempt = now + 1min;
      it.error = error;
      (void)database.report(it).value();
    };
    report(0, Delivery::delivered, NoticeStatus::delivered, "");
    report(1, Delivery::refused, NoticeStatus::dead, kAwkward);
    report(2, Delivery::uncertain, NoticeStatus::pending, "the line broke");
    (void)database.redact(k93, redacted_).value();
  }

  const Call of_93_{Actor::of_office({1}, "p-1"), k93, {}};
  const Call of_2a_{Actor::of_office({9}), k2A, {}};
  std::vector<Asked> asked_;
  ReservationId kept_;  ///< of school 1
  Revision redacted_;
};

}  // namespace creneau::testing
