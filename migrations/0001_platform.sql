-- Scope of the reader, people who sign in, events, audit, parameters, files, jobs.
-- The serving role owns nothing and is bound by the policies; it may read and write rows, not change the schema.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE SCHEMA app;
GRANT USAGE ON SCHEMA public, app TO daiwei_serving;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO daiwei_serving;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO daiwei_serving;

-- The scope is set by SET LOCAL after BEGIN. What is not set is NULL, and NULL shows nothing.
-- Prefectures within reach; the province's own code stands for rows that have no prefecture yet.
CREATE FUNCTION app.prefectures() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT string_to_array(nullif(current_setting('app.prefectures', true), ''), ',') $$;
-- Counties within reach; NULL is every county of the prefectures.
CREATE FUNCTION app.counties() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT string_to_array(nullif(current_setting('app.counties', true), ''), ',') $$;
-- Business lines within reach.
CREATE FUNCTION app.lines() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT string_to_array(nullif(current_setting('app.lines', true), ''), ',') $$;
-- The reader's company; NULL is the operator, who sees every company.
CREATE FUNCTION app.company() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.company', true), '') $$;
CREATE FUNCTION app.station() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.station', true), '')::uuid $$;
CREATE FUNCTION app.staff() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.staff', true), '')::uuid $$;
CREATE FUNCTION app.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;
-- regions: everything in the regions · station: the station's · own: the person's · customers: the customer manager's.
CREATE FUNCTION app.reach() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.reach', true), '') $$;
-- Set by the server after permission and visibility were checked, so that a row may be handed to somebody
-- whose rows the actor does not see. Still bound to the prefectures.
CREATE FUNCTION app.acting() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(current_setting('app.acting', true), '') = '1' $$;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA app TO daiwei_serving;

-- Reference tables: regions and companies are known to everyone who signs in.
CREATE TABLE region (
  code text PRIMARY KEY CHECK (code ~ '^\d{6}$'),
  parent text REFERENCES region,
  level text NOT NULL CHECK (level IN ('province', 'prefecture', 'county')),
  name text NOT NULL,
  short_name text NOT NULL,
  -- Two letters in front of a work order's number; prefectures only.
  abbreviation text UNIQUE,
  aliases text[] NOT NULL DEFAULT '{}',
  area_class text NOT NULL DEFAULT 'urban' CHECK (area_class IN ('urban', 'rural')),
  area_code text,
  lon double precision,
  lat double precision
);

CREATE TABLE company (
  id text PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9-]{1,30}$'),
  kind text NOT NULL CHECK (kind IN ('operator', 'contractor')),
  name text NOT NULL UNIQUE,
  short_name text NOT NULL UNIQUE,
  aliases text[] NOT NULL DEFAULT '{}',
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1
);

