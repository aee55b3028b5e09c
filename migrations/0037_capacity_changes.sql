-- Who changed what of a county's capacity or days without visits, and why; append-only by grant.
CREATE TABLE visit_capacity_change (
  prefecture text NOT NULL REFERENCES region,
  id uuid NOT NULL,
  region text NOT NULL REFERENCES region,
  company_id text REFERENCES company,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  what jsonb NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (prefecture, id)
);
CREATE INDEX visit_capacity_change_region ON visit_capacity_change (region, at DESC);
ALTER TABLE visit_capacity_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE visit_capacity_change FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON visit_capacity_change USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) = 'regions'
    AND ((SELECT app.company()) IS NULL OR company_id IS NULL OR company_id = (SELECT app.company())))));
REVOKE UPDATE, DELETE ON visit_capacity_change FROM daiwei_serving;
