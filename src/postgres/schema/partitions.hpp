#pragma once
/// \file
/// What makes a département's partitions. Internal; part of the first migration.

namespace creneau::postgres::schema {

inline constexpr const char* kPartitions = R"sql(
-- Makes the partitions of a département, where it has none. An exclusion constraint cannot stand on a
-- partitioned table: each leaf gets its own here, and its foreign key. All of it is the schema's owner's,
-- whoever calls.
CREATE FUNCTION creneau.open_departement(the_code text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  parent text;
  leaf constant text := '_' || lower(the_code);
BEGIN
  IF the_code IS NULL OR the_code <> ALL (creneau.departement_codes()) THEN
    RAISE EXCEPTION 'no such département: %', the_code USING ERRCODE = '22023';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('creneau.open_departement'));
  IF EXISTS (SELECT FROM creneau.departement WHERE code = the_code) THEN RETURN; END IF;
  FOREACH parent IN ARRAY ARRAY['session', 'reservation', 'slot', 'closure', 'event', 'request',
                                'notice', 'refusal'] LOOP
    -- Attached rather than made in place, which would wait for whoever reads the parent.
    EXECUTE format('CREATE TABLE creneau.%I (LIKE creneau.%I INCLUDING ALL)', parent || leaf, parent);
    EXECUTE format('ALTER TABLE creneau.%I ATTACH PARTITION creneau.%I FOR VALUES IN (%L)',
                   parent, parent || leaf, the_code);
  END LOOP;
  EXECUTE format('ALTER TABLE creneau.%I ADD CONSTRAINT %I'
                 ' EXCLUDE USING gist (inspector WITH =, int8range(start_at, end_at) WITH &&)',
                 'session' || leaf, 'session' || leaf || '_overlap');
  EXECUTE format('ALTER TABLE creneau.%I ADD CONSTRAINT %I'
                 ' FOREIGN KEY (departement, session, plan, slot_count)'
                 ' REFERENCES creneau.%I (departement, id, planned, slot_count)',
                 'slot' || leaf, 'slot' || leaf || '_plan', 'session' || leaf);
  EXECUTE replace(replace(replace(creneau.commit_text(), '{d}', lower(the_code)), '{D}', the_code),
                  '{I}', (array_position(creneau.departement_codes(), the_code) - 1)::text);
  EXECUTE format('REVOKE EXECUTE ON FUNCTION creneau.%I FROM PUBLIC', 'commit' || leaf);
  INSERT INTO creneau.departement (code) VALUES (the_code);
END $$;
REVOKE EXECUTE ON FUNCTION creneau.open_departement FROM PUBLIC;
)sql";

}  // namespace creneau::postgres::schema
