#pragma once
/// \file
/// Who may see what: row-level security. Internal; part of the first migration.

namespace creneau::postgres::schema {

inline constexpr const char* kAccess = R"sql(
-- Which roles of the server work for which départements. Whoever owns the schema sees all of them.
CREATE TABLE creneau.access (
  role name NOT NULL, departement text COLLATE "C" NOT NULL, PRIMARY KEY (role, departement)
);
CREATE FUNCTION creneau.own_departements() RETURNS text[] LANGUAGE sql STABLE
RETURN (SELECT coalesce(array_agg(a.departement), '{}') FROM creneau.access a
        JOIN pg_roles r ON r.rolname = a.role WHERE pg_has_role(r.oid, 'USAGE'));
DO $$
DECLARE
  it text;
BEGIN
  FOREACH it IN ARRAY ARRAY['session', 'reservation', 'slot', 'closure', 'event', 'request', 'notice',
                            'refusal', 'centre', 'posting', 'office_departement'] LOOP
    EXECUTE format('ALTER TABLE creneau.%I ENABLE ROW LEVEL SECURITY', it);
    EXECUTE format('CREATE POLICY own_departement ON creneau.%I'
                   ' USING (departement = ANY ((SELECT creneau.own_departements())::text[]))', it);
  END LOOP;
END $$;
ALTER TABLE creneau.departement ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_departement ON creneau.departement
  USING (code = ANY ((SELECT creneau.own_departements())::text[]));
-- People and offices are seen by those in whose département they work; schools by all.
ALTER TABLE creneau.inspector ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_departement ON creneau.inspector
  USING (EXISTS (SELECT FROM creneau.posting p WHERE p.inspector = id));
ALTER TABLE creneau.office ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_departement ON creneau.office
  USING (EXISTS (SELECT FROM creneau.office_departement d WHERE d.office = id));
ALTER TABLE creneau.access ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_role ON creneau.access FOR SELECT
  USING (role IN (SELECT r.rolname FROM pg_catalog.pg_roles r
                  WHERE pg_catalog.pg_has_role(r.oid, 'USAGE')));

-- Lets a role work for a département.
CREATE FUNCTION creneau.grant_departement(the_code text, the_role name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  it text;
  leaf constant text := '_' || lower(the_code);
BEGIN
  PERFORM creneau.open_departement(the_code);
  EXECUTE format('GRANT USAGE ON SCHEMA creneau TO %I', the_role);
  -- Its own partitions, and of the whole what row-level security lets through, to read.
  FOREACH it IN ARRAY ARRAY['session', 'reservation', 'slot', 'closure', 'event', 'request', 'notice',
                            'refusal'] LOOP
    EXECUTE format('GRANT SELECT ON creneau.%I, creneau.%I TO %I', it, it || leaf, the_role);
  END LOOP;
  EXECUTE format('GRANT SELECT ON creneau.departement, creneau.migration, creneau.office,'
                 ' creneau.office_departement, creneau.school, creneau.inspector, creneau.posting,'
                 ' creneau.centre, creneau.rules_version, creneau.rule, creneau.access,'
                 ' creneau.directory_version TO %I', the_role);
  -- A planning and its history are written by commits alone. Beside them: what becomes of a notice, and
  -- what was refused. Rights by column give none to lock a table.
  EXECUTE format('GRANT EXECUTE ON FUNCTION creneau.%I TO %I', 'commit' || leaf, the_role);
  EXECUTE format('GRANT UPDATE (address, text, html, status, attempts, uncertain, next_attempt,'
                 ' leased_until, lease, last_error, closed_at) ON creneau.notice, creneau.%I TO %I',
                 'notice' || leaf, the_role);
  EXECUTE format('GRANT INSERT ON creneau.%I TO %I', 'refusal' || leaf, the_role);
  EXECUTE format('GRANT UPDATE (refusals) ON creneau.departement TO %I', the_role);
  INSERT INTO creneau.access (role, departement) VALUES (the_role, the_code) ON CONFLICT DO NOTHING;
END $$;
)sql";

}  // namespace creneau::postgres::schema
