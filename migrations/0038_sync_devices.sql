-- Phones that keep orders without network: the key with which each encrypts what it keeps, sealed; how far its commands have come.
CREATE TABLE sync_device (
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  -- Made by the phone; two people who share a phone have a row and a key each.
  id uuid NOT NULL,
  name text NOT NULL,
  platform text NOT NULL,
  key_box text NOT NULL,
  session_id uuid,
  registered_at timestamptz NOT NULL,
  last_contact_at timestamptz NOT NULL,
  revoked_at timestamptz,
  revoked_by_name text,
  -- Number of the last command that was answered; the next one is taken, a later one waits.
  last_seq bigint NOT NULL DEFAULT 0,
  -- Orders whose customer's data were handed to it in full: the audit says so once for each.
  handed text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (user_id, id)
);
ALTER TABLE sync_device ENABLE ROW LEVEL SECURITY;
ALTER TABLE sync_device FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON sync_device USING ((SELECT app.acting()) OR user_id = (SELECT app.user_id()));
