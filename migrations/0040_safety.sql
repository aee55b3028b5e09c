-- What of an order waits for a reviewer on the contractor's side: a stop for safety, a sign-in that proves nothing.
ALTER TABLE work_order ADD COLUMN reviews text[] NOT NULL DEFAULT '{}';
CREATE INDEX work_order_reviews ON work_order (prefecture, updated_at) WHERE reviews <> '{}';

-- Where somebody was at departure, sign-in and leaving, and when they called for help: the only place where positions of staff stand, so that
-- what is deleted is gone.
CREATE TABLE position_fix (
  prefecture text NOT NULL REFERENCES region,
  id uuid NOT NULL,
  company_id text NOT NULL REFERENCES company,
  county text NOT NULL REFERENCES region,
  station_id uuid,
  staff_id uuid NOT NULL,
  work_order_id uuid,
  purpose text NOT NULL CHECK (purpose IN ('departure', 'arrival', 'leaving', 'alarm')),
  at timestamptz NOT NULL,
  lon double precision NOT NULL,
  lat double precision NOT NULL,
  accuracy_metres double precision,
  is_demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (prefecture, id)
);
CREATE INDEX position_fix_staff ON position_fix (staff_id, at DESC);
CREATE INDEX position_fix_order ON position_fix (prefecture, work_order_id);
CREATE INDEX position_fix_at ON position_fix (at);

-- What a photo or a reading says of its place goes with the other positions: found by the visit's end.
CREATE INDEX visit_evidence_places ON visit (ended_at) WHERE jsonb_path_exists(evidence, '$[*].position');

-- Who read which version of which notice: how positions are used, discipline and company rules.
CREATE TABLE acknowledgement (
  prefecture text NOT NULL REFERENCES region,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  staff_id uuid,
  company_id text NOT NULL REFERENCES company,
  code text NOT NULL,
  version integer NOT NULL,
  at timestamptz NOT NULL,
  is_demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (prefecture, id)
);
CREATE INDEX acknowledgement_user ON acknowledgement (user_id, code, at DESC);

-- Storm and ice, declared for a place and a time; without a company for everybody there.
CREATE TABLE hazard_declaration (
  prefecture text NOT NULL REFERENCES region,
  id uuid NOT NULL,
  county text REFERENCES region,
  company_id text REFERENCES company,
  hazard text NOT NULL CHECK (hazard IN ('storm', 'ice')),
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL CHECK (to_at > from_at),
  note text NOT NULL,
  declared_at timestamptz NOT NULL,
  declared_by_name text NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by_name text,
  is_demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (prefecture, id)
);
CREATE INDEX hazard_declaration_place ON hazard_declaration (prefecture, to_at) WHERE withdrawn_at IS NULL;

ALTER TABLE position_fix ENABLE ROW LEVEL SECURITY;
ALTER TABLE position_fix FORCE ROW LEVEL SECURITY;
ALTER TABLE acknowledgement ENABLE ROW LEVEL SECURITY;
ALTER TABLE acknowledgement FORCE ROW LEVEL SECURITY;
ALTER TABLE hazard_declaration ENABLE ROW LEVEL SECURITY;
ALTER TABLE hazard_declaration FORCE ROW LEVEL SECURITY;

CREATE POLICY scope ON position_fix USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company()))
    AND CASE (SELECT app.reach())
      WHEN 'regions' THEN (SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[])
      WHEN 'station' THEN station_id = (SELECT app.station()) OR staff_id = (SELECT app.staff())
      ELSE staff_id = (SELECT app.staff()) END)));
CREATE POLICY scope ON acknowledgement USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR user_id = (SELECT app.user_id()) OR (
    (SELECT app.reach()) = 'regions' AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company())))));
CREATE POLICY scope ON hazard_declaration USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (SELECT app.company()) IS NULL OR company_id IS NULL OR company_id = (SELECT app.company())));

-- The coordinates that stood with the visits until now are taken away, for no date of deletion is known for them.
SELECT set_config('app.acting', '1', true), set_config('app.prefectures', (SELECT string_agg(code, ',') FROM region), true);
UPDATE visit SET arrival = (arrival - 'position') || jsonb_build_object('outcome',
  CASE WHEN arrival ? 'exception' THEN 'noFix' ELSE 'ok' END) WHERE arrival IS NOT NULL AND NOT arrival ? 'outcome';
