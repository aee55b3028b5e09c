-- What the shared machinery keeps: what a consumer has handled, periodic work that one process does,
-- jobs that outlive their process, signed audit entries, what was known of a file, messages to the outside.

-- What a consumer has handled: everything visible in `seen`, and of what is visible in `upto` everything up to (xact, position).
-- A long transaction holds nothing up: its events are not visible in `seen`, later ones are.
ALTER TABLE consumer_cursor
  ADD COLUMN seen pg_snapshot NOT NULL,
  ADD COLUMN upto pg_snapshot;
ALTER TABLE dead_letter
  ADD COLUMN kind text NOT NULL,
  ADD COLUMN subject_type text NOT NULL,
  ADD COLUMN subject_id uuid NOT NULL,
  -- NULL: tried often enough, a person decides.
  ADD COLUMN retry_at timestamptz,
  ADD COLUMN resolution text CHECK (resolution IN ('handled', 'discarded')),
  ADD UNIQUE (consumer, event_id);
CREATE INDEX dead_letter_retry ON dead_letter (consumer, retry_at) WHERE resolved_at IS NULL;

-- Made by the program when it writes the entry: what was put in past the program has none that fits.
ALTER TABLE audit_entry ADD COLUMN mac bytea;

ALTER TABLE stored_file ADD COLUMN details jsonb NOT NULL DEFAULT '{}';
CREATE INDEX stored_file_unattached ON stored_file (created_at) WHERE subject_id IS NULL;

ALTER TABLE job
  ADD COLUMN attempts integer NOT NULL DEFAULT 0,
  ADD COLUMN holder uuid,
  ADD COLUMN cancel_requested_at timestamptz;
CREATE INDEX job_open ON job (created_at) WHERE status IN ('queued', 'running');

-- Times here are the machine's, not the movable clock's.
CREATE TABLE periodic_lease (
  name text PRIMARY KEY,
  holder uuid NOT NULL,
  until timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  failures integer NOT NULL DEFAULT 0,
  last_error text
);

-- What goes, or would go, to somebody's phone by another channel than the product's own screens.
CREATE TABLE outside_message (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  channel text NOT NULL CHECK (channel IN ('sms', 'call', 'report')),
  user_id uuid NOT NULL,
  event_id uuid NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  status text NOT NULL CHECK (status IN ('waiting', 'recorded', 'sent', 'failed')),
  driver text,
  attempts integer NOT NULL DEFAULT 0,
  error text,
  finished_at timestamptz,
  PRIMARY KEY (prefecture, id),
  UNIQUE (prefecture, event_id, user_id, channel)
);
CREATE INDEX outside_message_waiting ON outside_message (at) WHERE status = 'waiting';
ALTER TABLE outside_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE outside_message FORCE ROW LEVEL SECURITY;
CREATE POLICY acting ON outside_message USING (
  prefecture = ANY ((SELECT app.prefectures())::text[]) AND (SELECT app.acting()));
