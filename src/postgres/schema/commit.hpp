#pragma once
/// \file
/// The commit as a function of the server, so that it is one round trip. Internal; part of the first
/// migration.

namespace creneau::postgres::schema {

inline constexpr const char* kCommit = R"sql(
-- The id of a row that a change set names: its own, or that of the -id-th row made after the first.
CREATE FUNCTION creneau.made_id(id bigint, first bigint, index bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN id < 0 THEN (first - id) * 128 + index ELSE id END
$$;

-- Applies the sets the_first to the_last of a batch, all or none of them, and gives the département's
-- row as it was before. CR001: something that a decision relied on no longer holds.
CREATE FUNCTION creneau.apply(the_code text, the_batch jsonb, the_first integer, the_last integer)
RETURNS creneau.departement LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  here creneau.departement;
  the_index constant bigint := (the_batch->>'index')::bigint;
  -- By set: the first numbers of what it makes.
  first_sessions bigint[];
  first_reservations bigint[];
  first_closures bigint[];
  first_notices bigint[];
  made bigint[];
  unmet bigint;
BEGIN
  SELECT * INTO here FROM creneau.departement WHERE code = the_code;
  WITH s AS (
    SELECT * FROM jsonb_to_recordset(the_batch->'sets') s (
      place integer, rules bigint, closures bigint, sessions_before bigint,
      reservations_before bigint, closures_before bigint, notices_before bigint, sessions_made bigint,
      reservations_made bigint, closures_made bigint, notices_made bigint)
    WHERE place BETWEEN the_first AND the_last
  ), f AS (SELECT * FROM s WHERE place = the_first)
  SELECT array_agg(here.sessions + s.sessions_before - f.sessions_before ORDER BY s.place),
    array_agg(here.reservations + s.reservations_before - f.reservations_before ORDER BY s.place),
    array_agg(here.closures + s.closures_before - f.closures_before ORDER BY s.place),
    array_agg(here.notices + s.notices_before - f.notices_before ORDER BY s.place),
    ARRAY[sum(s.sessions_made), sum(s.reservations_made), sum(s.closures_made), sum(s.notices_made)],
    count(*) FILTER (WHERE s.rules <> (SELECT coalesce(max(version), 0) FROM creneau.rules_version)
                        OR s.closures <> here.closures_number)
  INTO first_sessions, first_reservations, first_closures, first_notices, made, unmet
  FROM s, f;
  IF unmet <> 0 THEN RAISE EXCEPTION 'rules or closures changed' USING ERRCODE = 'CR001'; END IF;

  -- What the decision relied on without writing it.
  IF the_batch ? 'relied_on' THEN
    SELECT count(*) INTO unmet
    FROM jsonb_to_recordset(the_batch->'relied_on') x (place integer, session bigint, plan bigint)
    WHERE x.place BETWEEN the_first AND the_last
      AND NOT EXISTS (SELECT FROM creneau.session s WHERE s.departement = the_code
                      AND s.id = x.session AND s.planned = x.plan);
    IF unmet <> 0 THEN RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  IF the_batch ? 'reservations_were' THEN
    SELECT count(*) INTO unmet
    FROM jsonb_to_recordset(the_batch->'reservations_were') x (
      place integer, id bigint, revision bigint, session bigint, plan bigint, slots bigint)
    WHERE x.place BETWEEN the_first AND the_last
      AND NOT EXISTS (SELECT FROM creneau.reservation r WHERE r.departement = the_code
                      AND r.id = x.id AND r.revision = x.revision AND r.session = x.session
                      AND r.plan = x.plan AND r.slots = x.slots);
    IF unmet <> 0 THEN RAISE EXCEPTION 'reservation changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  IF the_batch ? 'blocks_were' THEN
    SELECT count(*) INTO unmet
    FROM jsonb_to_recordset(the_batch->'blocks_were') x (
      place integer, session bigint, plan bigint, ordinal smallint, reason smallint, note text)
    WHERE x.place BETWEEN the_first AND the_last
      AND NOT EXISTS (SELECT FROM creneau.slot t WHERE t.departement = the_code
                      AND t.session = x.session AND t.plan = x.plan AND t.ordinal = x.ordinal
                      AND t.reason = x.reason AND t.note = x.note);
    IF unmet <> 0 THEN RAISE EXCEPTION 'block changed' USING ERRCODE = 'CR001'; END IF;
  END IF;

  -- Slots go before others come, and before the plan or the reservation to which they belong.
  IF the_batch ? 'slots_go' THEN
    WITH x AS (
      SELECT * FROM jsonb_to_recordset(the_batch->'slots_go') x (
        place integer, session bigint, plan bigint, ordinal smallint, reservation bigint)
      WHERE place BETWEEN the_first AND the_last
    ), gone AS (
      DELETE FROM creneau.slot t USING x
      WHERE t.departement = the_code AND t.session = x.session AND t.plan = x.plan
        AND t.ordinal = x.ordinal AND t.reservation IS NOT DISTINCT FROM x.reservation
      RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM gone) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'slot changed' USING ERRCODE = 'CR001'; END IF;
  END IF;

  IF the_batch ? 'sessions_go' THEN
    WITH x AS (
      SELECT * FROM jsonb_to_recordset(the_batch->'sessions_go') x (
        place integer, id bigint, revision bigint)
      WHERE place BETWEEN the_first AND the_last
    ), gone AS (
      DELETE FROM creneau.session s USING x
      WHERE s.departement = the_code AND s.id = x.id AND s.revision = x.revision RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM gone) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  IF the_batch ? 'sessions_change' THEN
    WITH x AS (
      SELECT * FROM jsonb_to_recordset(the_batch->'sessions_change') x (
        place integer, id bigint, revision bigint, planned_before bigint, inspector bigint,
        start_at bigint, end_at bigint, proposed_centre bigint, plan bigint, external_ref text,
        planned bigint, centre bigint, category smallint, part smallint, unit_minutes integer,
        units_of_slot integer, slot_count integer, planned_by bigint)
      WHERE place BETWEEN the_first AND the_last
    ), changed AS (
      UPDATE creneau.session s SET
        inspector = x.inspector, start_at = x.start_at, end_at = x.end_at,
        proposed_centre = x.proposed_centre, plan = x.plan, external_ref = x.external_ref,
        revision = here.number + 1 + x.place - the_first,
        planned = x.planned, centre = x.centre, category = x.category, part = x.part,
        unit_minutes = x.unit_minutes, units_of_slot = x.units_of_slot, slot_count = x.slot_count,
        planned_by = x.planned_by
      FROM x WHERE s.departement = the_code AND s.id = x.id AND s.revision = x.revision
        AND s.planned IS NOT DISTINCT FROM x.planned_before
      RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM changed) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  IF the_batch ? 'sessions_come' THEN
    INSERT INTO creneau.session (departement, id, inspector, start_at, end_at, proposed_centre, plan,
      revision, external_ref, planned, centre, category, part, unit_minutes, units_of_slot,
      slot_count, planned_by)
    SELECT the_code, creneau.made_id(id, first_sessions[1 + place - the_first], the_index), inspector,
      start_at, end_at, proposed_centre, plan, here.number + 1 + place - the_first, external_ref,
      planned, centre, category, part, unit_minutes, units_of_slot, slot_count, planned_by
    FROM jsonb_to_recordset(the_batch->'sessions_come') x (
      place integer, id bigint, inspector bigint, start_at bigint, end_at bigint,
      proposed_centre bigint, plan bigint, external_ref text, planned bigint, centre bigint,
      category smallint, part smallint, unit_minutes integer, units_of_slot integer,
      slot_count integer, planned_by bigint)
    WHERE place BETWEEN the_first AND the_last;
  END IF;

  IF the_batch ? 'reservations_go' THEN
    WITH x AS (
      SELECT * FROM jsonb_to_recordset(the_batch->'reservations_go') x (place integer, id bigint)
      WHERE place BETWEEN the_first AND the_last
    ), gone AS (
      DELETE FROM creneau.reservation r USING x WHERE r.departement = the_code AND r.id = x.id
      RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM gone) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'reservation changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  -- Where a reservation starts follows from its session, which must be at that plan.
  IF the_batch ? 'reservations_change' THEN
    WITH x AS (
      SELECT * FROM jsonb_to_recordset(the_batch->'reservations_change') x (
        place integer, id bigint, session bigint, plan bigint, slots bigint, front integer)
      WHERE place BETWEEN the_first AND the_last
    ), changed AS (
      UPDATE creneau.reservation r SET
        plan = x.plan, slots = x.slots, revision = here.number + 1 + x.place - the_first,
        start_at = s.start_at + x.front * s.unit_minutes * s.units_of_slot
      FROM x JOIN creneau.session s ON s.departement = the_code AND s.id = x.session
        AND s.planned = x.plan
      WHERE r.departement = the_code AND r.id = x.id
      RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM changed) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'reservation changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  IF the_batch ? 'reservations_come' THEN
    WITH x AS (
      SELECT * FROM jsonb_to_recordset(the_batch->'reservations_come') x (
        place integer, id bigint, school bigint, session bigint, plan bigint, slots bigint,
        front integer, external_ref text)
      WHERE place BETWEEN the_first AND the_last
    ), come AS (
      INSERT INTO creneau.reservation (departement, id, school, session, plan, slots, start_at,
        revision, external_ref)
      SELECT the_code, creneau.made_id(x.id, first_reservations[1 + x.place - the_first], the_index),
        x.school, s.id, x.plan, x.slots, s.start_at + x.front * s.unit_minutes * s.units_of_slot,
        here.number + 1 + x.place - the_first, x.external_ref
      FROM x JOIN creneau.session s ON s.departement = the_code AND s.planned = x.plan
        AND s.id = creneau.made_id(x.session, first_sessions[1 + x.place - the_first], the_index)
      RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM come) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  IF the_batch ? 'slots_come' THEN
    WITH x AS (
      SELECT * FROM jsonb_to_recordset(the_batch->'slots_come') x (
        place integer, session bigint, plan bigint, ordinal smallint, reservation bigint,
        reason smallint, note text)
      WHERE place BETWEEN the_first AND the_last
    ), come AS (
      INSERT INTO creneau.slot (departement, session, plan, ordinal, reservation, reason, note)
      SELECT the_code, s.id, x.plan, x.ordinal,
        creneau.made_id(x.reservation, first_reservations[1 + x.place - the_first], the_index),
        x.reason, x.note
      FROM x JOIN creneau.session s ON s.departement = the_code AND s.planned = x.plan
        AND s.id = creneau.made_id(x.session, first_sessions[1 + x.place - the_first], the_index)
        AND s.slot_count > x.ordinal
      RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM come) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'session changed' USING ERRCODE = 'CR001'; END IF;
  END IF;

  IF the_batch ? 'closures_go' THEN
    WITH x AS (
      SELECT * FROM jsonb_to_recordset(the_batch->'closures_go') x (place integer, id bigint)
      WHERE place BETWEEN the_first AND the_last
    ), gone AS (
      DELETE FROM creneau.closure c USING x WHERE c.departement = the_code AND c.id = x.id
      RETURNING 1)
    SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM gone) INTO unmet;
    IF unmet <> 0 THEN RAISE EXCEPTION 'closure changed' USING ERRCODE = 'CR001'; END IF;
  END IF;
  IF the_batch ? 'closures_come' THEN
    INSERT INTO creneau.closure (departement, id, scope, who, from_at, to_at, reason, note)
    SELECT the_code, creneau.made_id(id, first_closures[1 + place - the_first], the_index), scope, who,
      from_at, to_at, reason, note
    FROM jsonb_to_recordset(the_batch->'closures_come') x (
      place integer, id bigint, scope smallint, who bigint, from_at bigint, to_at bigint,
      reason smallint, note text)
    WHERE place BETWEEN the_first AND the_last;
  END IF;
  IF the_batch ? 'rules_come' THEN
    INSERT INTO creneau.rules_version (version)
    SELECT version FROM jsonb_to_recordset(the_batch->'rules_come') x (place integer, version bigint)
    WHERE place BETWEEN the_first AND the_last;
    INSERT INTO creneau.rule (version, place, from_day, key, value)
    SELECT x.version, r.place, r.from_day, r.key, r.value
    FROM jsonb_to_recordset(the_batch->'rules_come') x (place integer, version bigint, entries jsonb),
      jsonb_to_recordset(x.entries) r (place integer, from_day bigint, key text, value text)
    WHERE x.place BETWEEN the_first AND the_last;
  END IF;

