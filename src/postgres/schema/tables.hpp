#pragma once
/// \file
/// The tables. Internal; part of the first migration.

namespace creneau::postgres::schema {

inline constexpr const char* kTables = R"sql(
CREATE SCHEMA creneau;
-- Apart from the schema, so that a copy of the schema can be brought back where the extension is.
DO $$
BEGIN
  EXECUTE 'CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA '
    || CASE WHEN to_regnamespace('public') IS NULL THEN 'creneau' ELSE 'public' END;
END $$;
COMMENT ON SCHEMA creneau IS 'Plannings of driving exams; kept by the library Creneau';
CREATE TABLE creneau.migration (number integer PRIMARY KEY, checksum bigint NOT NULL);

-- The directory: small, the same for every département.
CREATE TABLE creneau.office (
  id bigint PRIMARY KEY CHECK (id > 0),
  name text COLLATE "C" NOT NULL, mail text NOT NULL, phone text NOT NULL,
  external_ref text COLLATE "C" NOT NULL
);
CREATE TABLE creneau.office_departement (
  office bigint NOT NULL REFERENCES creneau.office (id), departement text COLLATE "C" NOT NULL,
  PRIMARY KEY (office, departement)
);
CREATE TABLE creneau.school (
  id bigint PRIMARY KEY CHECK (id > 0),
  name text COLLATE "C" NOT NULL, folded_name text COLLATE "C" NOT NULL,
  aurige_id text COLLATE "C" NOT NULL UNIQUE, mail text NOT NULL, categories bigint NOT NULL,
  active boolean NOT NULL, external_ref text COLLATE "C" NOT NULL
);
CREATE INDEX school_reference ON creneau.school (external_ref) WHERE external_ref <> '';
CREATE TABLE creneau.inspector (
  id bigint PRIMARY KEY CHECK (id > 0),
  matricule text COLLATE "C" NOT NULL UNIQUE, name text NOT NULL, categories bigint NOT NULL,
  external_ref text COLLATE "C" NOT NULL
);
-- Dates are days since 1970-01-01; both ends are included.
CREATE TABLE creneau.posting (
  inspector bigint NOT NULL REFERENCES creneau.inspector (id), first_day bigint NOT NULL,
  last_day bigint NOT NULL CHECK (last_day >= first_day), departement text COLLATE "C" NOT NULL,
  PRIMARY KEY (inspector, first_day),
  CONSTRAINT posting_overlap
    EXCLUDE USING gist (inspector WITH =, int8range(first_day, last_day, '[]') WITH &&)
);
CREATE INDEX posting_departement ON creneau.posting (departement, inspector);
CREATE TABLE creneau.centre (
  id bigint PRIMARY KEY CHECK (id > 0),
  name text COLLATE "C" NOT NULL, place text NOT NULL, departement text COLLATE "C" NOT NULL,
  categories bigint NOT NULL, external_ref text COLLATE "C" NOT NULL
);
-- Rises with every change of the directory, whoever makes it: what was read under a version stays good
-- as long as that is the version.
CREATE TABLE creneau.directory_version (version bigint NOT NULL);
INSERT INTO creneau.directory_version VALUES (1);
CREATE FUNCTION creneau.directory_changed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE creneau.directory_version SET version = version + 1;
  RETURN NULL;
END $$;
DO $$
DECLARE
  it text;
BEGIN
  FOREACH it IN ARRAY ARRAY['office', 'office_departement', 'school', 'inspector', 'posting',
                            'centre'] LOOP
    EXECUTE format('CREATE TRIGGER directory_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE'
                   ' ON creneau.%I EXECUTE FUNCTION creneau.directory_changed()', it);
  END LOOP;
END $$;

-- Every version of the rules document; the highest is in force.
CREATE TABLE creneau.rules_version (version bigint PRIMARY KEY);
CREATE TABLE creneau.rule (
  version bigint NOT NULL REFERENCES creneau.rules_version (version), place integer NOT NULL,
  from_day bigint NOT NULL, key text NOT NULL, value text NOT NULL,
  PRIMARY KEY (version, place)
);

-- The codes of all départements, in the order in which ids count them.
CREATE FUNCTION creneau.departement_codes() RETURNS text[] LANGUAGE sql IMMUTABLE RETURN ARRAY[
  '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17',
  '18', '19', '21', '22', '23', '24', '25', '26', '27', '28', '29', '2A', '2B', '30', '31', '32', '33',
  '34', '35', '36', '37', '38', '39', '40', '41', '42', '43', '44', '45', '46', '47', '48', '49', '50',
  '51', '52', '53', '54', '55', '56', '57', '58', '59', '60', '61', '62', '63', '64', '65', '66', '67',
  '68', '69', '70', '71', '72', '73', '74', '75', '76', '77', '78', '79', '80', '81', '82', '83', '84',
  '85', '86', '87', '88', '89', '90', '91', '92', '93', '94', '95', '971', '972', '973', '974', '975',
  '976', '977', '978', '986', '987', '988'];
-- The commit number of each département, and the numbers from which its ids are made. Each commit
-- locks its row. Where it is, the département has its partitions.
CREATE TABLE creneau.departement (
  code text COLLATE "C" PRIMARY KEY CHECK (code = ANY (creneau.departement_codes())),
  number bigint NOT NULL DEFAULT 0, closures_number bigint NOT NULL DEFAULT 0,
  sessions bigint NOT NULL DEFAULT 0, reservations bigint NOT NULL DEFAULT 0,
  closures bigint NOT NULL DEFAULT 0, notices bigint NOT NULL DEFAULT 0,
  refusals bigint NOT NULL DEFAULT 0,
  -- The greatest number of an event that was purged.
  purged bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- Local times are minutes since 1970-01-01T00:00 of the département's clock. What planning gave a
-- session is NULL while it is available; "planned" is then the plan number, and what slots refer to.
CREATE TABLE creneau.session (
  departement text COLLATE "C" NOT NULL, id bigint NOT NULL, inspector bigint NOT NULL,
  start_at bigint NOT NULL, end_at bigint NOT NULL,
  proposed_centre bigint NOT NULL, plan bigint NOT NULL, revision bigint NOT NULL,
  external_ref text NOT NULL,
  planned bigint, centre bigint, category smallint, part smallint,
  unit_minutes integer CHECK (unit_minutes > 0), units_of_slot integer CHECK (units_of_slot > 0),
  slot_count integer CHECK (slot_count BETWEEN 1 AND 64), planned_by bigint,
  PRIMARY KEY (departement, id),
  UNIQUE (departement, id, planned, slot_count),
  CHECK (start_at < end_at AND end_at <= (start_at / 1440 + 1) * 1440),
  CHECK (planned IS NULL OR planned = plan),
  CHECK (num_nulls(planned, centre, category, part, unit_minutes, units_of_slot, slot_count,
                   planned_by) IN (0, 8))
) PARTITION BY LIST (departement);
CREATE INDEX session_start ON creneau.session (start_at, id);
CREATE INDEX session_inspector ON creneau.session (inspector, start_at);

CREATE TABLE creneau.reservation (
  departement text COLLATE "C" NOT NULL, id bigint NOT NULL, school bigint NOT NULL,
  session bigint NOT NULL, plan bigint NOT NULL,
  slots bigint NOT NULL CHECK (slots <> 0), start_at bigint NOT NULL, revision bigint NOT NULL,
  external_ref text NOT NULL,
  PRIMARY KEY (departement, id)
) PARTITION BY LIST (departement);
CREATE INDEX reservation_school ON creneau.reservation (school, start_at, id);
CREATE INDEX reservation_start ON creneau.reservation (start_at, id);
CREATE INDEX reservation_session ON creneau.reservation (session);

-- A reserved or unavailable slot. A free one has no row. The key makes a double booking impossible. How
-- many the session has is that of the session, to which it refers, so that none stands beyond its grid.
CREATE TABLE creneau.slot (
  departement text COLLATE "C" NOT NULL, session bigint NOT NULL, plan bigint NOT NULL,
  ordinal smallint NOT NULL CHECK (ordinal >= 0),
  reservation bigint, reason smallint NOT NULL, note text NOT NULL,
  slot_count integer NOT NULL CONSTRAINT slot_in_grid CHECK (ordinal < slot_count),
  PRIMARY KEY (departement, session, plan, ordinal)
) PARTITION BY LIST (departement);

CREATE TABLE creneau.closure (
  departement text COLLATE "C" NOT NULL, id bigint NOT NULL, scope smallint NOT NULL,
  who bigint NOT NULL, from_at bigint NOT NULL, to_at bigint NOT NULL CHECK (from_at < to_at),
  reason smallint NOT NULL, note text NOT NULL,
  PRIMARY KEY (departement, id)
) PARTITION BY LIST (departement);
CREATE INDEX closure_start ON creneau.closure (from_at, id);

-- History: append-only. Instants are microseconds since 1970-01-01T00:00Z. Rows that the commit made
-- are named -1, -2… in "changes"; first_session and its kin say which ids these are, and "token" finds
-- the commit again whose answer was lost.
CREATE TABLE creneau.event (
  departement text COLLATE "C" NOT NULL, number bigint NOT NULL, at bigint NOT NULL,
  command smallint NOT NULL, role smallint NOT NULL, who bigint NOT NULL, subject text NOT NULL,
  request text NOT NULL, content bigint NOT NULL, reason smallint NOT NULL, changes text NOT NULL,
  -- What people wrote stands apart, so that it can be redacted: the command's note, and those
  -- among the changes, as a JSON array with a text for each block and then for each closure.
  note text NOT NULL, notes text NOT NULL,
  first_session bigint NOT NULL, first_reservation bigint NOT NULL, first_closure bigint NOT NULL,
  token bigint NOT NULL,
  PRIMARY KEY (departement, number)
) PARTITION BY LIST (departement);
CREATE INDEX event_at ON creneau.event USING brin (at);
CREATE FUNCTION creneau.event_is_append_only() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (OLD.departement, OLD.number, OLD.at, OLD.command, OLD.role, OLD.who, OLD.subject, OLD.request,
      OLD.content, OLD.reason, OLD.changes, OLD.first_session, OLD.first_reservation,
      OLD.first_closure, OLD.token)
     IS DISTINCT FROM
     (NEW.departement, NEW.number, NEW.at, NEW.command, NEW.role, NEW.who, NEW.subject, NEW.request,
      NEW.content, NEW.reason, NEW.changes, NEW.first_session, NEW.first_reservation,
      NEW.first_closure, NEW.token)
     OR NEW.note NOT IN ('', OLD.note)
     OR (CASE
       WHEN NEW.notes IN ('', OLD.notes) THEN false
       WHEN OLD.notes = '' THEN true
       ELSE json_array_length(NEW.notes::json) <> json_array_length(OLD.notes::json)
         OR EXISTS (
           SELECT FROM json_array_elements_text(NEW.notes::json) WITH ORDINALITY n (note, place)
           JOIN json_array_elements_text(OLD.notes::json) WITH ORDINALITY o (note, place) USING (place)
           WHERE n.note NOT IN ('', o.note))
     END) THEN
    RAISE EXCEPTION 'history is append-only' USING ERRCODE = '23000';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER event_is_append_only BEFORE UPDATE ON creneau.event
  FOR EACH ROW EXECUTE FUNCTION creneau.event_is_append_only();
-- Request ids are kept for ever, even where their event was purged.
CREATE TABLE creneau.request (
  departement text COLLATE "C" NOT NULL, role smallint NOT NULL, who bigint NOT NULL,
  request text COLLATE "C" NOT NULL, number bigint NOT NULL, content bigint NOT NULL,
  PRIMARY KEY (departement, role, who, request)
) PARTITION BY LIST (departement);

CREATE TABLE creneau.notice (
  departement text COLLATE "C" NOT NULL, id bigint NOT NULL, kind smallint NOT NULL,
  to_school bigint NOT NULL, to_office bigint NOT NULL, from_office bigint NOT NULL,
  at bigint NOT NULL, reason smallint NOT NULL, note text NOT NULL, lines text NOT NULL,
  address text NOT NULL, reply_to text NOT NULL,
  subject text NOT NULL, text text NOT NULL, html text NOT NULL,
  status smallint NOT NULL, attempts bigint NOT NULL DEFAULT 0, uncertain bigint NOT NULL DEFAULT 0,
  next_attempt bigint NOT NULL, leased_until bigint NOT NULL DEFAULT 0,
  lease bigint NOT NULL DEFAULT 0, last_error text NOT NULL DEFAULT '',
  closed_at bigint NOT NULL DEFAULT 0, redacted boolean NOT NULL DEFAULT false,
  -- As of an event: what -1 means among the reservations of the lines.
  first_reservation bigint NOT NULL,
  PRIMARY KEY (departement, id)
) PARTITION BY LIST (departement);
CREATE INDEX notice_due ON creneau.notice (next_attempt, id) WHERE status = 0;
CREATE INDEX notice_status ON creneau.notice (status, id);

CREATE TABLE creneau.refusal (
  departement text COLLATE "C" NOT NULL, id bigint NOT NULL, at bigint NOT NULL,
  command smallint NOT NULL, role smallint NOT NULL, who bigint NOT NULL, subject text NOT NULL,
  request text NOT NULL, code integer NOT NULL, rule_limit bigint NOT NULL, actual bigint NOT NULL,
  slots text NOT NULL,
  PRIMARY KEY (departement, id)
) PARTITION BY LIST (departement);
)sql";

}  // namespace creneau::postgres::schema