-- People who sign in. Their scope is company × regions, narrowed by the reach of their roles.
CREATE TABLE app_user (
  id uuid PRIMARY KEY,
  login text NOT NULL UNIQUE CHECK (login = lower(login) AND login ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
  name text NOT NULL,
  phone text,
  language text NOT NULL DEFAULT 'zh-CN' CHECK (language IN ('zh-CN', 'en')),
  company_id text NOT NULL REFERENCES company,
  -- NULL: every prefecture.
  prefectures text[],
  -- NULL: every county of the prefectures.
  counties text[],
  station_id uuid,
  staff_id uuid,
  roles text[] NOT NULL,
  password_hash text,
  must_change_password boolean NOT NULL DEFAULT false,
  password_changed_at timestamptz,
  totp_secret text,
  external_subject text UNIQUE,
  failed_sign_ins integer NOT NULL DEFAULT 0,
  locked_until timestamptz,
  is_active boolean NOT NULL DEFAULT true,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX app_user_company ON app_user (company_id, login);
CREATE INDEX app_user_staff ON app_user (staff_id);

CREATE TABLE session (
  -- SHA-256 of the cookie's value; the value itself is nowhere stored.
  token_hash bytea PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  csrf text NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  address text NOT NULL,
  user_agent text NOT NULL,
  face text NOT NULL DEFAULT 'console' CHECK (face IN ('console', 'field')),
  -- Password was right, the second factor is still to come.
  awaits_totp boolean NOT NULL DEFAULT false,
  revoked_at timestamptz
);
CREATE INDEX session_by_user ON session (user_id, created_at DESC);

CREATE TABLE api_token (
  token_hash bytea PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  -- Permission names; NULL: the user's own.
  scopes text[],
  note text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX api_token_user ON api_token (user_id, created_at DESC);

-- Looks at personal data: each is audited too; this is the counter against the daily quota.
CREATE TABLE reveal (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  at timestamptz NOT NULL,
  prefecture text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  field text NOT NULL,
  reason text NOT NULL,
  -- An order in the caller's hands is the reason: counted apart, without quota.
  work_order_id uuid
);
CREATE INDEX reveal_user ON reveal (user_id, at DESC);

-- What happened, append-only: the timeline of each subject, the outbox, and the source of live updates in one.
-- `xact` lets a reader stop before transactions that are still open, so that a cursor never skips a row.
CREATE TABLE event (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  xact bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  device_at timestamptz,
  actor_id uuid,
  actor_name text NOT NULL,
  actor_role text NOT NULL,
  source text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (prefecture, id)
);
CREATE INDEX event_subject ON event (prefecture, subject_id, id);
CREATE INDEX event_xact ON event (xact, position);
REVOKE UPDATE ON event FROM daiwei_serving;

CREATE TABLE consumer_cursor (
  consumer text PRIMARY KEY,
  xact bigint NOT NULL,
  position bigint NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE TABLE dead_letter (
  id uuid PRIMARY KEY,
  consumer text NOT NULL,
  prefecture text NOT NULL,
  event_id uuid NOT NULL,
  at timestamptz NOT NULL,
  attempts integer NOT NULL,
  error text NOT NULL,
  resolved_at timestamptz
);
CREATE INDEX dead_letter_open ON dead_letter (consumer, at) WHERE resolved_at IS NULL;

-- Each command's sender-made id: sent twice, it acts once.
CREATE TABLE command_receipt (
  sender_id uuid NOT NULL,
  command_id text NOT NULL,
  at timestamptz NOT NULL,
  fingerprint text NOT NULL,
  reply jsonb NOT NULL,
  PRIMARY KEY (sender_id, command_id)
);

-- Who did what to what, before and after, why, and from where. Append-only by grant.
CREATE TABLE audit_entry (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  xact bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  at timestamptz NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  actor_role text NOT NULL,
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  before jsonb,
  after jsonb,
  reason text,
  source text NOT NULL,
  PRIMARY KEY (prefecture, id)
);
CREATE INDEX audit_entry_at ON audit_entry (prefecture, at DESC, id DESC);
CREATE INDEX audit_entry_at_province ON audit_entry (at DESC, id DESC);
CREATE INDEX audit_entry_actor ON audit_entry (actor_id, at DESC);
CREATE INDEX audit_entry_subject ON audit_entry (subject_id, at DESC);
CREATE INDEX audit_entry_xact ON audit_entry (xact, id);
REVOKE UPDATE, DELETE ON audit_entry FROM daiwei_serving;

-- The hash chain over the entries, one per prefecture and day, written by the sealer.
CREATE TABLE audit_seal (
  prefecture text NOT NULL,
  day date NOT NULL,
  number integer NOT NULL,
  entry_id uuid NOT NULL,
  hash bytea NOT NULL,
  sealed_at timestamptz NOT NULL,
  PRIMARY KEY (prefecture, day, number),
  UNIQUE (prefecture, entry_id)
);
REVOKE UPDATE, DELETE ON audit_seal FROM daiwei_serving;

CREATE TABLE parameter_value (
  version bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL,
  level text NOT NULL CHECK (level IN ('province', 'prefecture', 'county', 'contract', 'company')),
  subject text NOT NULL DEFAULT '',
  effective_from date NOT NULL,
  value jsonb NOT NULL,
  reason text NOT NULL,
  created_by uuid,
  created_by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  -- A value taken back before it became effective.
  withdrawn_at timestamptz
);
CREATE INDEX parameter_value_key ON parameter_value (key, level, subject, effective_from DESC, version DESC);

CREATE TABLE stored_file (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  sha256 bytea NOT NULL,
  bytes bigint NOT NULL,
  media_type text NOT NULL,
  name text NOT NULL,
  -- evidence, signature, import, export, …
  purpose text NOT NULL,
  subject_type text,
  subject_id uuid,
  storage_key text NOT NULL,
  thumbnail_key text,
  created_at timestamptz NOT NULL,
  device_at timestamptz,
  created_by uuid,
  created_by_name text NOT NULL,
  is_demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (prefecture, id)
);
CREATE INDEX stored_file_subject ON stored_file (prefecture, subject_id);
CREATE INDEX stored_file_creator ON stored_file (created_by, created_at DESC);

CREATE TABLE notification (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('info', 'risk', 'late')),
  prefecture text NOT NULL,
  subject_type text,
  subject_id uuid,
  subject_number text,
  data jsonb NOT NULL DEFAULT '{}',
  -- The event that made it: the same event notifies a person once.
  event_id uuid,
  read_at timestamptz,
  UNIQUE (user_id, event_id, kind)
);
CREATE INDEX notification_user ON notification (user_id, at DESC, id DESC);
CREATE INDEX notification_unread ON notification (user_id) WHERE read_at IS NULL;

-- Long work that a person started: what it is, how far, and what came of it.
CREATE TABLE job (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  title text NOT NULL,
  status text NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  done bigint NOT NULL DEFAULT 0,
  total bigint,
  input jsonb NOT NULL DEFAULT '{}',
  result jsonb,
  error text,
  created_by uuid,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  heartbeat_at timestamptz,
  finished_at timestamptz
);
CREATE INDEX job_creator ON job (created_by, created_at DESC);
CREATE INDEX job_created ON job (created_at DESC);

-- Numbers of work orders and reports are taken in blocks, per prefecture and day.
CREATE TABLE number_counter (
  prefecture text NOT NULL,
  series text NOT NULL,
  day date NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (prefecture, series, day)
);

-- Facts about this installation: the demo clock's offset, what was seeded.
CREATE TABLE instance_fact (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);

ALTER TABLE app_user ENABLE ROW LEVEL SECURITY;
ALTER TABLE app_user FORCE ROW LEVEL SECURITY;
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE session FORCE ROW LEVEL SECURITY;
ALTER TABLE api_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_token FORCE ROW LEVEL SECURITY;
ALTER TABLE reveal ENABLE ROW LEVEL SECURITY;
ALTER TABLE reveal FORCE ROW LEVEL SECURITY;
ALTER TABLE event ENABLE ROW LEVEL SECURITY;
ALTER TABLE event FORCE ROW LEVEL SECURITY;
ALTER TABLE dead_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE dead_letter FORCE ROW LEVEL SECURITY;
ALTER TABLE command_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE command_receipt FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_seal FORCE ROW LEVEL SECURITY;
ALTER TABLE stored_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE stored_file FORCE ROW LEVEL SECURITY;
ALTER TABLE notification ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification FORCE ROW LEVEL SECURITY;
ALTER TABLE job ENABLE ROW LEVEL SECURITY;
ALTER TABLE job FORCE ROW LEVEL SECURITY;

-- Users: one's own row, and one's company's rows for whoever administers it (permission in the contract).
CREATE POLICY scope ON app_user USING (
  (SELECT app.acting()) OR id = (SELECT app.user_id())
  OR ((SELECT app.reach()) = 'regions' AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company()))));
CREATE POLICY own ON session USING ((SELECT app.acting()) OR user_id = (SELECT app.user_id()));
CREATE POLICY own ON api_token USING ((SELECT app.acting()) OR user_id = (SELECT app.user_id()));
CREATE POLICY own ON reveal USING ((SELECT app.acting()) OR user_id = (SELECT app.user_id()));
CREATE POLICY own ON command_receipt USING ((SELECT app.acting()) OR sender_id = (SELECT app.user_id()));
CREATE POLICY own ON notification USING ((SELECT app.acting()) OR user_id = (SELECT app.user_id()));
CREATE POLICY own ON job USING ((SELECT app.acting()) OR created_by = (SELECT app.user_id()));
-- Audit: whoever holds audit.read sees it within the prefectures; that permission is checked in the contract.
CREATE POLICY scope ON audit_entry USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (SELECT app.reach()) = 'regions'));
CREATE POLICY scope ON audit_seal USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (SELECT app.reach()) = 'regions'));
CREATE POLICY scope ON dead_letter USING (
  prefecture = ANY ((SELECT app.prefectures())::text[]) AND ((SELECT app.acting()) OR (SELECT app.company()) IS NULL));
-- Events and files are seen with what they belong to: their policies stand with the work orders (0005).
