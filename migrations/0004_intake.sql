-- Reports from every channel: each is kept, matched to a customer, and joins a work order or makes one.

CREATE TABLE report (
  prefecture text NOT NULL REFERENCES region,
  id uuid NOT NULL,
  number text NOT NULL,
  received_at timestamptz NOT NULL,
  channel text NOT NULL,
  caller_phone text,
  account text,
  customer_name text,
  symptom text NOT NULL,
  symptom_code text,
  description text,
  address text,
  address_key text,
  county text REFERENCES region,
  line text CHECK (line IN ('home', 'enterprise')),
  preferred_at timestamptz,
  match_state text NOT NULL CHECK (match_state IN ('matched', 'unmatched', 'resolved', 'discarded')),
  match_basis text,
  -- Who it may be, for the person who decides; keys only, no personal data.
  candidates jsonb NOT NULL DEFAULT '[]',
  home_user_id uuid,
  enterprise_line_id uuid,
  work_order_id uuid,
  -- It joined an order that was open already.
  is_duplicate boolean NOT NULL DEFAULT false,
  -- Where the row under its prefecture is, when the report was first kept under the province's code.
  moved_to_prefecture text,
  source text NOT NULL,
  -- The sender's own number: the same report sent twice is one report.
  source_key text,
  first_feedback_at timestamptz,
  resolved_by_name text,
  resolved_at timestamptz,
  resolution text,
  company_id text REFERENCES company,
  created_by uuid,
  created_by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  is_demo boolean NOT NULL DEFAULT false,
  import_batch_id uuid,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (prefecture, id),
  UNIQUE (prefecture, number)
);
CREATE INDEX report_order ON report (prefecture, work_order_id, received_at);
CREATE INDEX report_waiting ON report (prefecture, received_at, id) WHERE match_state = 'unmatched';
CREATE INDEX report_waiting_province ON report (received_at, id) WHERE match_state = 'unmatched';
CREATE INDEX report_received ON report (prefecture, received_at DESC, id DESC);
CREATE INDEX report_received_province ON report (received_at DESC, id DESC);
CREATE INDEX report_by_source ON report (source, source_key) WHERE source_key IS NOT NULL;
CREATE INDEX report_phone ON report (caller_phone, received_at DESC);
CREATE INDEX report_account ON report (account, received_at DESC);

-- One row for each sender's number, without prefecture: a report placed elsewhere is still the same report.
CREATE TABLE report_source (
  source text NOT NULL,
  source_key text NOT NULL,
  prefecture text NOT NULL,
  report_id uuid NOT NULL,
  PRIMARY KEY (source, source_key)
);

ALTER TABLE report ENABLE ROW LEVEL SECURITY;
ALTER TABLE report FORCE ROW LEVEL SECURITY;
ALTER TABLE report_source ENABLE ROW LEVEL SECURITY;
ALTER TABLE report_source FORCE ROW LEVEL SECURITY;

CREATE POLICY scope ON report USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) = 'regions'
    AND ((SELECT app.counties()) IS NULL OR county IS NULL OR county = ANY ((SELECT app.counties())::text[]))
    AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company())))));
CREATE POLICY acting ON report_source USING ((SELECT app.acting()));
