-- Windows that can be kept: what managers set, days without visits, and the place that an open order holds.

-- Minutes of work for a county's visits; NULL in a column is every one. A row with a reason is closed.
CREATE TABLE visit_capacity (
  prefecture text NOT NULL REFERENCES region,
  id uuid NOT NULL,
  county text NOT NULL REFERENCES region,
  company_id text REFERENCES company,
  kind text,
  on_day date,
  window_from text CHECK (window_from ~ '^[0-2][0-9]:[0-5][0-9]$'),
  minutes integer NOT NULL CHECK (minutes >= 0),
  closed_reason text,
  updated_at timestamptz NOT NULL,
  updated_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (prefecture, id),
  UNIQUE NULLS NOT DISTINCT (prefecture, county, company_id, kind, on_day, window_from)
);
ALTER TABLE visit_capacity ENABLE ROW LEVEL SECURITY;
ALTER TABLE visit_capacity FORCE ROW LEVEL SECURITY;
-- A contractor sees what holds for everybody in its counties and its own quotas.
CREATE POLICY scope ON visit_capacity USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) = 'regions'
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[]))
    AND ((SELECT app.company()) IS NULL OR company_id IS NULL OR company_id = (SELECT app.company())))));

-- No visits in a region, the province under its own code.
CREATE TABLE blackout_day (
  prefecture text NOT NULL REFERENCES region,
  id uuid NOT NULL,
  region text NOT NULL REFERENCES region,
  from_on date NOT NULL,
  to_on date NOT NULL CHECK (to_on >= from_on),
  reason text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by_name text NOT NULL,
  PRIMARY KEY (prefecture, id)
);
CREATE INDEX blackout_day_region ON blackout_day (region, to_on);
ALTER TABLE blackout_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE blackout_day FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON blackout_day USING (
  (SELECT app.acting()) OR prefecture = ANY ((SELECT app.prefectures())::text[]));

-- From when the open order holds a place: the promised visit, or the window that suits the customer.
ALTER TABLE work_order ADD COLUMN held_from timestamptz;
UPDATE work_order SET held_from = coalesce(appointment_from, preferred_at) WHERE is_open AND returned_at IS NULL;
CREATE INDEX work_order_held ON work_order (prefecture, county, held_from) INCLUDE (kind, company_id) WHERE is_open AND held_from IS NOT NULL;