  IF the_batch ? 'notices' THEN
    INSERT INTO creneau.notice (departement, id, kind, to_school, to_office, from_office, at, reason,
      note, lines, address, reply_to, subject, text, html, status, next_attempt, first_reservation)
    SELECT the_code, creneau.made_id(id, first_notices[1 + place - the_first], the_index), kind,
      to_school, to_office, from_office, at, reason, note, lines, address, reply_to, subject, text,
      html, status, next_attempt, first_reservations[1 + place - the_first]
    FROM jsonb_to_recordset(the_batch->'notices') x (
      place integer, id bigint, kind smallint, to_school bigint, to_office bigint,
      from_office bigint, at bigint, reason smallint, note text, lines text, address text,
      reply_to text, subject text, text text, html text, status smallint, next_attempt bigint)
    WHERE place BETWEEN the_first AND the_last;
  END IF;
  WITH s AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(the_batch->'sets') s (
      place integer, at bigint, command smallint, role smallint, who bigint, subject text,
      request text, content bigint, reason smallint, note text, changes text, notes text,
      token bigint)
    WHERE place BETWEEN the_first AND the_last
  ), kept AS (
    INSERT INTO creneau.request (departement, role, who, request, number, content)
    SELECT the_code, role, who, request, here.number + 1 + place - the_first, content
    FROM s WHERE request <> ''
  )
  INSERT INTO creneau.event (departement, number, at, command, role, who, subject, request, content,
    reason, note, changes, notes, first_session, first_reservation, first_closure, token)
  SELECT the_code, here.number + 1 + place - the_first, at, command, role, who, subject, request,
    content, reason, note, changes, notes, first_sessions[1 + place - the_first],
    first_reservations[1 + place - the_first], first_closures[1 + place - the_first], token
  FROM s;
  UPDATE creneau.departement SET
    number = number + 1 + the_last - the_first,
    closures_number = CASE WHEN the_batch ? 'closures_go' OR the_batch ? 'closures_come'
      THEN coalesce((
        SELECT here.number + 1 + max(place) - the_first
        FROM jsonb_to_recordset(coalesce(the_batch->'closures_go', '[]')
                                || coalesce(the_batch->'closures_come', '[]')) x (place integer)
        WHERE place BETWEEN the_first AND the_last), closures_number)
      ELSE closures_number END,
    sessions = sessions + made[1], reservations = reservations + made[2],
    closures = closures + made[3], notices = notices + made[4]
  WHERE code = the_code;
  RETURN here;
