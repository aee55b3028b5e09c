-- What came of calls and visits, one row for each, kept for rates and the assessment: reschedules, calls without effect, arrivals on and off time.
CREATE TABLE visit_fact (
  prefecture text NOT NULL,
  -- Of the event that it was taken from.
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  work_order_id uuid NOT NULL,
  number text NOT NULL,
  county text NOT NULL,
  company_id text REFERENCES company,
  staff_id uuid,
  by_name text NOT NULL,
  kind text NOT NULL,
  minutes integer,
  PRIMARY KEY (prefecture, id)
);
CREATE INDEX visit_fact_at ON visit_fact (prefecture, at DESC, kind);
ALTER TABLE visit_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE visit_fact FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON visit_fact USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) = 'regions'
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[]))
    AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company())))));
