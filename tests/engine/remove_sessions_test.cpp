#include "engine/engine_test.hpp"

namespace creneau::testing {
namespace {

class RemovingSessions : public EngineTest {
 protected:
  [[nodiscard]] static RemoveSessions command(std::initializer_list<SessionId> ids) {
    RemoveSessions remove;
    remove.sessions.assign(ids.begin(), ids.end());
    return remove;
  }
};

TEST_F(RemovingSessions, TakesAvailableOnesAway) {
  const SessionId first = office.create();
  const SessionId second = office.create({2});
  const Receipt receipt = done(command({first, second}));
  EXPECT_EQ(receipt.changes.sessions.size(), 2U);
  EXPECT_EQ(slots_of(first), "");
  EXPECT_EQ(slots_of(second), "");
  office.create();  // and the inspector is free again
}

TEST_F(RemovingSessions, ThatArePlannedIsRefusedAndIsAllOrNone) {
  const SessionId available = office.create();
  const SessionId planned = office.planned({2});
  expect_refused(command({available, planned}), Error{ErrorCode::session_not_available, planned});
}

TEST_F(RemovingSessions, ThatHaveBegunIsRefused) {
  const SessionId session = office.create();
  set_clock("2026-06-15T06:30:00Z");
  expect_refused(command({session}), Error{ErrorCode::past, session});
  set_clock("2026-06-15T06:29:59Z");
  done(command({session}));
}

TEST_F(RemovingSessions, OfAnotherDepartementDoNotExist) {
  CreateSessions create;
  create.sessions.push_back({{5}, kMonday, HalfDay::morning, {}, {}});
  const SessionId foreign = done(as_office_of_paris(), create).changes.sessions.front().after->id;
  expect_refused(command({foreign}), Error{ErrorCode::unknown_session, foreign});
}

TEST_F(RemovingSessions, NamesEachOnceAndAtMostAThousand) {
  const SessionId session = office.create();
  expect_refused(command({}), Error{ErrorCode::nothing_to_do});
  expect_refused(command({session, session}), Error{ErrorCode::named_twice, session});
  RemoveSessions many;
  many.sessions.assign(1001, session);
  expect_refused(many, Error{ErrorCode::too_large}.with_limit(1000, 1001));
}

TEST_F(RemovingSessions, TakesNoNoteWithControlCharacters) {
  RemoveSessions remove = command({office.create()});
  for (const BadText& bad : bad_texts()) {
    remove.note = bad.text;
    expect_refused(remove, Error{ErrorCode::bad_text}.with_text(bad.shown));
  }
  remove.note = "deux lignes\nde texte";
  EXPECT_EQ(done(remove).changes.note, remove.note);
}

}  // namespace
}  // namespace creneau::testing
