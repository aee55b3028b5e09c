-- The link that a customer opens: one for an order, its token derived from a secret of the installation and kept nowhere.
CREATE TABLE customer_link (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  work_order_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  -- At first the longest life of a link; brought forward when the order is closed.
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  sent_at timestamptz,
  first_opened_at timestamptz,
  last_opened_at timestamptz,
  opens integer NOT NULL DEFAULT 0,
  -- What of the customer's words the page shows again; the timeline has them all.
  stop_why text,
  resume_asked_at timestamptz,
  broken_said_at timestamptz,
  rating jsonb,
  -- Door codes that were wrong, at which visit, and the visit at which one was right.
  door_visit_id uuid,
  door_failures smallint NOT NULL DEFAULT 0,
  door_checked_at timestamptz,
  flags text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (prefecture, id),
  UNIQUE (prefecture, work_order_id),
  FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order (prefecture, id) ON DELETE CASCADE
);
CREATE INDEX customer_link_token ON customer_link (token_hash);
ALTER TABLE customer_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer_link FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON customer_link USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR EXISTS (
    SELECT 1 FROM work_order w WHERE w.prefecture = customer_link.prefecture AND w.id = customer_link.work_order_id)));

-- Messages to customers: of no user, to the telephone of their order; none before its time, which the quiet hours decide.
ALTER TABLE outside_message
  ALTER COLUMN user_id DROP NOT NULL,
  ADD COLUMN work_order_id uuid,
  ADD COLUMN not_before timestamptz,
  ADD CHECK (user_id IS NOT NULL OR work_order_id IS NOT NULL);
