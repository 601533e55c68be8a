#pragma once
/// \file
/// The commit as a function of the server, so that it is one round trip. Internal; part of the first
/// migration.

namespace creneau::postgres::schema {

/// What is the same for all départements.
inline constexpr const char* kCommitTypes = R"sql(
-- What a commit is given: rows of a kind, each with the place of its change set in the batch.
-- A part of the batch is applied at once: its first and last place, how many commits it is and how many
-- rows of each kind it makes; the rules that it was decided by, the closures that it looked at, and
-- whether it changes any.
CREATE TYPE creneau.part_row AS (
  first integer, last integer, commits bigint, sessions bigint, reservations bigint, closures bigint,
  notices bigint, rules bigint, closures_seen bigint, closes boolean);
CREATE TYPE creneau.set_row AS (
  place integer, at bigint, command smallint, role smallint, who bigint, subject text, request text,
  content bigint, reason smallint, note text, changes text, notes text, token bigint,
  reservations bigint, notices bigint);
CREATE TYPE creneau.relied_on_row AS (place integer, session bigint, plan bigint);
CREATE TYPE creneau.gone_row AS (place integer, id bigint, revision bigint);
CREATE TYPE creneau.session_row AS (
  place integer, id bigint, revision bigint, planned_before bigint, inspector bigint,
  start_at bigint, end_at bigint, proposed_centre bigint, plan bigint, external_ref text,
  planned bigint, centre bigint, category smallint, part smallint, unit_minutes integer,
  units_of_slot integer, slot_count integer, planned_by bigint);
CREATE TYPE creneau.reservation_row AS (
  place integer, id bigint, revision bigint, school bigint, session bigint, plan bigint,
  slots bigint, front integer, external_ref text);
CREATE TYPE creneau.slot_row AS (
  place integer, session bigint, plan bigint, ordinal smallint, reservation bigint, reason smallint,
  note text);
CREATE TYPE creneau.closure_row AS (
  place integer, id bigint, scope smallint, who bigint, from_at bigint, to_at bigint,
  reason smallint, note text);
CREATE TYPE creneau.rule_row AS (
  place integer, version bigint, entry integer, from_day bigint, key text, value text);
CREATE TYPE creneau.notice_row AS (
  place integer, id bigint, kind smallint, to_school bigint, to_office bigint, from_office bigint,
  at bigint, reason smallint, note text, lines text, address text, reply_to text, subject text,
  text text, html text, status smallint, next_attempt bigint);

-- The id of a row that a change set names: its own, or that of the -id-th row made after the first. (A row
-- that comes is always one of the latter, whatever the caller says.)
CREATE FUNCTION creneau.made_id(id bigint, first bigint, index bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN id < 0 THEN (first - id) * 128 + index ELSE id END;
)sql";

/// What each département has of its own, with its code for {D} and {d}: plans of statements that name
/// one partition are made once, and take a tenth of the time of those that choose among a hundred.
inline constexpr const char* kCommit = R"sql(
CREATE FUNCTION creneau.commit_text() RETURNS text LANGUAGE sql IMMUTABLE RETURN $commit$
-- Commits a batch of change sets of one département, each whole or not at all, in their order, that were
-- decided on what was known up to a commit number.
-- Takes, beside the rows, arrays by set: how many of its part come before it, and how many rows of each
-- kind these make.
-- Gives for each part that was applied its first and last place, outcome 0, the number of the first set,
-- and how many rows of each kind had been made before it; then, for each set that was not applied, its
-- place twice, what became of it (1: done before, 2: conflict), and the number that it had.
-- Rows are looked up one after the other by their keys, in nested queries: a planner that takes a table
-- for empty would read all of it instead, and a plan is made but once.
-- It runs with the rights of the schema's owner: nobody else may write what it writes.
CREATE FUNCTION creneau.commit_{d}(
  the_number bigint, the_parts creneau.part_row[],
  the_nth bigint[], the_sessions_before bigint[], the_reservations_before bigint[],
  the_closures_before bigint[], the_notices_before bigint[],
  the_sets creneau.set_row[],
  the_relied_on creneau.relied_on_row[],
  the_reservations_were creneau.reservation_row[],
  the_blocks_were creneau.slot_row[],
  the_slots_go creneau.slot_row[],
  the_sessions_go creneau.gone_row[],
  the_sessions_change creneau.session_row[],
  the_sessions_come creneau.session_row[],
  the_reservations_go creneau.gone_row[],
  the_reservations_change creneau.reservation_row[],
  the_reservations_come creneau.reservation_row[],
  the_slots_come creneau.slot_row[],
  the_closures_go creneau.closure_row[],
  the_closures_come creneau.closure_row[],
  the_rules_come creneau.rule_row[],
  the_notices creneau.notice_row[])
RETURNS TABLE (first integer, last integer, outcome integer, number bigint, sessions bigint,
               reservations bigint, closures bigint, notices bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
#variable_conflict use_column
DECLARE
  whole creneau.part_row;
  part creneau.part_row;
  -- A part of the batch, or its sets one by one.
  tries creneau.part_row[];
  try integer;
  -- Its sets that are lost whatever happens, and the numbers that they had, or zero.
  lost integer[];
  lost_numbers bigint[];
  here bigint;
  rules bigint;
  found bigint;
  expected bigint;
  -- What is added to what comes before a set of the part.
  base creneau.departement;
  nth bigint[];
  reservations_before bigint[];
  notices_before bigint[];
BEGIN
  -- The département's lock comes first, so that whoever has it knows that no commit is on its way.
  SELECT d.number INTO here FROM creneau.departement d WHERE d.code = '{D}' FOR UPDATE;
  -- The rules are of all départements: nobody changes them under a commit, or for one département.
  IF the_rules_come IS NOT NULL THEN
    IF NOT has_table_privilege(session_user, 'creneau.rules_version', 'INSERT') THEN
      RAISE insufficient_privilege USING MESSAGE = 'permission denied for table rules_version';
    END IF;
    LOCK TABLE creneau.rules_version IN EXCLUSIVE MODE;
  ELSE
    LOCK TABLE creneau.rules_version IN ROW SHARE MODE;
  END IF;
  FOREACH whole IN ARRAY the_parts LOOP
    tries := ARRAY[whole];
    try := 0;
    WHILE try < cardinality(tries) LOOP
      try := try + 1;
      part := tries[try];
      nth := the_nth;
      reservations_before := the_reservations_before;
      notices_before := the_notices_before;
      lost := NULL;
      -- Where others have committed since the sets were decided, those are left out that are lost.
      IF part.last > part.first THEN
        IF here > the_number THEN
          SELECT array_agg(w.place), array_agg(w.number) INTO lost, lost_numbers
          FROM (
            SELECT l.place, max(l.number) AS number
            FROM (
              SELECT x.place, 0::bigint AS number
              FROM unnest(the_reservations_come) x CROSS JOIN LATERAL (
                SELECT FROM creneau.slot_{d} t WHERE t.departement = '{D}'
                  AND t.session = x.session AND t.plan = x.plan AND x.slots >> t.ordinal & 1 = 1
                OFFSET 0) t
              UNION ALL
              SELECT x.place, 0 FROM unnest(the_slots_come) x CROSS JOIN LATERAL (
                SELECT FROM creneau.slot_{d} t WHERE t.departement = '{D}'
                  AND t.session = x.session AND t.plan = x.plan AND t.ordinal = x.ordinal
                OFFSET 0) t
              UNION ALL
              SELECT s.place, r.number FROM unnest(the_sets) s CROSS JOIN LATERAL (
                SELECT * FROM creneau.request_{d} r WHERE r.departement = '{D}' AND r.role = s.role
                  AND r.who = s.who AND r.request = s.request AND s.request <> ''
                OFFSET 0) r) l
            WHERE l.place BETWEEN part.first AND part.last
            GROUP BY l.place) w;
        END IF;
        IF lost IS NOT NULL THEN
          SELECT array_agg(w.nth ORDER BY w.place), array_agg(w.reservations ORDER BY w.place),
            array_agg(w.notices ORDER BY w.place)
          INTO nth, reservations_before, notices_before
          FROM (SELECT s.place, count(*) FILTER (WHERE s.place <> ALL (lost)) OVER earlier AS nth,
              coalesce(sum(s.reservations) FILTER (WHERE s.place <> ALL (lost)) OVER earlier, 0)
                AS reservations,
              coalesce(sum(s.notices) FILTER (WHERE s.place <> ALL (lost)) OVER earlier, 0) AS notices
            FROM unnest(the_sets) s WINDOW earlier AS
              (ORDER BY s.place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) w;
          SELECT count(*), coalesce(sum(s.reservations), 0), coalesce(sum(s.notices), 0)
          INTO part.commits, part.reservations, part.notices
          FROM unnest(the_sets) s
          WHERE s.place BETWEEN part.first AND part.last AND s.place <> ALL (lost);
        END IF;
      END IF;

      IF part.commits > 0 THEN
        BEGIN
          -- The lock that puts all commits of the département in order.
          UPDATE creneau.departement d SET
            number = d.number + part.commits, sessions = d.sessions + part.sessions,
            reservations = d.reservations + part.reservations,
            closures = d.closures + part.closures, notices = d.notices + part.notices,
            closures_number = CASE WHEN part.closes THEN d.number + part.commits
                                   ELSE d.closures_number END
          WHERE d.code = '{D}'
            AND (part.closures_seen IS NULL OR d.closures_number = part.closures_seen)
          RETURNING d.* INTO base;
          IF base.code IS NULL THEN
            RAISE EXCEPTION 'closures changed' USING ERRCODE = 'CR001';
          END IF;
          number := base.number - part.commits + 1;
          sessions := base.sessions - part.sessions;
          reservations := base.reservations - part.reservations;
          closures := base.closures - part.closures;
          notices := base.notices - part.notices;
          base.number := number - nth[1 + part.first];
          base.sessions := sessions - the_sessions_before[1 + part.first];
          base.reservations := reservations - reservations_before[1 + part.first];
          base.closures := closures - the_closures_before[1 + part.first];
          base.notices := notices - notices_before[1 + part.first];

          -- What the decision relied on without writing it.
          IF the_relied_on IS NOT NULL THEN
            SELECT count(*), count(s.id) INTO expected, found
            FROM unnest(the_relied_on) x LEFT JOIN LATERAL (
              SELECT s.id FROM creneau.session_{d} s WHERE s.departement = '{D}'
                AND s.id = x.session AND s.planned = x.plan
              OFFSET 0) s ON true
            WHERE x.place BETWEEN part.first AND part.last AND (lost IS NULL OR x.place <> ALL (lost));
            IF found <> expected THEN RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001'; END IF;
          END IF;
          IF the_reservations_were IS NOT NULL THEN
            SELECT count(*), count(r.id) INTO expected, found
            FROM unnest(the_reservations_were) x LEFT JOIN LATERAL (
              SELECT r.id FROM creneau.reservation_{d} r WHERE r.departement = '{D}'
                AND r.id = x.id AND r.revision = x.revision AND r.session = x.session
                AND r.plan = x.plan AND r.slots = x.slots
              OFFSET 0) r ON true
            WHERE x.place BETWEEN part.first AND part.last;
            IF found <> expected THEN
              RAISE EXCEPTION 'reservation changed' USING ERRCODE = 'CR001';
            END IF;
          END IF;
          IF the_blocks_were IS NOT NULL THEN
            SELECT count(*), count(t.ordinal) INTO expected, found
            FROM unnest(the_blocks_were) x LEFT JOIN LATERAL (
              SELECT t.ordinal FROM creneau.slot_{d} t WHERE t.departement = '{D}'
                AND t.session = x.session AND t.plan = x.plan AND t.ordinal = x.ordinal
                AND t.reason = x.reason AND t.note = x.note
              OFFSET 0) t ON true
            WHERE x.place BETWEEN part.first AND part.last;
            IF found <> expected THEN RAISE EXCEPTION 'block changed' USING ERRCODE = 'CR001'; END IF;
          END IF;

          -- Slots go before others come, and before the plan or the reservation to which they belong.
          IF the_slots_go IS NOT NULL THEN
            SELECT count(*) INTO expected FROM unnest(the_slots_go) x
            WHERE x.place BETWEEN part.first AND part.last;
            DELETE FROM creneau.slot_{d} t USING unnest(the_slots_go) x
            WHERE x.place BETWEEN part.first AND part.last
              AND t.departement = '{D}' AND t.session = x.session AND t.plan = x.plan
              AND t.ordinal = x.ordinal AND t.reservation IS NOT DISTINCT FROM x.reservation;
            GET DIAGNOSTICS found = ROW_COUNT;
            IF found <> expected THEN RAISE EXCEPTION 'slot changed' USING ERRCODE = 'CR001'; END IF;
          END IF;

          IF the_sessions_go IS NOT NULL THEN
            SELECT count(*) INTO expected FROM unnest(the_sessions_go) x
            WHERE x.place BETWEEN part.first AND part.last;
            DELETE FROM creneau.session_{d} s USING unnest(the_sessions_go) x
            WHERE x.place BETWEEN part.first AND part.last
              AND s.departement = '{D}' AND s.id = x.id AND s.revision = x.revision;
            GET DIAGNOSTICS found = ROW_COUNT;
            IF found <> expected THEN RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001'; END IF;
          END IF;
          IF the_sessions_change IS NOT NULL THEN
            SELECT count(*) INTO expected FROM unnest(the_sessions_change) x
            WHERE x.place BETWEEN part.first AND part.last;
            UPDATE creneau.session_{d} s SET
              inspector = x.inspector, start_at = x.start_at, end_at = x.end_at,
              proposed_centre = x.proposed_centre, plan = x.plan, external_ref = x.external_ref,
              revision = base.number + nth[1 + x.place],
              planned = x.planned, centre = x.centre, category = x.category, part = x.part,
              unit_minutes = x.unit_minutes, units_of_slot = x.units_of_slot,
              slot_count = x.slot_count, planned_by = x.planned_by
            FROM unnest(the_sessions_change) x
            WHERE x.place BETWEEN part.first AND part.last
              AND s.departement = '{D}' AND s.id = x.id AND s.revision = x.revision
              AND s.planned IS NOT DISTINCT FROM x.planned_before;
            GET DIAGNOSTICS found = ROW_COUNT;
            IF found <> expected THEN RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001'; END IF;
          END IF;
          IF the_sessions_come IS NOT NULL THEN
            INSERT INTO creneau.session_{d} (departement, id, inspector, start_at, end_at,
              proposed_centre, plan, revision, external_ref, planned, centre, category, part,
              unit_minutes, units_of_slot, slot_count, planned_by)
            SELECT '{D}', (base.sessions + the_sessions_before[1 + x.place] - x.id) * 128 + {I},
              x.inspector, x.start_at, x.end_at, x.proposed_centre, x.plan,
              base.number + nth[1 + x.place], x.external_ref, x.planned, x.centre, x.category, x.part,
              x.unit_minutes, x.units_of_slot, x.slot_count, x.planned_by
            FROM unnest(the_sessions_come) x
            WHERE x.place BETWEEN part.first AND part.last;
          END IF;

          IF the_reservations_go IS NOT NULL THEN
            SELECT count(*) INTO expected FROM unnest(the_reservations_go) x
            WHERE x.place BETWEEN part.first AND part.last;
            DELETE FROM creneau.reservation_{d} r USING unnest(the_reservations_go) x
            WHERE x.place BETWEEN part.first AND part.last AND r.departement = '{D}' AND r.id = x.id;
            GET DIAGNOSTICS found = ROW_COUNT;
            IF found <> expected THEN
              RAISE EXCEPTION 'reservation changed' USING ERRCODE = 'CR001';
            END IF;
          END IF;
          -- Where a reservation starts follows from its session, which must be at that plan.
          IF the_reservations_change IS NOT NULL THEN
            SELECT count(*) INTO expected FROM unnest(the_reservations_change) x
            WHERE x.place BETWEEN part.first AND part.last;
            UPDATE creneau.reservation_{d} r SET
              plan = x.plan, slots = x.slots, revision = base.number + nth[1 + x.place],
              start_at = s.start_at + x.front * s.unit_minutes * s.units_of_slot
            FROM unnest(the_reservations_change) x JOIN creneau.session_{d} s
              ON s.departement = '{D}' AND s.id = x.session AND s.planned = x.plan
                AND (s.slot_count = 64 OR x.slots >> s.slot_count = 0)
            WHERE x.place BETWEEN part.first AND part.last AND r.departement = '{D}' AND r.id = x.id;
            GET DIAGNOSTICS found = ROW_COUNT;
            IF found <> expected THEN
              RAISE EXCEPTION 'reservation changed' USING ERRCODE = 'CR001';
            END IF;
          END IF;
          -- Those of new reservations come with these.
          IF the_slots_come IS NOT NULL THEN
            SELECT count(*) INTO expected FROM unnest(the_slots_come) x
            WHERE x.place BETWEEN part.first AND part.last AND (lost IS NULL OR x.place <> ALL (lost));
            INSERT INTO creneau.slot_{d} (departement, session, plan, ordinal, reservation, reason,
              note, slot_count)
            SELECT '{D}', s.id, x.plan, x.ordinal, x.reservation, x.reason, x.note, s.slot_count
            FROM unnest(the_slots_come) x CROSS JOIN LATERAL (
              SELECT * FROM creneau.session_{d} s WHERE s.departement = '{D}' AND s.planned = x.plan
                AND s.id = creneau.made_id(x.session,
                                           base.sessions + the_sessions_before[1 + x.place], {I})
                AND s.slot_count > x.ordinal
              OFFSET 0) s
            WHERE x.place BETWEEN part.first AND part.last AND (lost IS NULL OR x.place <> ALL (lost));
            GET DIAGNOSTICS found = ROW_COUNT;
            IF found <> expected THEN RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001'; END IF;
          END IF;

          IF the_closures_go IS NOT NULL THEN
            SELECT count(*) INTO expected FROM unnest(the_closures_go) x
            WHERE x.place BETWEEN part.first AND part.last;
            DELETE FROM creneau.closure_{d} c USING unnest(the_closures_go) x
            WHERE x.place BETWEEN part.first AND part.last AND c.departement = '{D}' AND c.id = x.id
              AND c.note = x.note;
            GET DIAGNOSTICS found = ROW_COUNT;
            IF found <> expected THEN RAISE EXCEPTION 'closure changed' USING ERRCODE = 'CR001'; END IF;
          END IF;
          IF the_closures_come IS NOT NULL THEN
            INSERT INTO creneau.closure_{d} (departement, id, scope, who, from_at, to_at, reason, note)
            SELECT '{D}', (base.closures + the_closures_before[1 + x.place] - x.id) * 128 + {I},
              x.scope, x.who, x.from_at, x.to_at, x.reason, x.note
            FROM unnest(the_closures_come) x
            WHERE x.place BETWEEN part.first AND part.last;
          END IF;

          -- What all commands have, in one statement: to begin one takes longer than what it does.
          WITH b AS (
            SELECT (base.reservations + reservations_before[1 + x.place] - x.id) * 128 + {I} AS id,
              x.school, s.id AS session, x.plan, x.slots, s.slot_count,
              s.start_at + x.front * s.unit_minutes * s.units_of_slot AS start_at,
              base.number + nth[1 + x.place] AS revision, x.external_ref
            FROM unnest(the_reservations_come) x CROSS JOIN LATERAL (
              SELECT * FROM creneau.session_{d} s WHERE s.departement = '{D}' AND s.planned = x.plan
                AND s.id = creneau.made_id(x.session,
                                           base.sessions + the_sessions_before[1 + x.place], {I})
                AND (s.slot_count = 64 OR x.slots >> s.slot_count = 0)
              OFFSET 0) s
            WHERE x.place BETWEEN part.first AND part.last AND (lost IS NULL OR x.place <> ALL (lost))
          ), r AS (
            INSERT INTO creneau.reservation_{d} (departement, id, school, session, plan, slots,
              start_at, revision, external_ref)
            SELECT '{D}', b.id, b.school, b.session, b.plan, b.slots, b.start_at, b.revision,
              b.external_ref
            FROM b
          ), t AS (
            INSERT INTO creneau.slot_{d} (departement, session, plan, ordinal, reservation, reason,
              note, slot_count)
            SELECT '{D}', b.session, b.plan, b.ordinal, b.id, 0, '', b.slot_count
            FROM (SELECT b.*, generate_series(0, b.slot_count - 1) AS ordinal FROM b) b
            WHERE b.slots >> b.ordinal & 1 = 1
          ), n AS (
            INSERT INTO creneau.notice_{d} (departement, id, kind, to_school, to_office, from_office,
              at, reason, note, lines, address, reply_to, subject, text, html, status, next_attempt,
              first_reservation)
            SELECT '{D}',
              (base.notices + notices_before[1 + x.place] - x.id) * 128 + {I},
              x.kind, x.to_school, x.to_office, x.from_office, x.at, x.reason, x.note, x.lines,
              x.address, x.reply_to, x.subject, x.text, x.html, x.status, x.next_attempt,
              base.reservations + reservations_before[1 + x.place]
            FROM unnest(the_notices) x
            WHERE x.place BETWEEN part.first AND part.last AND (lost IS NULL OR x.place <> ALL (lost))
          ), s AS (
            SELECT * FROM unnest(the_sets) x
            WHERE x.place BETWEEN part.first AND part.last AND (lost IS NULL OR x.place <> ALL (lost))
          ), q AS (
            INSERT INTO creneau.request_{d} (departement, role, who, request, number, content)
            SELECT '{D}', s.role, s.who, s.request, base.number + nth[1 + s.place], s.content
            FROM s WHERE s.request <> ''
          ), e AS (
            INSERT INTO creneau.event_{d} (departement, number, at, command, role, who, subject,
              request, content, reason, note, changes, notes, first_session, first_reservation,
              first_closure, token)
            SELECT '{D}', base.number + nth[1 + s.place], s.at, s.command, s.role, s.who, s.subject,
              s.request, s.content, s.reason, s.note, s.changes, s.notes,
              base.sessions + the_sessions_before[1 + s.place],
              base.reservations + reservations_before[1 + s.place],
              base.closures + the_closures_before[1 + s.place], s.token
            FROM s
          )
          SELECT (SELECT count(*) FROM b), (SELECT coalesce(max(v.version), 0)
                                            FROM creneau.rules_version v)
          INTO found, rules;
          IF found <> part.reservations THEN
            RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001';
          END IF;
          IF rules <> part.rules THEN RAISE EXCEPTION 'rules changed' USING ERRCODE = 'CR001'; END IF;
          IF the_rules_come IS NOT NULL THEN
            INSERT INTO creneau.rules_version (version)
            SELECT DISTINCT x.version FROM unnest(the_rules_come) x
            WHERE x.place BETWEEN part.first AND part.last;
            INSERT INTO creneau.rule (version, place, from_day, key, value)
            SELECT x.version, x.entry, x.from_day, x.key, x.value
            FROM unnest(the_rules_come) x
            WHERE x.entry IS NOT NULL AND x.place BETWEEN part.first AND part.last;
          END IF;
          first := part.first;
          last := part.last;
          outcome := 0;
          RETURN NEXT;
        EXCEPTION WHEN integrity_constraint_violation OR SQLSTATE 'CR001' THEN
          IF part.first < part.last THEN
            tries := tries || ARRAY(
              SELECT ROW(s.place, s.place, 1, 0, s.reservations, 0, s.notices, part.rules,
                         part.closures_seen, part.closes)::creneau.part_row
              FROM unnest(the_sets) s
              WHERE s.place BETWEEN part.first AND part.last
                AND (lost IS NULL OR s.place <> ALL (lost))
              ORDER BY s.place);
          ELSE
            -- That the request was done before comes first: then the rest cannot hold any more.
            SELECT array_agg(s.place), array_agg(coalesce(r.number, 0)) INTO lost, lost_numbers
            FROM unnest(the_sets) s LEFT JOIN LATERAL (
              SELECT * FROM creneau.request_{d} r WHERE r.departement = '{D}' AND r.role = s.role
                AND r.who = s.who AND r.request = s.request AND s.request <> ''
              OFFSET 0) r ON true
            WHERE s.place = part.first;
          END IF;
        END;
      END IF;
      FOR place IN 1 .. coalesce(cardinality(lost), 0) LOOP
        first := lost[place];
        last := lost[place];
        number := lost_numbers[place];
        outcome := CASE WHEN number > 0 THEN 1 ELSE 2 END;
        RETURN NEXT;
      END LOOP;
    END LOOP;
  END LOOP;
END $function$;
$commit$;
)sql";

}  // namespace creneau::postgres::schema
