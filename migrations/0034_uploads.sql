-- Files that are announced and come in parts: a phone says what it has before the bytes are there, and goes on where the network broke
-- off. The parts lie with the files; here stands how much of each is safe.
CREATE TABLE upload (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  purpose text NOT NULL,
  name text NOT NULL,
  bytes bigint NOT NULL CHECK (bytes > 0),
  sha256 bytea NOT NULL,
  received bigint NOT NULL DEFAULT 0 CHECK (received <= bytes),
  -- Named by an order already: when it is complete it belongs there.
  work_order_id uuid,
  created_by uuid NOT NULL,
  created_by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  device_at timestamptz,
  capture jsonb,
  done_at timestamptz,
  PRIMARY KEY (prefecture, id)
);
CREATE INDEX upload_order ON upload (prefecture, work_order_id) WHERE done_at IS NULL;
CREATE INDEX upload_creator ON upload (created_by, created_at);
CREATE INDEX upload_age ON upload (created_at);
ALTER TABLE upload ENABLE ROW LEVEL SECURITY;
ALTER TABLE upload FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON upload USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR created_by = (SELECT app.user_id()) OR (work_order_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM work_order w WHERE w.prefecture = upload.prefecture AND w.id = upload.work_order_id))));
