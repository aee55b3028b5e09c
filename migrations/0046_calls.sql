-- A call to a customer: how it was dialled, and where its recording lies if it was announced. No number of a person stands here.
CREATE TABLE call_log (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  work_order_id uuid NOT NULL,
  at timestamptz NOT NULL,
  user_id uuid NOT NULL,
  by_name text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('manual', 'relay')),
  -- Why the provider could not be used.
  problem text,
  provider text,
  binding_id text,
  -- The provider's number between the two, never one of ours.
  relay_number text,
  expires_at timestamptz,
  recording_reference text,
  recording_url text,
  is_announced boolean,
  retention text CHECK (retention IN ('short', 'standard', 'dispute')),
  PRIMARY KEY (prefecture, id),
  FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order (prefecture, id) ON DELETE CASCADE,
  CHECK ((mode = 'relay') = (relay_number IS NOT NULL)),
  CHECK (recording_reference IS NULL OR (is_announced AND retention IS NOT NULL))
);
CREATE INDEX call_log_order ON call_log (prefecture, work_order_id, at DESC);
ALTER TABLE call_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE call_log FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON call_log USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR EXISTS (
    SELECT 1 FROM work_order w WHERE w.prefecture = call_log.prefecture AND w.id = call_log.work_order_id)));
