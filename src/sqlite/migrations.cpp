#include "sqlite/migrations.hpp"

#include <array>

#include "creneau/model/content_hash.hpp"

namespace creneau::sqlite {

namespace {

constexpr const char* kFirstSchema = R"sql(
-- The directory.
CREATE TABLE office (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  name TEXT NOT NULL, mail TEXT NOT NULL, phone TEXT NOT NULL, external_ref TEXT NOT NULL
) STRICT;
CREATE TABLE office_departement (
  office INTEGER NOT NULL REFERENCES office (id), departement TEXT NOT NULL,
  PRIMARY KEY (office, departement)
) STRICT, WITHOUT ROWID;
CREATE TABLE school (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  name TEXT NOT NULL, folded_name TEXT NOT NULL, aurige_id TEXT NOT NULL UNIQUE,
  mail TEXT NOT NULL, categories INTEGER NOT NULL, active INTEGER NOT NULL CHECK (active IN (0, 1)),
  external_ref TEXT NOT NULL
) STRICT;
CREATE TABLE inspector (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  matricule TEXT NOT NULL UNIQUE, name TEXT NOT NULL, categories INTEGER NOT NULL,
  external_ref TEXT NOT NULL
) STRICT;
-- Dates are days since 1970-01-01; both ends are included.
CREATE TABLE posting (
  inspector INTEGER NOT NULL REFERENCES inspector (id), first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL CHECK (last_day >= first_day), departement TEXT NOT NULL,
  PRIMARY KEY (inspector, first_day)
) STRICT, WITHOUT ROWID;
CREATE INDEX posting_departement ON posting (departement, inspector);
CREATE TRIGGER posting_overlap BEFORE INSERT ON posting
WHEN EXISTS (SELECT 1 FROM posting WHERE inspector = NEW.inspector
             AND first_day <= NEW.last_day AND last_day >= NEW.first_day)
BEGIN SELECT RAISE(ABORT, 'posting_overlap'); END;
CREATE TABLE centre (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  name TEXT NOT NULL, place TEXT NOT NULL, departement TEXT NOT NULL, categories INTEGER NOT NULL,
  external_ref TEXT NOT NULL
) STRICT;

-- The commit number of each département, and the numbers from which its ids are made.
CREATE TABLE departement (
  code TEXT PRIMARY KEY, number INTEGER NOT NULL, closures_number INTEGER NOT NULL,
  sessions INTEGER NOT NULL, reservations INTEGER NOT NULL, closures INTEGER NOT NULL,
  notices INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Local times are minutes since 1970-01-01T00:00 of the département's clock.
CREATE TABLE session (
  id INTEGER PRIMARY KEY, departement TEXT NOT NULL, inspector INTEGER NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
  proposed_centre INTEGER NOT NULL, plan INTEGER NOT NULL, revision INTEGER NOT NULL,
  external_ref TEXT NOT NULL,
  CHECK (start_at < end_at AND end_at <= (start_at / 1440 + 1) * 1440)
) STRICT;
CREATE UNIQUE INDEX session_inspector ON session (inspector, start_at);
CREATE INDEX session_departement ON session (departement, start_at, id);
-- A session lasts at most a day: only neighbours within a day can overlap.
CREATE TRIGGER session_overlap_insert BEFORE INSERT ON session
WHEN EXISTS (SELECT 1 FROM session WHERE inspector = NEW.inspector
             AND start_at > NEW.start_at - 1440 AND start_at < NEW.end_at
             AND end_at > NEW.start_at AND id <> NEW.id)
BEGIN SELECT RAISE(ABORT, 'session_overlap'); END;
CREATE TRIGGER session_overlap_update BEFORE UPDATE OF inspector, start_at, end_at ON session
WHEN EXISTS (SELECT 1 FROM session WHERE inspector = NEW.inspector
             AND start_at > NEW.start_at - 1440 AND start_at < NEW.end_at
             AND end_at > NEW.start_at AND id <> NEW.id)
BEGIN SELECT RAISE(ABORT, 'session_overlap'); END;

-- What planning gave a session. At most one row for each session: its present plan.
CREATE TABLE planning (
  session INTEGER NOT NULL UNIQUE REFERENCES session (id), plan INTEGER NOT NULL,
  centre INTEGER NOT NULL, category INTEGER NOT NULL, part INTEGER NOT NULL,
  unit_minutes INTEGER NOT NULL CHECK (unit_minutes > 0),
  units_of_slot INTEGER NOT NULL CHECK (units_of_slot > 0),
  slot_count INTEGER NOT NULL CHECK (slot_count BETWEEN 1 AND 64),
  planned_by INTEGER NOT NULL,
  PRIMARY KEY (session, plan)
) STRICT, WITHOUT ROWID;

CREATE TABLE reservation (
  id INTEGER PRIMARY KEY, departement TEXT NOT NULL, school INTEGER NOT NULL,
  session INTEGER NOT NULL, plan INTEGER NOT NULL,
  slots INTEGER NOT NULL CHECK (slots <> 0),
  start_at INTEGER NOT NULL, revision INTEGER NOT NULL, external_ref TEXT NOT NULL
) STRICT;
CREATE INDEX reservation_school ON reservation (school, departement, start_at, id);
CREATE INDEX reservation_departement ON reservation (departement, start_at, id);
CREATE INDEX reservation_session ON reservation (session);

-- A reserved or unavailable slot. A free one has no row. The key makes a double booking impossible.
CREATE TABLE slot (
  session INTEGER NOT NULL, plan INTEGER NOT NULL,
  ordinal INTEGER NOT NULL CHECK (ordinal BETWEEN 0 AND 63),
  reservation INTEGER REFERENCES reservation (id),
  reason INTEGER NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (session, plan, ordinal),
  FOREIGN KEY (session, plan) REFERENCES planning (session, plan)
) STRICT, WITHOUT ROWID;
-- These hold even for a program that leaves foreign keys off.
CREATE TRIGGER slot_of_present_plan BEFORE INSERT ON slot
WHEN NOT EXISTS (SELECT 1 FROM planning WHERE session = NEW.session AND plan = NEW.plan
                 AND slot_count > NEW.ordinal)
BEGIN SELECT RAISE(ABORT, 'slot_outdated'); END;
CREATE TRIGGER plan_with_slots BEFORE DELETE ON planning
WHEN EXISTS (SELECT 1 FROM slot WHERE session = OLD.session AND plan = OLD.plan)
BEGIN SELECT RAISE(ABORT, 'session_has_slots'); END;
CREATE TRIGGER session_with_plan BEFORE DELETE ON session
WHEN EXISTS (SELECT 1 FROM planning WHERE session = OLD.id)
BEGIN SELECT RAISE(ABORT, 'session_is_planned'); END;

CREATE TABLE closure (
  id INTEGER PRIMARY KEY, departement TEXT NOT NULL, scope INTEGER NOT NULL, who INTEGER NOT NULL,
  from_at INTEGER NOT NULL, to_at INTEGER NOT NULL CHECK (from_at < to_at),
  reason INTEGER NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE INDEX closure_departement ON closure (departement, from_at, id);

-- Every version of the rules document; the highest is in force.
CREATE TABLE rules_version (version INTEGER PRIMARY KEY) STRICT;
CREATE TABLE rule (
  version INTEGER NOT NULL REFERENCES rules_version (version), place INTEGER NOT NULL,
  from_day INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (version, place)
) STRICT, WITHOUT ROWID;

-- History: append-only. Instants are microseconds since 1970-01-01T00:00Z.
CREATE TABLE event (
  departement TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL,
  command INTEGER NOT NULL, role INTEGER NOT NULL, who INTEGER NOT NULL, subject TEXT NOT NULL,
  request TEXT NOT NULL, content INTEGER NOT NULL, reason INTEGER NOT NULL,
  changes TEXT NOT NULL,
  -- What people wrote stands apart, so that it can be redacted: the command's note, and those
  -- among the changes, as a JSON array with a text for each block and then for each closure.
  note TEXT NOT NULL, notes TEXT NOT NULL,
  PRIMARY KEY (departement, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_at ON event (at);
CREATE TRIGGER event_is_append_only BEFORE UPDATE ON event
WHEN NEW.departement <> OLD.departement OR NEW.number <> OLD.number OR NEW.at <> OLD.at
  OR NEW.command <> OLD.command OR NEW.role <> OLD.role OR NEW.who <> OLD.who
  OR NEW.subject <> OLD.subject OR NEW.request <> OLD.request OR NEW.content <> OLD.content
  OR NEW.reason <> OLD.reason OR NEW.changes <> OLD.changes OR NEW.note <> '' OR NEW.notes <> ''
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
-- Request ids are kept for ever, even where their event was purged.
CREATE TABLE request (
  departement TEXT NOT NULL, role INTEGER NOT NULL, who INTEGER NOT NULL, request TEXT NOT NULL,
  number INTEGER NOT NULL, content INTEGER NOT NULL,
  PRIMARY KEY (departement, role, who, request)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice (
  id INTEGER PRIMARY KEY, departement TEXT NOT NULL, kind INTEGER NOT NULL,
  to_school INTEGER NOT NULL, to_office INTEGER NOT NULL, at INTEGER NOT NULL,
  reason INTEGER NOT NULL, note TEXT NOT NULL, lines TEXT NOT NULL,
  address TEXT NOT NULL, reply_to TEXT NOT NULL,
  subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL,
  status INTEGER NOT NULL, attempts INTEGER NOT NULL, uncertain INTEGER NOT NULL,
  next_attempt INTEGER NOT NULL, leased_until INTEGER NOT NULL, lease INTEGER NOT NULL,
  last_error TEXT NOT NULL, closed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX notice_due ON notice (next_attempt) WHERE status = 0;
CREATE INDEX notice_status ON notice (status, id);

CREATE TABLE refusal (
  id INTEGER PRIMARY KEY, departement TEXT NOT NULL, at INTEGER NOT NULL, command INTEGER NOT NULL,
  role INTEGER NOT NULL, who INTEGER NOT NULL, subject TEXT NOT NULL, request TEXT NOT NULL,
  code INTEGER NOT NULL, rule_limit INTEGER NOT NULL, actual INTEGER NOT NULL, slots TEXT NOT NULL
) STRICT;
CREATE INDEX refusal_departement ON refusal (departement, id);
)sql";

/// A note among others can be emptied by itself, and what was emptied or removed is known.
constexpr const char* kRedaction = R"sql(
DROP TRIGGER event_is_append_only;
CREATE TRIGGER event_is_append_only BEFORE UPDATE ON event
WHEN NEW.departement <> OLD.departement OR NEW.number <> OLD.number OR NEW.at <> OLD.at
  OR NEW.command <> OLD.command OR NEW.role <> OLD.role OR NEW.who <> OLD.who
  OR NEW.subject <> OLD.subject OR NEW.request <> OLD.request OR NEW.content <> OLD.content
  OR NEW.reason <> OLD.reason OR NEW.changes <> OLD.changes OR NEW.note NOT IN ('', OLD.note)
  OR CASE WHEN NEW.notes IN ('', OLD.notes) THEN 0 WHEN OLD.notes = '' THEN 1
     ELSE (SELECT count(*) FROM json_each(NEW.notes)) <> (SELECT count(*) FROM json_each(OLD.notes))
       OR EXISTS (SELECT 1 FROM json_each(NEW.notes) n JOIN json_each(OLD.notes) o ON o.key = n.key
                  WHERE n.value NOT IN ('', o.value)) END
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
-- Whether the note was redacted: the texts go when the mail is delivered.
ALTER TABLE notice ADD COLUMN redacted INTEGER NOT NULL DEFAULT 0;
-- For the references of thousands of schools.
CREATE INDEX school_reference ON school (external_ref) WHERE external_ref <> '';
-- The greatest number of an event that was purged.
ALTER TABLE departement ADD COLUMN purged INTEGER NOT NULL DEFAULT 0;
)sql";

constexpr const char* kSender = R"sql(
-- The office that a school may turn to.
ALTER TABLE notice ADD COLUMN from_office INTEGER NOT NULL DEFAULT 0;
)sql";

constexpr std::array kMigrations{Migration{1, kFirstSchema}, Migration{2, kRedaction},
                                 Migration{3, kSender}};

[[nodiscard]] std::int64_t checksum(const Migration& migration) noexcept {
  return static_cast<std::int64_t>(
      ContentHasher{}.add(std::string_view{migration.sql}).finish().value);
}

[[nodiscard]] result<std::int64_t> one_number(Connection& connection, const char* sql) {
  BOOST_OUTCOME_TRY(auto query, connection.statement(sql));
  BOOST_OUTCOME_TRY(const bool found, query.next());
  return found ? query.number(0) : 0;
}

}  // namespace

std::span<const Migration> migrations() noexcept {
  return kMigrations;
}

result<int> schema_number(Connection& connection) {
  BOOST_OUTCOME_TRY(const auto application, one_number(connection, "PRAGMA application_id"));
  BOOST_OUTCOME_TRY(const auto tables,
                    one_number(connection, "SELECT count(*) FROM sqlite_schema"));
  if (tables == 0) return 0;
  if (application != kApplicationId)
    return Error{ErrorCode::storage_corrupt}.with_text("not a Creneau database");
  BOOST_OUTCOME_TRY(auto applied,
                    connection.statement("SELECT number, checksum FROM migration ORDER BY number"));
  int number = 0;
  while (true) {
    BOOST_OUTCOME_TRY(const bool row, applied.next());
    if (!row) return number;
    number = static_cast<int>(applied.number(0));
    const auto known = static_cast<std::int64_t>(kMigrations.size());
    if (number > known) return Error{ErrorCode::storage_newer}.with_limit(known, number);
    if (number <= 0 ||
        applied.number(1) != checksum(kMigrations[static_cast<std::size_t>(number) - 1]))
      return Error{ErrorCode::storage_corrupt}.with_text("migration " + std::to_string(number));
  }
}

result<void> migrate(Connection& connection) {
  for (const Migration& migration : kMigrations) {
    BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(connection, Transaction::Kind::write));
    // Another process may have migrated while we waited for the lock.
    BOOST_OUTCOME_TRY(const int present, schema_number(connection));
    if (present >= migration.number) continue;
    if (present == 0) {
      BOOST_OUTCOME_TRY(connection.run(
          "PRAGMA application_id = 1129467471;"
          "CREATE TABLE migration (number INTEGER PRIMARY KEY, checksum INTEGER NOT NULL) STRICT"));
    }
    BOOST_OUTCOME_TRY(connection.run(migration.sql));
    BOOST_OUTCOME_TRY(
        auto note, connection.statement("INSERT INTO migration (number, checksum) VALUES (?, ?)"));
    BOOST_OUTCOME_TRY(note.bind(migration.number).bind(checksum(migration)).run());
    BOOST_OUTCOME_TRY(transaction.commit());
  }
  return success();
}

}  // namespace creneau::sqlite
