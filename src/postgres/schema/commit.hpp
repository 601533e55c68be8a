#pragma once
/// \file
/// The commit as functions of the server, so that it is one round trip. Internal; part of the first
/// migration.

namespace creneau::postgres::schema {

/// What is the same for all départements.
inline constexpr const char* kCommitTypes = R"sql(
-- What a commit is given: rows of a kind, each with the place of its change set in the batch.
CREATE TYPE creneau.run_of_sets AS (first integer, last integer);
CREATE TYPE creneau.set_row AS (
  place integer, at bigint, command smallint, role smallint, who bigint, subject text, request text,
  content bigint, reason smallint, note text, changes text, notes text, token bigint, rules bigint,
  closures bigint, sessions_made bigint, reservations_made bigint, closures_made bigint,
  notices_made bigint);
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

-- The id of a row that a change set names: its own, or that of the -id-th row made after the first.
CREATE FUNCTION creneau.made_id(id bigint, first bigint, index bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN id < 0 THEN (first - id) * 128 + index ELSE id END
$$;

)sql";

/// What each département has of its own, with its code for {D} and {d}: plans of statements that name
/// one partition are made once, and take a tenth of the time of those that choose among a hundred.
inline constexpr const char* kCommit = R"sql(
CREATE FUNCTION creneau.commit_text() RETURNS text LANGUAGE sql IMMUTABLE AS $text$ SELECT $commit$
-- Rows are looked up one after the other by their keys, in nested queries: a planner that takes a table
-- for empty would read all of it instead, and a plan is made but once.

-- Applies these sets of a batch, in their order, all or none of them. Gives for each one its number, and
-- how many rows of each kind had been made before it. CR001: something that a decision relied on no
-- longer holds.
CREATE FUNCTION creneau.apply_{d}(the_index bigint, the_places integer[],
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
  the_closures_go creneau.gone_row[],
  the_closures_come creneau.closure_row[],
  the_rules_come creneau.rule_row[],
  the_notices creneau.notice_row[])
RETURNS TABLE (place integer, number bigint, sessions bigint, reservations bigint, closures bigint,
               notices bigint)
LANGUAGE plpgsql AS $function$
#variable_conflict use_column
DECLARE
  here creneau.departement;
  -- By set, from 1: the number that it takes, zero where it is not to be applied; and the first numbers
  -- of what it makes.
  numbers bigint[];
  first_sessions bigint[];
  first_reservations bigint[];
  first_closures bigint[];
  first_notices bigint[];
  unmet bigint;
BEGIN
  SELECT * INTO here FROM creneau.departement WHERE code = '{D}';
  WITH s AS (
    SELECT s.*, s.place = ANY (the_places) AS goes FROM unnest(the_sets) s
  ), w AS (
    SELECT s.place, s.goes, s.rules, s.closures AS relies_on_closures,
      count(*) FILTER (WHERE s.goes) OVER ordered AS nth,
      sum(s.sessions_made) FILTER (WHERE s.goes) OVER earlier AS sessions,
      sum(s.reservations_made) FILTER (WHERE s.goes) OVER earlier AS reservations,
      sum(s.closures_made) FILTER (WHERE s.goes) OVER earlier AS closures,
      sum(s.notices_made) FILTER (WHERE s.goes) OVER earlier AS notices
    FROM s WINDOW ordered AS (ORDER BY s.place),
      earlier AS (ORDER BY s.place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
  )
  SELECT array_agg(CASE WHEN w.goes THEN here.number + w.nth ELSE 0 END ORDER BY w.place),
    array_agg(here.sessions + coalesce(w.sessions, 0) ORDER BY w.place),
    array_agg(here.reservations + coalesce(w.reservations, 0) ORDER BY w.place),
    array_agg(here.closures + coalesce(w.closures, 0) ORDER BY w.place),
    array_agg(here.notices + coalesce(w.notices, 0) ORDER BY w.place),
    count(*) FILTER (WHERE w.goes AND
                     (w.rules <> (SELECT coalesce(max(version), 0) FROM creneau.rules_version)
                      OR w.relies_on_closures <> here.closures_number))
  INTO numbers, first_sessions, first_reservations, first_closures, first_notices, unmet
  FROM w;
  IF unmet <> 0 THEN RAISE EXCEPTION 'rules or closures changed' USING ERRCODE = 'CR001'; END IF;

  -- What the decision relied on without writing it.
  IF the_relied_on IS NOT NULL THEN
    SELECT count(*) INTO unmet
    FROM unnest(the_relied_on) x
    WHERE numbers[1 + x.place] > 0
      AND NOT EXISTS (SELECT FROM creneau.session_{d} s WHERE s.departement = '{D}'
                      AND s.id = x.session AND s.planned = x.plan);
    IF unmet <> 0 THEN RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  IF the_reservations_were IS NOT NULL THEN
    SELECT count(*) INTO unmet
    FROM unnest(the_reservations_were) x
    WHERE numbers[1 + x.place] > 0
      AND NOT EXISTS (SELECT FROM creneau.reservation_{d} r WHERE r.departement = '{D}'
                      AND r.id = x.id AND r.revision = x.revision AND r.session = x.session
                      AND r.plan = x.plan AND r.slots = x.slots);
    IF unmet <> 0 THEN RAISE EXCEPTION 'reservation changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  IF the_blocks_were IS NOT NULL THEN
    SELECT count(*) INTO unmet
    FROM unnest(the_blocks_were) x
    WHERE numbers[1 + x.place] > 0
      AND NOT EXISTS (SELECT FROM creneau.slot_{d} t WHERE t.departement = '{D}'
                      AND t.session = x.session AND t.plan = x.plan AND t.ordinal = x.ordinal
                      AND t.reason = x.reason AND t.note = x.note);
    IF unmet <> 0 THEN RAISE EXCEPTION 'block changed' USING ERRCODE = 'CR001'; END IF;
  END IF;

  -- Slots go before others come, and before the plan or the reservation to which they belong.
  IF the_slots_go IS NOT NULL THEN
    WITH x AS (
      SELECT * FROM unnest(the_slots_go) x
      WHERE numbers[1 + place] > 0
    ), gone AS (
      DELETE FROM creneau.slot_{d} t USING x
      WHERE t.departement = '{D}' AND t.session = x.session AND t.plan = x.plan
        AND t.ordinal = x.ordinal AND t.reservation IS NOT DISTINCT FROM x.reservation
      RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM gone) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'slot changed' USING ERRCODE = 'CR001'; END IF;
  END IF;

  IF the_sessions_go IS NOT NULL THEN
    WITH x AS (
      SELECT * FROM unnest(the_sessions_go) x
      WHERE numbers[1 + place] > 0
    ), gone AS (
      DELETE FROM creneau.session_{d} s USING x
      WHERE s.departement = '{D}' AND s.id = x.id AND s.revision = x.revision RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM gone) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  IF the_sessions_change IS NOT NULL THEN
    WITH x AS (
      SELECT * FROM unnest(the_sessions_change) x
      WHERE numbers[1 + place] > 0
    ), changed AS (
      UPDATE creneau.session_{d} s SET
        inspector = x.inspector, start_at = x.start_at, end_at = x.end_at,
        proposed_centre = x.proposed_centre, plan = x.plan, external_ref = x.external_ref,
        revision = numbers[1 + x.place],
        planned = x.planned, centre = x.centre, category = x.category, part = x.part,
        unit_minutes = x.unit_minutes, units_of_slot = x.units_of_slot, slot_count = x.slot_count,
        planned_by = x.planned_by
      FROM x WHERE s.departement = '{D}' AND s.id = x.id AND s.revision = x.revision
        AND s.planned IS NOT DISTINCT FROM x.planned_before
      RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM changed) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  IF the_sessions_come IS NOT NULL THEN
    INSERT INTO creneau.session_{d} (departement, id, inspector, start_at, end_at, proposed_centre, plan,
      revision, external_ref, planned, centre, category, part, unit_minutes, units_of_slot,
      slot_count, planned_by)
    SELECT '{D}', creneau.made_id(id, first_sessions[1 + place], the_index), inspector,
      start_at, end_at, proposed_centre, plan, numbers[1 + place], external_ref,
      planned, centre, category, part, unit_minutes, units_of_slot, slot_count, planned_by
    FROM unnest(the_sessions_come) x
    WHERE numbers[1 + place] > 0;
  END IF;

  IF the_reservations_go IS NOT NULL THEN
    WITH x AS (
      SELECT * FROM unnest(the_reservations_go) x
      WHERE numbers[1 + place] > 0
    ), gone AS (
      DELETE FROM creneau.reservation_{d} r USING x WHERE r.departement = '{D}' AND r.id = x.id
      RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM gone) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'reservation changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  -- Where a reservation starts follows from its session, which must be at that plan.
  IF the_reservations_change IS NOT NULL THEN
    WITH x AS (
      SELECT * FROM unnest(the_reservations_change) x
      WHERE numbers[1 + place] > 0
    ), changed AS (
      UPDATE creneau.reservation_{d} r SET
        plan = x.plan, slots = x.slots, revision = numbers[1 + x.place],
        start_at = s.start_at + x.front * s.unit_minutes * s.units_of_slot
      FROM x JOIN creneau.session_{d} s ON s.departement = '{D}' AND s.id = x.session
        AND s.planned = x.plan
      WHERE r.departement = '{D}' AND r.id = x.id
      RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM changed) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'reservation changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  IF the_reservations_come IS NOT NULL THEN
    WITH x AS (
      SELECT * FROM unnest(the_reservations_come) x
      WHERE numbers[1 + place] > 0
    ), come AS (
      INSERT INTO creneau.reservation_{d} (departement, id, school, session, plan, slots, start_at,
        revision, external_ref)
      SELECT '{D}', creneau.made_id(x.id, first_reservations[1 + x.place], the_index),
        x.school, s.id, x.plan, x.slots, s.start_at + x.front * s.unit_minutes * s.units_of_slot,
        numbers[1 + x.place], x.external_ref
      FROM x CROSS JOIN LATERAL (
        SELECT * FROM creneau.session_{d} s WHERE s.departement = '{D}' AND s.planned = x.plan
          AND s.id = creneau.made_id(x.session, first_sessions[1 + x.place], the_index)
        OFFSET 0) s
      RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM come) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  IF the_slots_come IS NOT NULL THEN
    WITH x AS (
      SELECT * FROM unnest(the_slots_come) x
      WHERE numbers[1 + place] > 0
    ), come AS (
      INSERT INTO creneau.slot_{d} (departement, session, plan, ordinal, reservation, reason, note)
      SELECT '{D}', s.id, x.plan, x.ordinal,
        creneau.made_id(x.reservation, first_reservations[1 + x.place], the_index),
        x.reason, x.note
      FROM x CROSS JOIN LATERAL (
        SELECT * FROM creneau.session_{d} s WHERE s.departement = '{D}' AND s.planned = x.plan
          AND s.id = creneau.made_id(x.session, first_sessions[1 + x.place], the_index)
          AND s.slot_count > x.ordinal
        OFFSET 0) s
      RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM come) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001'; END IF;
  END IF;

  IF the_closures_go IS NOT NULL THEN
    WITH x AS (
      SELECT * FROM unnest(the_closures_go) x
      WHERE numbers[1 + place] > 0
    ), gone AS (
      DELETE FROM creneau.closure_{d} c USING x WHERE c.departement = '{D}' AND c.id = x.id
      RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM gone) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'closure changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  IF the_closures_come IS NOT NULL THEN
    INSERT INTO creneau.closure_{d} (departement, id, scope, who, from_at, to_at, reason, note)
    SELECT '{D}', creneau.made_id(id, first_closures[1 + place], the_index), scope, who,
      from_at, to_at, reason, note
    FROM unnest(the_closures_come) x
    WHERE numbers[1 + place] > 0;
  END IF;
  IF the_rules_come IS NOT NULL THEN
    INSERT INTO creneau.rules_version (version)
    SELECT DISTINCT version FROM unnest(the_rules_come) x
    WHERE numbers[1 + place] > 0;
    INSERT INTO creneau.rule (version, place, from_day, key, value)
    SELECT x.version, x.entry, x.from_day, x.key, x.value
    FROM unnest(the_rules_come) x
    WHERE x.entry IS NOT NULL AND numbers[1 + x.place] > 0;
  END IF;

  IF the_notices IS NOT NULL THEN
    INSERT INTO creneau.notice_{d} (departement, id, kind, to_school, to_office, from_office, at, reason,
      note, lines, address, reply_to, subject, text, html, status, next_attempt, first_reservation)
    SELECT '{D}', creneau.made_id(id, first_notices[1 + place], the_index), kind,
      to_school, to_office, from_office, at, reason, note, lines, address, reply_to, subject, text,
      html, status, next_attempt, first_reservations[1 + place]
    FROM unnest(the_notices) x
    WHERE numbers[1 + place] > 0;
  END IF;
  WITH s AS MATERIALIZED (
    SELECT * FROM unnest(the_sets) s
    WHERE numbers[1 + place] > 0
  ), kept AS (
    INSERT INTO creneau.request_{d} (departement, role, who, request, number, content)
    SELECT '{D}', role, who, request, numbers[1 + place], content
    FROM s WHERE request <> ''
  )
  INSERT INTO creneau.event_{d} (departement, number, at, command, role, who, subject, request, content,
    reason, note, changes, notes, first_session, first_reservation, first_closure, token)
  SELECT '{D}', numbers[1 + place], at, command, role, who, subject, request,
    content, reason, note, changes, notes, first_sessions[1 + place],
    first_reservations[1 + place], first_closures[1 + place], token
  FROM s;
  UPDATE creneau.departement d SET
    number = d.number + cardinality(the_places),
    closures_number = coalesce((
      SELECT max(numbers[1 + x.place])
      FROM (SELECT g.place FROM unnest(the_closures_go) g UNION ALL
            SELECT c.place FROM unnest(the_closures_come) c) x
      WHERE numbers[1 + x.place] > 0), d.closures_number),
    sessions = d.sessions + m.sessions, reservations = d.reservations + m.reservations,
    closures = d.closures + m.closures, notices = d.notices + m.notices
  FROM (SELECT sum(s.sessions_made) AS sessions, sum(s.reservations_made) AS reservations,
          sum(s.closures_made) AS closures, sum(s.notices_made) AS notices
        FROM unnest(the_sets) s WHERE numbers[1 + s.place] > 0) m
  WHERE d.code = '{D}';
  RETURN QUERY SELECT p, numbers[1 + p], first_sessions[1 + p], first_reservations[1 + p],
                      first_closures[1 + p], first_notices[1 + p]
               FROM unnest(the_places) p;
END $function$;

-- Commits a batch of change sets of one département, each whole or not at all, in their order, that were
-- decided on what was known up to a commit number. Gives
-- for each one what became of it (0 done, 1 done before, 2 conflict), its number, and how many rows
-- of each kind had been made before it.
CREATE FUNCTION creneau.commit_{d}(
  the_index bigint, the_number bigint, the_runs creneau.run_of_sets[],
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
  the_closures_go creneau.gone_row[],
  the_closures_come creneau.closure_row[],
  the_rules_come creneau.rule_row[],
  the_notices creneau.notice_row[])
RETURNS TABLE (place integer, outcome integer, number bigint, sessions bigint, reservations bigint,
               closures bigint, notices bigint)
LANGUAGE plpgsql AS $function$
#variable_conflict use_column
DECLARE
  run record;
  one record;
  here bigint;
  seen bigint;
  places integer[];
BEGIN
  -- One lock first, which puts all commits of the département in order.
  SELECT d.number INTO here FROM creneau.departement d WHERE d.code = '{D}' FOR UPDATE;
  -- The rules are of all départements: nobody changes them under a commit.
  IF the_rules_come IS NOT NULL THEN
    LOCK TABLE creneau.rules_version IN EXCLUSIVE MODE;
  ELSE
    LOCK TABLE creneau.rules_version IN ROW SHARE MODE;
  END IF;
  FOR run IN SELECT * FROM unnest(the_runs) r LOOP
    places := ARRAY(SELECT generate_series(run.first, run.last));
    -- Sets that only take free slots go together. Where others have committed since they were decided,
    -- those come first that are lost in any case; where it fails all the same, one by one.
    IF run.last > run.first THEN
      IF here > the_number THEN
        FOR one IN
          SELECT s.place, r.number
          FROM unnest(the_sets) s LEFT JOIN LATERAL (
            SELECT * FROM creneau.request_{d} r WHERE r.departement = '{D}' AND r.role = s.role
              AND r.who = s.who AND r.request = s.request AND s.request <> ''
            OFFSET 0) r ON true
          WHERE s.place BETWEEN run.first AND run.last
            AND (r.number IS NOT NULL OR EXISTS (
              SELECT FROM unnest(the_slots_come) x CROSS JOIN LATERAL (
                SELECT FROM creneau.slot_{d} t WHERE t.departement = '{D}'
                  AND t.session = x.session AND t.plan = x.plan AND t.ordinal = x.ordinal
                OFFSET 0) t
              WHERE x.place = s.place))
        LOOP
          places := array_remove(places, one.place);
          RETURN QUERY SELECT one.place, CASE WHEN one.number IS NULL THEN 2 ELSE 1 END, one.number,
                              0::bigint, 0::bigint, 0::bigint, 0::bigint;
        END LOOP;
        CONTINUE WHEN cardinality(places) = 0;
      END IF;
      BEGIN
        RETURN QUERY SELECT a.place, 0, a.number, a.sessions, a.reservations, a.closures, a.notices
        FROM creneau.apply_{d}(the_index, places,
          the_sets, the_relied_on, the_reservations_were, the_blocks_were, the_slots_go,
          the_sessions_go, the_sessions_change, the_sessions_come, the_reservations_go, the_reservations_change,
          the_reservations_come, the_slots_come, the_closures_go, the_closures_come, the_rules_come,
          the_notices) a;
        CONTINUE;
      EXCEPTION WHEN integrity_constraint_violation OR SQLSTATE 'CR001' THEN
        NULL;
      END;
    END IF;
    FOR one IN SELECT s.place, s.role, s.who, s.request FROM unnest(the_sets) s
               WHERE s.place = ANY (places) ORDER BY s.place LOOP
      BEGIN
        RETURN QUERY SELECT a.place, 0, a.number, a.sessions, a.reservations, a.closures, a.notices
        FROM creneau.apply_{d}(the_index, ARRAY[one.place],
          the_sets, the_relied_on, the_reservations_were, the_blocks_were, the_slots_go,
          the_sessions_go, the_sessions_change, the_sessions_come, the_reservations_go, the_reservations_change,
          the_reservations_come, the_slots_come, the_closures_go, the_closures_come, the_rules_come,
          the_notices) a;
      EXCEPTION WHEN integrity_constraint_violation OR SQLSTATE 'CR001' THEN
        -- That the request was done before comes first: then the rest cannot hold any more.
        SELECT r.number INTO seen FROM creneau.request_{d} r
        WHERE r.departement = '{D}' AND r.role = one.role AND r.who = one.who
          AND r.request = one.request AND one.request <> '';
        RETURN QUERY SELECT one.place, CASE WHEN FOUND THEN 1 ELSE 2 END, coalesce(seen, 0),
                            0::bigint, 0::bigint, 0::bigint, 0::bigint;
      END;
    END LOOP;
  END LOOP;
END $function$;
$commit$ $text$;
)sql";

}  // namespace creneau::postgres::schema
