#pragma once
/// \file
/// A fixture for the rules of the engine: an office at work over a storage in memory, and a way to
/// say that a command is refused, why, and that nothing changed.

#include <gmock/gmock.h>

#include <sstream>
#include <string>
#include <vector>

#include "creneau/engine/queries.hpp"
#include "creneau/memory/memory_storage.hpp"
#include "support/departement_93.hpp"
#include "support/picture.hpp"

namespace creneau::testing {

/// An error with everything that it says; the same text for equal errors.
inline std::string in_words(const Error& error) {
  std::ostringstream text;
  text << name_of(error.code);
  for (const Subject& subject : error.subjects)
    text << " [" << static_cast<int>(subject.kind) << " " << subject.id << "/" << subject.plan
         << "/" << subject.ordinal << "]";
  text << " limit " << error.limit << " actual " << error.actual << " '" << error.text << "'";
  return text.str();
}

class EngineTest : public ::testing::Test {
 protected:
  [[nodiscard]] static Call as_school(SchoolId id = {1}) { return {Actor::of_school(id), k93, {}}; }
  [[nodiscard]] static Call as_operator() { return {Actor::of_operator(), k93, {}}; }
  [[nodiscard]] static Call as_office_of_paris() { return {Actor::of_office({2}), k75, {}}; }

  template <class Command>
  result<Receipt> run(const Command& command) {
    return run(office.call, command);
  }
  template <class Command>
  result<Receipt> run(const Call& call, const Command& command) {
    return office.engine.run(call, command);
  }
  template <class Command>
  Receipt done(const Command& command) {
    return done(office.call, command);
  }
  template <class Command>
  Receipt done(const Call& call, const Command& command) {
    auto receipt = run(call, command);
    EXPECT_TRUE(receipt) << in_words(receipt.error());
    return receipt ? receipt.value() : Receipt{};
  }

  /// The notices of a command, as they lie in the outbox.
  template <class Command>
  std::vector<Notice> told_by(const Command& command) {
    return told_by(office.call, command);
  }
  template <class Command>
  std::vector<Notice> told_by(const Call& call, const Command& command) {
    const std::size_t before = picture().notices.size();
    done(call, command);
    std::vector<Notice> notices = picture().notices;
    notices.erase(notices.begin(), notices.begin() + static_cast<std::ptrdiff_t>(before));
    return notices;
  }

  /// The command, its preview and its decision are refused for exactly this reason, and nothing
  /// changes.
  template <class Command>
  void expect_refused(const Command& command, const Error& why) {
    expect_refused(office.call, command, why);
  }
  template <class Command>
  void expect_refused(const Call& call, const Command& command, const Error& why) {
    const Picture before = picture();
    const result<Receipt> answers[] = {office.engine.preview(call, command),
                                       office.engine.decide(call, command),
                                       office.engine.run(call, command)};
    for (const auto& answer : answers) {
      ASSERT_FALSE(answer) << "not refused: " << in_words(why);
      EXPECT_EQ(in_words(answer.error()), in_words(why));
    }
    EXPECT_EQ(picture(), before);
  }

  [[nodiscard]] Picture picture() const { return picture_of(storage, storage); }
  [[nodiscard]] SessionState state_of(SessionId id, Departement departement = k93) const {
    Needs needs;
    needs.departement = departement;
    needs.sessions.push_back(id);
    Snapshot snapshot;
    (void)storage.load(needs, snapshot).value();
    return snapshot.sessions.empty() ? SessionState{} : snapshot.sessions.front();
  }
  /// "R.x....": reserved, free, unavailable; "available" without slots; empty: no such session.
  [[nodiscard]] std::string slots_of(SessionId id) const {
    const SessionState state = state_of(id);
    if (!state.session.id) return {};
    if (!state.session.is_planned()) return "available";
    std::string text;
    for (const unsigned ordinal : state.session.planning->grid.slots())
      text += state.reserved.contains(ordinal)      ? 'R'
              : state.unavailable.contains(ordinal) ? 'x'
                                                    : '.';
    return text;
  }
  [[nodiscard]] std::vector<ReservedSession> reservations_of(SchoolId school) const {
    ReservationFilter filter;
    filter.school = school;
    return storage.reservations(filter, {}).value().rows;
  }

  /// Sets rules from a date on, beside those that are set already.
  void set_rule(std::string key, std::string value, Date from = kFirstDate) {
    SetRules rules;
    rules.entries = storage.rules().value().entries;
    rules.entries.push_back({from, std::move(key), std::move(value)});
    done(as_operator(), rules);
  }
  ClosureId close(ClosureScope scope, std::int64_t who, LocalTime from, LocalTime to) {
    AddClosure add;
    add.closure.scope = scope;
    add.closure.who = who;
    add.closure.from = from;
    add.closure.to = to;
    add.closure.reason = Reason::other;
    return done(add).changes.closures_changed.front().closure.id;
  }
  ClosureId close_for_the_day(ClosureScope scope, std::int64_t who, Date date = kMonday) {
    return close(scope, who, LocalTime{date}, LocalTime{date + std::chrono::days{1}});
  }
  void post(InspectorId id, std::vector<Posting> postings) {
    Inspector inspector = office.directory.inspectors({id}).value().front();
    inspector.postings = std::move(postings);
    office.directory.add(inspector);
  }
  void set_clock(std::string_view instant) { office.clock.set(*parse_instant(instant)); }

  MemoryStorage storage;
  OfficeAtWork office{storage};
};

inline constexpr Date kTuesday = kMonday + std::chrono::days{1};

[[nodiscard]] inline Subject subject_of(Departement departement) {
  return {Subject::Kind::departement, static_cast<std::int64_t>(departement.index())};
}
[[nodiscard]] inline Subject subject_of(Category category) {
  return {Subject::Kind::category, static_cast<std::int64_t>(category)};
}
[[nodiscard]] inline Subject line(std::int32_t number) {
  return {Subject::Kind::line, number};
}

/// Texts that no command takes, and that part of each which an error shows.
struct BadText {
  std::string text;
  std::string shown;
};
[[nodiscard]] inline std::vector<BadText> bad_texts() {
  using std::string_literals::operator""s;
  return {{"a\r\nBcc: b@example.org", "a\r"},
          {"nul\0byte"s, "nul\0byte"s},
          {"first\n\x1b[31m", "\x1b[31m"},
          {"\xff", "\xff"}};
}

}  // namespace creneau::testing
