-- A region's handover whose open orders have yet to go to the new company, or went. `done_number` is the last order looked at: what was
-- carried over and how far it is are committed together, so that a process that dies is followed by another.
CREATE TABLE handover (
  id uuid PRIMARY KEY,
  prefectures text[] NOT NULL,
  counties text[] NOT NULL,
  lines text[] NOT NULL,
  from_company_id text NOT NULL REFERENCES company,
  to_company_id text NOT NULL REFERENCES company,
  -- The new company's first day.
  from_on date NOT NULL,
  reason text NOT NULL,
  ordered_by_name text NOT NULL,
  ordered_at timestamptz NOT NULL,
  done_number text NOT NULL DEFAULT '',
  moved integer NOT NULL DEFAULT 0,
  stayed integer NOT NULL DEFAULT 0,
  done_at timestamptz
);
CREATE INDEX handover_due ON handover (from_on) WHERE done_at IS NULL;
