-- What changed of the network on site: reported by the engineer, entered or rejected by the resource manager within its limit.
CREATE TABLE resource_change (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  work_order_id uuid NOT NULL,
  order_number text NOT NULL,
  county text NOT NULL,
  line text NOT NULL,
  account text,
  change jsonb NOT NULL,
  state text NOT NULL DEFAULT 'reported' CHECK (state IN ('reported', 'entered', 'rejected')),
  reported_by uuid NOT NULL,
  reported_by_name text NOT NULL,
  reported_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  answered_by_name text,
  answered_at timestamptz,
  reason text,
  PRIMARY KEY (prefecture, id),
  FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order (prefecture, id)
);
CREATE INDEX resource_change_due ON resource_change (prefecture, state, due_at, id);
CREATE INDEX resource_change_order ON resource_change (prefecture, work_order_id);

ALTER TABLE resource_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE resource_change FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON resource_change USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR EXISTS (
    SELECT 1 FROM work_order w WHERE w.prefecture = resource_change.prefecture AND w.id = resource_change.work_order_id)));