END $$;

-- Commits a batch of change sets of one département: each whole or not at all, in their order. Gives
-- for each one what became of it (0 done, 1 done before, 2 conflict), its number, and how many rows
-- of each kind had been made before it.
CREATE FUNCTION creneau.commit(the_code text, the_batch jsonb)
RETURNS TABLE (place integer, outcome integer, number bigint, sessions bigint, reservations bigint,
               closures bigint, notices bigint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  here creneau.departement;
  run record;
  one record;
  seen bigint;
BEGIN
  -- One lock first, which puts all commits of the département in order.
  PERFORM FROM creneau.departement WHERE code = the_code FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM creneau.open_departement(the_code);
    PERFORM FROM creneau.departement WHERE code = the_code FOR UPDATE;
  END IF;
  -- The rules are of all départements: nobody changes them under a commit.
  IF the_batch ? 'rules_come' THEN
    LOCK TABLE creneau.rules_version IN EXCLUSIVE MODE;
  ELSE
    LOCK TABLE creneau.rules_version IN ROW SHARE MODE;
  END IF;
  -- Sets that only take free slots go together; where that fails, one by one.
  FOR run IN SELECT * FROM jsonb_to_recordset(the_batch->'runs') r (first integer, last integer) LOOP
    IF run.last > run.first THEN
      BEGIN
        here := creneau.apply(the_code, the_batch, run.first, run.last);
        RETURN QUERY
          SELECT s.place, 0, here.number + 1 + s.place - run.first,
            here.sessions, here.reservations + s.reservations_before - f.reservations_before,
            here.closures, here.notices + s.notices_before - f.notices_before
          FROM jsonb_to_recordset(the_batch->'sets') s (
              place integer, reservations_before bigint, notices_before bigint)
            JOIN jsonb_to_recordset(the_batch->'sets') f (
              place integer, reservations_before bigint, notices_before bigint)
            ON f.place = run.first
          WHERE s.place BETWEEN run.first AND run.last;
        CONTINUE;
      EXCEPTION WHEN integrity_constraint_violation OR SQLSTATE 'CR001' THEN
        NULL;
      END;
    END IF;
    FOR one IN SELECT * FROM jsonb_to_recordset(the_batch->'sets') s (
                 place integer, role smallint, who bigint, request text)
               WHERE s.place BETWEEN run.first AND run.last ORDER BY s.place LOOP
      BEGIN
        here := creneau.apply(the_code, the_batch, one.place, one.place);
        RETURN QUERY SELECT one.place, 0, here.number + 1, here.sessions, here.reservations,
                            here.closures, here.notices;
      EXCEPTION WHEN integrity_constraint_violation OR SQLSTATE 'CR001' THEN
        -- That the request was done before comes first: then the rest cannot hold any more.
        SELECT r.number INTO seen FROM creneau.request r
        WHERE r.departement = the_code AND r.role = one.role AND r.who = one.who
          AND r.request = one.request AND one.request <> '';
        IF FOUND THEN
          RETURN QUERY SELECT one.place, 1, seen, 0::bigint, 0::bigint, 0::bigint, 0::bigint;
        ELSE
          RETURN QUERY SELECT one.place, 2, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint;
        END IF;
      END;
    END LOOP;
  END LOOP;
END $$;
)sql";

}  // namespace creneau::postgres::schema
