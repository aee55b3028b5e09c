-- A customer's complaint with its owner, limit and answer. Who it is about is kept as it was when it was said: they and their station
-- do not see it here, nor can they change it.
CREATE TABLE complaint (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  work_order_id uuid NOT NULL,
  county text NOT NULL REFERENCES region,
  kind text NOT NULL,
  text text NOT NULL,
  channel text NOT NULL,
  said_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  staff_ids uuid[] NOT NULL DEFAULT '{}',
  station_id uuid,
  company_id text REFERENCES company,
  owner_id uuid,
  owner_name text,
  answer jsonb,
  answered_at timestamptz,
  -- When the bell for its lateness rang.
  late_rung_at timestamptz,
  PRIMARY KEY (prefecture, id),
  FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order (prefecture, id) ON DELETE CASCADE
);
CREATE INDEX complaint_order ON complaint (prefecture, work_order_id);
CREATE INDEX complaint_open ON complaint (due_at, id) WHERE answered_at IS NULL;
CREATE INDEX complaint_answered ON complaint (answered_at DESC, id DESC) WHERE answered_at IS NOT NULL;
ALTER TABLE complaint ENABLE ROW LEVEL SECURITY;
ALTER TABLE complaint FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON complaint USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) = 'regions'
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[]))
    AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company())))));
