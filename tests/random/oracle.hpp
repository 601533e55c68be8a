#pragma once
/// \file
/// The naive oracle: the rules of the domain over plain maps, so simple that one can see that it is
/// right. It knows nothing of how the engine decides or how a storage keeps.

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "creneau/creneau.hpp"
#include "random/any_command.hpp"

namespace creneau::oracle {

using testing::AnyCommand;

struct Slot {
  SlotStatus status = SlotStatus::free;
  ReservationId holder;
  Reason reason = Reason::unstated;
  std::string note;
};

struct Plan {
  CentreId centre;
  Category category = Category::c;
  ExamPart part = ExamPart::unstated;
  int unit_minutes = 0;
  int units_of_slot = 0;
  OfficeId planned_by;
  std::map<unsigned, Slot> slots;

  [[nodiscard]] Minutes slot_length() const { return Minutes{unit_minutes * units_of_slot}; }
};

struct Session {
  InspectorId inspector;
  Date date{};
  Hours hours;
  CentreId proposed_centre;
  std::uint32_t planned_times = 0;
  std::optional<Plan> plan;
  std::string external_ref;
  std::int64_t written = 0;  ///< by which commit

  [[nodiscard]] LocalTime start() const { return date + hours.start; }
  [[nodiscard]] LocalTime end() const { return date + hours.end; }
  [[nodiscard]] LocalTime start_of(unsigned ordinal) const {
    return start() + static_cast<int>(ordinal) * plan->slot_length();
  }
};

struct Reservation {
  SchoolId school;
  SessionId session;
  std::string external_ref;
  std::int64_t written = 0;
};

/// Who asked: request ids of others are other requests.
using Asker = std::tuple<Role, std::int64_t, std::string>;

struct Request {
  std::string content;
  Receipt receipt;
};

/// One département's planning.
struct Planning {
  std::int64_t number = 0;
  std::map<SessionId, Session> sessions;
  std::map<ReservationId, Reservation> reservations;
  std::map<ClosureId, Closure> closures;
  std::map<Asker, Request> requests;

  /// The slots that a reservation holds.
  [[nodiscard]] std::set<unsigned> slots_of(ReservationId id) const;
};

/// Every code that a refusal may bear. Empty: nothing speaks against the command.
using Codes = std::set<ErrorCode>;

/// What a recipient is told: of each reservation the units, and whether some of it is still held.
using Recipient = std::tuple<NoticeKind, SchoolId, OfficeId>;
using Told = std::map<Recipient, std::map<ReservationId, std::pair<int, bool>>>;

/// What an accepted command brings about beside the new state.
struct Consequences {
  Told told;
  std::multiset<std::tuple<Remark::Kind, std::int64_t, std::int64_t>> remarks;
  std::vector<std::string> faults;  ///< where the receipt cannot be right
};

class Oracle {
 public:
  explicit Oracle(const DirectoryRows& directory);

  [[nodiscard]] const Planning& planning(Departement departement) const {
    return plannings_.at(departement);
  }
  [[nodiscard]] const DirectoryRows& directory() const { return directory_; }
  [[nodiscard]] const std::vector<RuleEntry>& rules() const { return rules_; }
  [[nodiscard]] std::int64_t rules_version() const { return rules_version_; }

  /// Whether the actor may command that there at all.
  [[nodiscard]] Codes denials(const Call& call, CommandKind kind) const;
  /// The request, if it was done before.
  [[nodiscard]] const Request* seen(const Call& call) const;
  /// What speaks against a command of somebody who may give it.
  [[nodiscard]] Codes objections(const Call& call, const AnyCommand& command, Instant now) const;
  /// Does a command against which nothing speaks. Takes new ids, and the choice where the engine
  /// chooses, from the receipt. `chosen_now`: the choice must be the best one of this moment.
  Consequences accept(const Call& call, const AnyCommand& command, Instant now,
                      const Receipt& receipt, bool chosen_now);

  // What the rules say, by the date of the exam.
  [[nodiscard]] std::string rule(const std::string& key, Date date,
                                 const std::string& otherwise) const;
  [[nodiscard]] int number_rule(const std::string& key, Date date, int otherwise) const;
  [[nodiscard]] Hours half_day(HalfDay half, Date date) const;
  [[nodiscard]] int units_of_exam(Category category, ExamPart part, Date date) const;
  /// Whether the document takes such an entry.
  [[nodiscard]] static bool is_good(const RuleEntry& entry);
  [[nodiscard]] bool is_holiday(Departement departement, Date date) const;
  /// From when on a school can no longer cancel an exam that starts then.
  [[nodiscard]] Instant closes_at(Departement departement, LocalTime exam) const;

  /// The moment of a local time of 2026.
  [[nodiscard]] static Instant instant(Departement departement, LocalTime local);

  [[nodiscard]] const Inspector* inspector(InspectorId id) const;
  [[nodiscard]] const Centre* centre(CentreId id) const;
  [[nodiscard]] const School* school(SchoolId id) const;

  /// Whether a closure falls on that time of the inspector there.
  [[nodiscard]] bool is_closed(Departement departement, InspectorId inspector, CentreId centre,
                               LocalTime start, LocalTime end) const;
  /// Whether exams of that date may be reserved by now.
  [[nodiscard]] bool is_open(Departement departement, Date date, Instant now) const;
  /// Free, ahead, and nobody is away.
  [[nodiscard]] bool is_usable(Departement departement, const Session& session, unsigned ordinal,
                               Instant now) const;
  /// The sessions from which a wish may be fulfilled, in the order in which they are to be tried.
  [[nodiscard]] std::vector<SessionId> candidates(Departement departement, const ReserveWish& wish,
                                                  Instant now) const;
  /// How many adjacent slots of a session that much of a wish takes.
  [[nodiscard]] int slots_wanted(const ReserveWish& wish, const Session& session, int count) const;
  /// Usable slots of a session, in runs of adjacent ones.
  [[nodiscard]] std::vector<std::vector<unsigned>> usable_runs(Departement departement,
                                                               const Session& session,
                                                               Instant now) const;

 private:
  friend class Effects;
  DirectoryRows directory_;
  std::map<Departement, Planning> plannings_;
  std::vector<RuleEntry> rules_;
  std::int64_t rules_version_ = 0;
  std::set<std::int64_t> ids_;  ///< all that were ever given
};

}  // namespace creneau::oracle
