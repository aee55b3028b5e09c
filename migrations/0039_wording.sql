-- What staff say to customers, as published: a whole pack a row. Empty company: the province's.
CREATE TABLE wording_pack (
  version bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  company_id text REFERENCES company,
  effective_from date NOT NULL,
  content jsonb NOT NULL,
  reason text NOT NULL,
  published_by uuid NOT NULL,
  published_by_name text NOT NULL,
  published_at timestamptz NOT NULL,
  -- A version taken back before it became effective.
  withdrawn_at timestamptz
);
CREATE INDEX wording_pack_company ON wording_pack (company_id, effective_from DESC, version DESC);

-- At most one draft of the province and of each company; '' is the province.
CREATE TABLE wording_draft (
  owner text PRIMARY KEY,
  revision integer NOT NULL,
  content jsonb NOT NULL,
  edited_by_name text NOT NULL,
  edited_at timestamptz NOT NULL
);

-- Who read the forbidden words of which version; 0 is what ships.
CREATE TABLE wording_acknowledgement (
  user_id uuid NOT NULL REFERENCES app_user,
  version bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (user_id, version)
);
CREATE INDEX wording_acknowledgement_version ON wording_acknowledgement (version);
ALTER TABLE wording_acknowledgement ENABLE ROW LEVEL SECURITY;
ALTER TABLE wording_acknowledgement FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON wording_acknowledgement USING ((SELECT app.acting()) OR user_id = (SELECT app.user_id()));

-- A forbidden word in what somebody wrote: for quality to look at. A dismissed one counts for nothing.
CREATE TABLE wording_finding (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  county text NOT NULL,
  company_id text,
  work_order_id uuid NOT NULL,
  work_order_number text NOT NULL,
  event_id uuid NOT NULL,
  event_kind text NOT NULL,
  at timestamptz NOT NULL,
  author_id uuid,
  author_name text NOT NULL,
  author_role text NOT NULL,
  word text NOT NULL,
  found text NOT NULL,
  class text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('minor', 'major', 'severe')),
  -- What was written around it, with the place of the word in it.
  excerpt text NOT NULL,
  found_from integer NOT NULL,
  found_to integer NOT NULL,
  pack_version bigint NOT NULL,
  verdict text CHECK (verdict IN ('confirmed', 'dismissed')),
  decided_by_name text,
  decided_at timestamptz,
  reason text,
  is_demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (prefecture, id),
  UNIQUE (prefecture, event_id, word)
);
CREATE INDEX wording_finding_at ON wording_finding (id DESC);
CREATE INDEX wording_finding_open ON wording_finding (id DESC) WHERE verdict IS NULL;
CREATE INDEX wording_finding_order ON wording_finding (prefecture, work_order_id);
ALTER TABLE wording_finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE wording_finding FORCE ROW LEVEL SECURITY;
-- The operator's own: whoever is found out does not see it here.
CREATE POLICY scope ON wording_finding USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.company()) IS NULL AND (SELECT app.reach()) = 'regions'
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[])))));
